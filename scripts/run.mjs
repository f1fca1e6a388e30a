// Runs a TypeScript entry under plain Node 20, which cannot strip types by itself: `node scripts/run.mjs mocks/http.ts`.
// The entry exports `main()`. What main returns may have a `close()`, which is called on Ctrl-C or SIGTERM.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const [entry, ...args] = process.argv.slice(2)
if (!entry) {
  console.error('Usage: node scripts/run.mjs <entry.ts> [arguments for main]')
  process.exit(2)
}

// The runner is closed once the entry is loaded: a dynamic import of a TypeScript file inside main() would not work.
const { module } = await runnerImport(resolve(entry), { logLevel: 'warn' })
if (typeof module.main !== 'function') {
  console.error(`${entry} exports no main()`)
  process.exit(2)
}
const running = await module.main(...args)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    // The second press, or a close that hangs, ends it at once.
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), 5000).unref()
    Promise.resolve(running?.close?.()).then(
      () => process.exit(0),
      (problem) => {
        console.error(problem)
        process.exit(1)
      },
    )
  })
