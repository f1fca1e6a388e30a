import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/** What every answer carries, the API's too. */
export const commonHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** The page's policy. Mantine writes `<style>` elements, which the nonce lets through; nothing is loosened beside. */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')

interface PlainPageRest {
  /** Where its one link leads. */
  onwards?: { href: string; words: string }
  headers?: Record<string, string>
}

/** A page of the gateway's own, for people who come to it without the console: from a sign-in provider. */
export function plainPage(
  status: number,
  title: string,
  detail: string,
  { onwards = { href: '/', words: 'Back to the console' }, headers = {} }: PlainPageRest = {},
): Response {
  const nonce = randomBytes(18).toString('base64')
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)} · Unloc console</title>
<style nonce="${nonce}">
  /* The colours and measures of the console's own sign-in page. */
  :root { color-scheme: light dark; --bg: #fbfbfc; --card: #fff; --line: #e7e7eb; --line-strong: #cfcfd6; --text: #17171c; --muted: #55565f }
  @media (prefers-color-scheme: dark) {
    :root { --bg: #121316; --card: #17181b; --line: #2a2b31; --line-strong: #42434c; --text: #ececf1; --muted: #adaeb8 }
  }
  * { box-sizing: border-box }
  body { background: var(--bg); color: var(--text); font: 0.875rem/1.5 system-ui, sans-serif; margin: 0 auto;
    max-width: 23rem; overflow-wrap: anywhere; padding: max(2rem, 16vh) 1rem 2rem }
  header { font-weight: 600; margin: 0 0 1.25rem }
  main { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.5rem }
  h1 { font-size: 1.25rem; font-weight: 600; line-height: 1.3; margin: 0 }
  main p { color: var(--muted); margin: 0.375rem 0 1.25rem }
  a { border: 1px solid var(--line-strong); border-radius: 6px; color: inherit; display: block; font-weight: 500;
    padding: 0.4375rem 1rem; text-align: center; text-decoration: none }
  a:hover { background: var(--bg) }
  a:focus-visible { outline: 2px solid var(--text); outline-offset: 2px }
</style>
<header>Unloc console</header>
<main>
  <h1>${escaped(title)}</h1>
  <p>${escaped(detail)}</p>
  <a href="${escaped(onwards.href)}">${escaped(onwards.words)}</a>
</main>
</html>
`
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      ...headers,
    },
  })
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

/** How an answer may be packed, the better one first, and the ending of what the build has packed already. */
const packings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const
type Packing = (typeof packings)[number]

/** What the other side takes, by its Accept-Encoding; an encoding with `q=0` is one that it refuses. */
function packingFor(accepted: string): (packing: Packing) => boolean {
  const taken = accepted
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().split(/\s*;\s*/))
    .filter(([, q = 'q=1']) => !/^q=0(\.0*)?$/.test(q))
    .map(([name]) => name)
  return ({ name }) => taken.includes(name)
}

/**
 * Answers for the console's own files, or undefined for a path that it does not have. `path` is without query,
 * `accepted` the request's Accept-Encoding.
 */
export type Site = (path: string, accepted?: string) => Promise<Response> | undefined

/**
 * The built console in a folder, packed where the build has packed it (`.br`, `.gz`). The files are listed once at start: what is not in the list cannot be asked for, so
 * no path can climb out. Screens (`/` and `/p/…`) get the page; anything else unknown is nothing, never the page.
 * @throws Error when the folder holds no build, or a page without the place for its nonce
 */
export function createSite(folder: string): Site {
  const files = new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [`/${name.split(sep).join('/')}`, join(folder, name)]),
  )
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  if (!/<meta property="csp-nonce" nonce="[^"]*"/.test(html))
    throw new Error('index.html has no <meta property="csp-nonce" nonce="…">: its styles would be blocked')

  return (path, accepted = '') => {
    const takes = packingFor(accepted)
    if (path === '/' || path === '/index.html' || /^\/p(\/|$)/.test(path))
      return page(html, packings.find(takes))
    const file = files.get(path)
    // What is packed goes out under the name of what it is.
    if (file === undefined || packings.some(({ ending }) => path.endsWith(ending))) return undefined
    const packed = packings.find((packing) => takes(packing) && files.has(path + packing.ending))
    return asset(path, file, packed)
  }
}

const pack = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify<string, Buffer>(gzip),
}

/** The page with a nonce of its own. It holds nothing of the person or the project that its length could tell. */
async function page(html: string, packing: Packing | undefined): Promise<Response> {
  const nonce = randomBytes(18).toString('base64')
  const text = html.replace(/ nonce="[^"]*"/g, ` nonce="${nonce}"`)
  return new Response(packing ? new Uint8Array(await pack[packing.name](text)) : text, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy(nonce),
      'cache-control': 'no-store',
      ...packed(packing),
    },
  })
}

const packed = (packing: Packing | undefined) => ({
  vary: 'accept-encoding',
  ...(packing ? { 'content-encoding': packing.name } : {}),
})

async function asset(path: string, file: string, packing: Packing | undefined): Promise<Response> {
  return new Response(await readFile(file + (packing?.ending ?? '')), {
    headers: {
      ...packed(packing),
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      // Built names carry a hash of what is in them; the rest (favicon) may change under its name.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })
}
