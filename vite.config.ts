import { readFileSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * Serves the mock's worker script in the demo, and puts it into the demo build alone; and there the page a second time,
 * where the simulated phone has its address, since a static host knows no addresses but those of files.
 */
function demoWorker(): Plugin {
  const name = 'mockServiceWorker.js'
  const script = () => readFileSync(createRequire(import.meta.url).resolve(`msw/${name}`))
  return {
    name: 'demo-worker',
    configureServer(server) {
      server.middlewares.use(`/${name}`, (_, answer) => {
        answer.setHeader('Content-Type', 'text/javascript')
        answer.end(script())
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: name, source: script() })
    },
    async writeBundle({ dir = '' }) {
      await mkdir(join(dir, 'phone'), { recursive: true })
      await copyFile(join(dir, 'index.html'), join(dir, 'phone', 'index.html'))
    },
  }
}

/**
 * Puts `early.ts` before everything else, as a file of its own that the first paint waits for. It runs before the
 * console's own script, so that it can tell when that one does not come.
 */
function early(): Plugin {
  const source = 'src/app/early.ts'
  let base = '/'
  return {
    name: 'early',
    configResolved(config) {
      base = config.base
    },
    buildStart() {
      if (this.environment.mode === 'build') this.emitFile({ type: 'chunk', id: `/${source}`, name: 'early' })
    },
    transformIndexHtml: {
      order: 'post',
      handler: (page, { bundle }) => {
        const chunk = Object.values(bundle ?? {}).find(({ name }) => name === 'early')
        const src = base + (chunk?.fileName ?? source)
        const attrs = { type: 'module', blocking: 'render', src }
        // What stands in the page for those who read its source is not sent.
        const html = bundle ? page.replace(/<!--.*?-->/gs, '').replace(/\n\s+/g, '\n') : page
        return { html, tags: [{ tag: 'script', attrs, injectTo: 'head-prepend' }] }
      },
    },
  }
}

/**
 * Tells Chromium that most of the entry runs at once: it is compiled whole beside the page while it comes, and not function
 * by function as each is first called. The comment must be the very first thing in the file; other browsers pass it over.
 */
function compiledAhead(): Plugin {
  return {
    name: 'compiled-ahead',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && chunk.isEntry && chunk.name === 'index')
            chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
      },
    },
  }
}

/** Writes what is built a second and third time, packed: once here and as tightly as can be, not at each request. */
function packed(): Plugin {
  return {
    name: 'packed',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => /\.(js|css|svg)$/.test(fileName))
      await Promise.all(
        files.map(async (file) => {
          const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
          const path = join(dir, file.fileName)
          // Brotli's best is what it does unasked.
          await writeFile(`${path}.br`, await promisify(brotliCompress)(content))
          await writeFile(`${path}.gz`, await promisify<Buffer, Buffer>(gzip)(content))
        }),
      )
    },
  }
}

/** The chunks that are not cut as the imports fall. Everything else is one chunk a page or part, and what two share. */
const chunks = [
  // What the first screen needs, in one file: it packs better, and nothing waits for an import of an import.
  { name: 'main', tags: ['$initial' as const], test: /^(?!.*\/app\/early\.ts)/, priority: 2 },
  // Comes with whatever part is first; cut as the imports fall it would be a dozen of files.
  {
    name: 'mantine',
    test: /node_modules\/(@mantine\/(core|hooks)|@floating-ui|react-remove-scroll)/,
    priority: 1,
  },
  // Small things that come after the rows. Each chunk has its name in the entry, so they share one.
  {
    name: 'late',
    test: /\/src\/(app\/(SignIn|SessionEnded|UnlocMark|ColorScheme)|api\/signIn|ui\/(RefusedButton|table\/ColumnWidth))/,
  },
]

export default defineConfig(({ mode }) => ({
  // A demo must run from any static sub-path; production is served from the gateway's root.
  base: mode === 'demo' ? (process.env.DEMO_BASE ?? '/') : '/',
  plugins: [
    react(),
    mode === 'demo' && demoWorker(),
    ...(mode === 'server' ? [] : [early(), compiledAhead(), packed()]),
  ],
  build: {
    outDir: mode === 'demo' ? 'dist-demo' : mode === 'server' ? 'dist-server' : 'dist',
    copyPublicDir: mode !== 'server',
    target: 'es2023',
    reportCompressedSize: false,
    // Every browser that runs the rest knows it.
    modulePreload: { polyfill: false },
    rolldownOptions: mode === 'server' ? {} : { output: { codeSplitting: { groups: [...chunks] } } },
  },
  // SQLite is a binary, which cannot be put into a file with the rest.
  ssr: mode === 'server' ? { noExternal: true as const, external: ['libsql'] } : {},
  server: { port: 5173, host: '127.0.0.1' },
  test: {
    include: ['{src,mocks,server,scripts,bench}/**/*.test.{ts,tsx}'],
    setupFiles: ['./scripts/vitestSetup.ts'],
    environment: 'node',
    // Vitest leaves one core for itself, which is half of two.
    maxWorkers: 2,
    // Properties over thousands of inputs take their time on a machine that does something else besides.
    testTimeout: 60_000,
  },
}))
