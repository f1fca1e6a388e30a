import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** A static host can make no nonce, so styles are let in; nothing else is loosened against the gateway's policy. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ')

/**
 * Serves the demo build as a plain static host does: from the sub-path it was built for, the page for any address of
 * a screen, and — like many hosts — 200 with the page for anything unknown, which is what a lost worker meets.
 */
export async function serveDemo(folder: string): Promise<{ baseURL: string; close(): Promise<void> }> {
  const root = fileURLToPath(new URL(`../${folder}`, import.meta.url))
  const page = readFileSync(join(root, 'index.html'), 'utf8')
  // The base stands in the page, so that the build and its host cannot disagree.
  const base = /src="(\/[^"]*?)assets\//.exec(page)?.[1]
  if (base === undefined) throw new Error(`${folder}/index.html names no script below assets/`)

  const server = createServer((request, answer) => {
    const path = decodeURI((request.url ?? '/').split('?', 1)[0] ?? '/')
    const file = join(root, normalize(`/${path.startsWith(base) ? path.slice(base.length) : ''}`))
    const found = path.startsWith(base) && existsSync(file) && statSync(file).isFile()
    answer.writeHead(200, {
      'content-type': found
        ? (types[extname(file)] ?? 'application/octet-stream')
        : 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
    })
    answer.end(found ? readFileSync(file) : page)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The demo host has no port')
  return {
    baseURL: `http://127.0.0.1:${address.port}${base}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
