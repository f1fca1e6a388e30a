import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

// What the README and `npm run mock` tell a newcomer to type is typed here, into a shell, against the real door.

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** Only Node and npm may be assumed: a curl of the few options that the lines use, before any other on the path. */
const curl = `#!${process.execPath}
const args = process.argv.slice(2)
const how = { headers: {} }
let url
for (let at = 0; at < args.length; at++) {
  if (args[at] === '-s') continue
  else if (args[at] === '-H') {
    const [name, ...value] = args[++at].split(': ')
    how.headers[name] = value.join(': ')
  } else if (args[at] === '-d') Object.assign(how, { method: 'POST', body: args[++at] })
  else if (args[at].startsWith('-')) throw new Error('curl ' + args[at] + ' is not known here')
  else url = args[at]
}
fetch(url, how).then(async (answer) => process.stdout.write(await answer.text()))
`

const folder = mkdtempSync(join(tmpdir(), 'unloc-readme-'))
const mock = spawn(process.execPath, ['scripts/run.mjs', 'mocks/http.ts'], {
  cwd: root,
  env: { ...process.env, PORT: '0', SCENARIO: 'everyday' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
let said = ''

beforeAll(async () => {
  writeFileSync(join(folder, 'curl'), curl, { mode: 0o755 })
  await new Promise<void>((resolve, reject) => {
    mock.on('exit', (code) => reject(new Error(`The mock ended with ${String(code)}`)))
    mock.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (/^Try: .*\n/m.test(said)) resolve()
    })
  })
})
afterAll(() => {
  mock.removeAllListeners('exit')
  mock.kill('SIGTERM')
  rmSync(folder, { recursive: true })
})

function inShell(lines: string): unknown {
  const path = [folder, process.env.PATH].join(delimiter)
  const { stdout, stderr, status } = spawnSync('sh', ['-c', lines], {
    env: { ...process.env, PATH: path },
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as unknown
}

const url = () => /on (http:\S+)$/m.exec(said)?.[1] ?? ''

test('the mock prints its project id and a line that works', () => {
  const projectId = /^Project (\S+)$/m.exec(said)?.[1]
  const [, line = ''] = /^Try: +(.*)$/m.exec(said) ?? []
  expect(line).toContain(`/v2/projects/${String(projectId)}/`)
  expect(inShell(line)).toEqual({
    locks: [expect.objectContaining({ name: 'Hovedinngang 1' })],
    startAfterId: expect.any(String) as string,
  })
})

test('the README’s example makes a key', async () => {
  const [, example = ''] = /## Make a key with curl[^]*?```sh\n([^]*?)```/.exec(readme) ?? []
  expect(example).toContain('"appUserId":"+4799887766"')
  const standard = 'http://127.0.0.1:4010'
  expect(example).toContain(standard)
  expect(inShell(example.replace(standard, url()))).toEqual({
    jobRef: expect.objectContaining({ jobType: 'createKeys' }) as unknown,
  })
  const seen = (await (await fetch(`${url()}/_mock/requests`)).json()) as {
    requests: { method: string; status: number; url: string }[]
  }
  expect(seen.requests.at(-1)).toMatchObject({ method: 'POST', status: 202 })
})

test('every npm script that the README names is there, and every picture', () => {
  const named = [...readme.matchAll(/npm (?:run ([\w:]+)|(test|start)\b)/g)].map(
    ([, run, plain]) => run ?? plain ?? '',
  )
  expect(named).toEqual(expect.arrayContaining(['dev', 'test', 'mock', 'start', 'screenshots']))
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path)
  expect(pictures.length).toBeGreaterThanOrEqual(2)
  expect(pictures.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
