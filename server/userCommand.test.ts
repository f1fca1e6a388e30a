import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runUserCommand } from './userCommand.ts'
import { hashPassword, openUsers, readUsers } from './users.ts'

const password = 'three words and a door'
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unloc-console-user-'))
  file = join(folder, 'made/users.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function run(line: string, typed: string[] = [password], isPerson = false) {
  const said: string[] = []
  const prompts: string[] = []
  const code = await runUserCommand(line.split(' '), {
    env: { USERS_FILE: file },
    cost: 4,
    terminal: {
      say: (text) => said.push(text),
      isPerson,
      askPassword: (prompt) => {
        prompts.push(prompt)
        return Promise.resolve(typed[prompts.length - 1] ?? '')
      },
    },
  })
  return { code, said: said.join('\n'), prompts }
}
const signIn = async (name: string, given: string) =>
  (await openUsers(file, { cost: 4 }).verify(name, given))?.person

test('a person is added, listed, changed and removed', async () => {
  expect(await run('add Anna --role manager')).toMatchObject({ code: 0 })
  expect(await run('add vic --role viewer')).toMatchObject({ code: 0 })
  expect((await run('list')).said).toBe('manager  Anna\nviewer   vic')
  expect(await signIn('anna', password)).toEqual({ name: 'Anna', role: 'manager' })

  expect(await run('role anna --role viewer')).toMatchObject({
    said: 'Anna is a viewer now, and signed out.',
  })
  expect(await signIn('Anna', password)).toEqual({ name: 'Anna', role: 'viewer' })

  expect(await run('password ANNA', ['another few words'])).toMatchObject({ code: 0 })
  expect(await signIn('Anna', password)).toBeUndefined()
  expect(await signIn('Anna', 'another few words')).toEqual({ name: 'Anna', role: 'viewer' })

  expect(await run('remove anna')).toMatchObject({ said: 'Anna is removed, and signed out.' })
  expect((await run('list')).said).toBe('viewer   vic')
})

test('the file is for its owner alone, holds no password, and two the same do not look it', async () => {
  await run('add Anna --role manager')
  await run('add Vic --role viewer')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain(password)
  const [one, two] = readUsers(file)
  expect(one?.hash).not.toBe(two?.hash)
  expect(readdirSync(join(folder, 'made'))).toEqual(['users.json'])
})

test('a person at a terminal types it twice', async () => {
  expect(await run('add Anna --role manager', [password, password], true)).toMatchObject({ code: 0 })
  expect(await run('password Anna', [password, 'three words and a floor'], true)).toMatchObject({
    code: 1,
    said: 'The two are not the same. Nothing was changed.',
  })
})

test.each([
  ['', 'npm run user'],
  ['list Anna', 'npm run user'],
  ['add', 'npm run user'],
  ['add Anna Berg --role viewer', 'npm run user'],
  ['add Anna --rôle viewer', 'npm run user'],
  ['remove Anna --role viewer', 'npm run user'],
  ['add Anna', '--role viewer or --role manager'],
  ['add Anna --role boss', '--role viewer or --role manager'],
  ['add +4799887766 --role viewer', 'is no number'],
  ['add 99887766 --role viewer', 'is no number'],
  ['add \u0007 --role viewer', 'A name has'],
  ['add VERA --role viewer', 'Vera is there already'],
  ['remove Anna', 'holds no Anna'],
  ['password Anna', 'holds no Anna'],
])('%j is told what is wrong, and changes nothing', async (line, words) => {
  await run('add Vera --role viewer')
  const before = readFileSync(file, 'utf8')
  const { code, said, prompts } = await run(line)
  expect(code).toBe(1)
  expect(said).toContain(words)
  expect(prompts).toEqual([])
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test('a short password is refused', async () => {
  expect(await run('add Anna --role manager', ['short'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('at least 12 characters') as string,
  })
})

test.each(['{', '{}', '{"users":[{"name":"x","role":"boss","hash":""}]}', '{"users":[],"more":1}'])(
  'a file that is something else is left alone: %s',
  async (content) => {
    await run('add Vera --role viewer')
    writeFileSync(file, content)
    expect(await run('add Anna --role manager')).toMatchObject({ code: 1 })
    expect(readFileSync(file, 'utf8')).toBe(content)
  },
)

test('what people get unless a test says otherwise costs what is advised', async () => {
  expect(await hashPassword('x')).toMatch(/^scrypt\$17\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
})
