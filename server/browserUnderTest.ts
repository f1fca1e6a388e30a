import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { consoleHeader, gatewayPaths } from '#src/contract/gateway.ts'
import type { Answer, GatewayUnderTest } from './gatewayUnderTest.ts'
import { hashPassword, openUsers, writeUsers, type User, type Users } from './users.ts'

export const password = 'three-words-and-a-door'

/** A browser that keeps cookies and does as its own console tells it. */
export interface BrowserUnderTest {
  cookies: Map<string, string>
  send: GatewayUnderTest['send']
  signIn(name: string, given?: string, headers?: Record<string, string>): Promise<Answer>
}

/** A browser with no cookies yet. */
export function browserUnderTest(gateway: GatewayUnderTest): BrowserUnderTest {
  const cookies = new Map<string, string>()
  const send: GatewayUnderTest['send'] = async (method, target, options = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await gateway.send(method, target, {
      ...options,
      headers: { ...(cookie === '' ? {} : { cookie }), ...options.headers },
    })
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    send,
    signIn: (name, given = password, headers = {}) =>
      send('POST', gatewayPaths.session, {
        body: JSON.stringify({ name, password: given }),
        headers: { [consoleHeader]: '1', ...headers },
      }),
  }
}

export interface UsersUnderTest {
  file: string
  users: Users
  /** How many passwords were looked at. */
  verified: () => number
  /** What the gateway said about its file. */
  troubles: string[]
  list: User[]
  write(list: User[]): void
  remove(): void
}

/** A file of users with a cheap hash: Mona, a manager, and Vera, a viewer. Their password is `password`. */
export async function usersUnderTest(): Promise<UsersUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'unloc-console-users-'))
  const file = join(folder, 'users.json')
  const cost = 4
  const list: User[] = [
    { name: 'Mona', role: 'manager', hash: await hashPassword(password, cost) },
    { name: 'Vera', role: 'viewer', hash: await hashPassword(password, cost) },
  ]
  writeUsers(file, list)
  const troubles: string[] = []
  const users = openUsers(file, { cost, onTrouble: (why) => troubles.push(why) })
  let verified = 0
  return {
    file,
    users: {
      ...users,
      verify: (...args) => {
        verified++
        return users.verify(...args)
      },
    },
    verified: () => verified,
    troubles,
    list,
    write: (next) => writeUsers(file, next),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
