// What is measured: the production build and the floor, each behind our own gateway, with the HTTP mock in Unloc's
// place. Every one is a process of its own, so that none waits for another's work nor for the bench's.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { build } from 'vite'

export const floorFolder = 'test-results/floor'

/** Builds console, gateway and floor anew: what lies there may be older than the code. */
export async function buildAll() {
  for (const mode of [[], ['--mode', 'server', '--ssr', 'server/main.ts']]) {
    const args = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', ...mode]
    if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0)
      throw new Error('The build failed')
  }
  await build({
    root: 'bench/floor',
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir: `../../${floorFolder}`,
      emptyOutDir: true,
      target: 'es2023',
      reportCompressedSize: false,
      // The wire's shapes stand in the files of a few words that the floor needs: it checks no answers.
      rolldownOptions: { treeshake: { manualPureFunctions: ['z', 'lenient'] } },
    },
  })
}

/** Starts processes when they are first asked for, and ends them all with `close`. */
export function openHouse() {
  const running = []
  const mocks = new Map()
  const gateways = new Map()

  const start = async (args, env, pattern) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.push(child)
    let said = ''
    child.stderr.on('data', (text) => (said += text))
    return new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error(`${args.join(' ')} ended:\n${said}`)))
      child.stdout.on('data', (text) => {
        said += text
        const found = pattern.exec(said)
        if (found) resolve(found)
        // A log that is kept would grow with every request.
        if (found) said = ''
      })
    })
  }

  /** An Unloc with so many keys, or with a job that takes an hour. */
  const mock = (keys) => {
    if (!mocks.has(keys)) {
      const args = ['scripts/run.mjs', 'bench/mock.ts', String(keys)]
      const started = start(args, {}, /(http:\S+) (\S+)/)
      mocks.set(
        keys,
        started.then(([, url, projectId]) => ({ url, projectId })),
      )
    }
    return mocks.get(keys)
  }

  return {
    mock,
    /** Where the console or the floor (`site`) shows so many keys. */
    async site(site, keys) {
      const { url, projectId } = await mock(keys)
      const name = `${site} ${keys}`
      if (!gateways.has(name)) {
        const env = {
          PORT: '0',
          UNLOC_API_URL: url,
          UNLOC_CLIENT_ID: 'demo',
          UNLOC_CLIENT_SECRET: 'demo-secret',
        }
        const dist = site === 'floor' ? floorFolder : 'dist'
        const started = start(['dist-server/main.js'], { ...env, DIST: dist }, /(http:\S+)/)
        gateways.set(
          name,
          // The first answers of servers that have just begun are slow, and would tell of whoever is measured first.
          started.then(async (found) => {
            for (let i = 0; i < 5; i++)
              for (const path of [
                'keys?limit=100',
                'keys?limit=2500',
                'locks?limit=2500',
                'managed-users?limit=2500',
              ])
                await (await fetch(`${found[1]}/v2/projects/${projectId}/${path}`)).arrayBuffer()
            return found
          }),
        )
      }
      const [, origin] = await gateways.get(name)
      return { origin, projectId, keysPage: `${origin}/p/${projectId}/keys` }
    },
    async close() {
      await Promise.all(
        running.map((child) => {
          if (child.exitCode !== null || child.signalCode !== null) return undefined
          child.removeAllListeners('exit')
          const ended = once(child, 'exit')
          child.kill('SIGKILL')
          return ended
        }),
      )
    },
  }
}
