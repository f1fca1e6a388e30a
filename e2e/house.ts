import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveDemo } from './demoHost.ts'

/**
 * What the stories run on. `gateway`: production build → gateway → HTTP mock. `demo`: the static demo build below a
 * sub-path, its mock in the browser's worker. `dev`: the dev server, mock in the worker.
 */
export interface HouseOptions {
  target: 'gateway' | 'demo' | 'dev'
  /** How people sign in at the gateway: by password, at a provider of OpenID Connect, or as they like. */
  signInBy: 'password' | 'provider' | 'both'
}

export interface House {
  /** Address of the console, with a slash at its end. */
  baseURL: string
  /** Address of the mock's own door; undefined where the mock lives in the browser. */
  mockURL: string | undefined
  /** Whether people sign in here; where the mock lives in the browser nobody does. */
  signsIn: boolean
  /** Where people sign in who do not do it by password. */
  provider?: Provider
  close(): Promise<void>
}

const node = process.execPath

/** Who may sign in. The password is the same, and its hash as cheap as can be: a story signs in anew each time. */
export const people = { manager: 'Mona', viewer: 'Vera' } as const
export const password = 'a password for stories'
const hash = 'scrypt$10$8$1$kLGcwIzLuLnTC8K2A0ad2A$Gjk3XKrVw1hen9fLQJZuzINEsSLO7xMrV-Bxh5SURgA'

/** Starts a console with an Unloc of its own, on free ports. */
export async function openHouse(
  target: HouseOptions['target'],
  signInBy: HouseOptions['signInBy'] = 'password',
): Promise<House> {
  if (target === 'demo') return { ...(await serveDemo('dist-demo')), mockURL: undefined, signsIn: false }
  if (target === 'dev') {
    const port = await freePort()
    const baseURL = `http://127.0.0.1:${port}/`
    const args = ['node_modules/vite/bin/vite.js', '--mode', 'demo', '--port', String(port), '--strictPort']
    const dev = await start('dev server', [node, ...args], {}, baseURL)
    return { baseURL, mockURL: undefined, signsIn: false, close: () => stop(dev) }
  }
  const [mockPort, port] = [await freePort(), await freePort()]
  const mockURL = `http://127.0.0.1:${mockPort}`
  const baseURL = `http://127.0.0.1:${port}/`
  const mock = await start(
    'mock',
    [node, 'scripts/run.mjs', 'mocks/http.ts'],
    { PORT: String(mockPort), SCENARIO: 'everyday' },
    `${mockURL}/_mock/requests`,
  )
  const folder = mkdtempSync(join(tmpdir(), 'unloc-stories-'))
  const usersFile = join(folder, 'users.json')
  const users = Object.entries(people).map(([role, name]) => ({ name, role, hash }))
  writeFileSync(usersFile, JSON.stringify({ users }))
  const provider = signInBy === 'password' ? undefined : await openProvider()
  const gateway = await start(
    'gateway',
    [node, 'dist-server/main.js'],
    {
      PORT: String(port),
      UNLOC_API_URL: mockURL,
      UNLOC_CLIENT_ID: 'demo',
      UNLOC_CLIENT_SECRET: 'demo-secret',
      ...(signInBy === 'provider' ? {} : { USERS_FILE: usersFile }),
      ...(provider && { ...provider.settings, CONSOLE_URL: baseURL.slice(0, -1) }),
      AUDIT_FILE: join(folder, 'audit.db'),
    },
    baseURL,
  )
  const close = async () => {
    await Promise.all([stop(gateway), stop(mock), provider?.close()])
    rmSync(folder, { recursive: true, force: true })
  }
  return { baseURL, mockURL, signsIn: true, ...(provider && { provider }), close }
}

/** A provider of OpenID Connect. It lets in whoever comes, at once, until it is told otherwise. */
export interface Provider {
  /** Who comes next, and what they are there: `manager`, `viewer`, or a word that the console does not know. */
  knows(name: string, role: string): void
  /** Sends the next one back with this error instead of a code. */
  refuses(error: string): void
  settings: Record<string, string>
  close(): Promise<void>
}

async function openProvider(): Promise<Provider> {
  // Loaded by the stories that need it alone.
  const { OAuth2Server } = await import('oauth2-mock-server')
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  // Told as `localhost`: to the browser that is another site than the console's 127.0.0.1, as in life.
  await server.start(0, '127.0.0.1')
  let claims = {}
  server.service.on('beforeTokenSigning', ({ payload }: { payload: object }) =>
    Object.assign(payload, { aud: 'console', ...claims }),
  )
  return {
    knows: (name, role) => (claims = { preferred_username: name, roles: [role] }),
    refuses: (error) =>
      server.service.once('beforeAuthorizeRedirect', ({ url }: { url: URL }) => {
        url.searchParams.delete('code')
        url.searchParams.set('error', error)
      }),
    settings: {
      OIDC_ISSUER: server.issuer.url ?? '',
      OIDC_CLIENT_ID: 'console',
      OIDC_CLIENT_SECRET: 'oidc-secret',
      OIDC_ROLE_CLAIM: 'roles',
      OIDC_MANAGER_ROLES: 'manager',
      OIDC_VIEWER_ROLES: 'viewer',
    },
    close: () => server.stop(),
  }
}

async function start(
  name: string,
  [command = '', ...args]: string[],
  env: Record<string, string>,
  readyURL: string,
): Promise<ChildProcess> {
  const child = spawn(command, args, {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4000)))
  const giveUpAt = Date.now() + 30_000
  while (!(await answers(readyURL))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      child.kill('SIGKILL')
      throw new Error(`The ${name} did not start:\n${said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return child
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  )

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
  await ended
  clearTimeout(timer)
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
