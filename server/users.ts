import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Role } from '#src/contract/gateway.ts'
import { z } from '#src/contract/zod.ts'
import { createQueue } from './limits.ts'
import type { Person } from './session.ts'

/** A person as the file holds them. `hash`: `scrypt$<log2 of N>$<r>$<p>$<salt>$<hash>`, base64url. */
const User = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  role: Role,
  hash: z.string().check(z.regex(/^scrypt\$(1\d|20|[1-9])\$8\$1\$[\w-]{22}\$[\w-]{43}$/)),
})
export type User = z.infer<typeof User>
const UsersFile = z.strictObject({ users: z.array(User) })

/** log2 of scrypt's N; with r = 8 a try costs 128 MB and some tenths of a second (OWASP's first choice). */
export const scryptCost = 17
/** As many tries at once as may have 128 MB each, and so many that may wait for them. */
const [atOnce, inLine] = [2, 30]

export interface Users {
  /** The person whose password it is, and the stamp of what they are let in by. @throws Crowded */
  verify(name: string, password: string): Promise<{ person: Person; stamp: string } | undefined>
  /** Changes when the role or the password does; undefined when there is no such person. */
  stampOf(name: string): string | undefined
}

/**
 * The people of a file, which is looked at again whenever it was changed. A file that cannot be read lets nobody in
 * and ends everybody's session, since nobody can tell who was taken out of it. `onTrouble` is told why.
 */
export function openUsers(
  file: string,
  { cost = scryptCost, onTrouble = () => {} }: { cost?: number; onTrouble?: (why: string) => void } = {},
): Users {
  let seen = ''
  let users = new Map<string, User>()
  const look = (): Map<string, User> => {
    let mark = 'gone'
    try {
      const { mtimeMs, size, ino } = statSync(file)
      mark = `${mtimeMs} ${size} ${ino}`
      if (mark !== seen) users = new Map(readUsers(file).map((user) => [keyOf(user.name), user]))
    } catch (cause) {
      users = new Map()
      if (mark !== seen) onTrouble(cause instanceof Error ? cause.message : String(cause))
    }
    seen = mark
    return users
  }
  const queue = createQueue(atOnce, inLine)
  // Somebody who does not exist is asked to wait as long as anybody else.
  const nobody = hashPassword(randomBytes(16).toString('hex'), cost)

  return {
    verify: async (name, password) => {
      const user = look().get(keyOf(name))
      const right = await queue(async () => isPassword(password, user?.hash ?? (await nobody)))
      return user && right
        ? { person: { name: user.name, role: user.role }, stamp: `${user.role} ${user.hash}` }
        : undefined
    },
    stampOf: (name) => {
      const user = look().get(keyOf(name))
      return user && `${user.role} ${user.hash}`
    },
  }
}

/** Two spellings of one name are one person. */
export const keyOf = (name: string): string => name.trim().normalize('NFKC').toLowerCase()

/** @throws Error in plain words when the file is not what it should be */
export function readUsers(file: string): User[] {
  const content = readFileSync(file, 'utf8')
  let json: unknown
  try {
    json = JSON.parse(content)
  } catch {
    throw new Error(`${file} is no JSON`)
  }
  const read = z.safeParse(UsersFile, json)
  if (read.success) return read.data.users
  const [issue] = read.error.issues
  throw new Error(`${file} is no file of users: ${issue?.path.join('.')} ${issue?.message}`)
}

/**
 * Puts the new file in the old one's place in one step, readable by its owner alone. Written by root it stays the
 * owner's of the old one, or of the folder: the gateway runs as somebody less.
 */
export function writeUsers(file: string, users: User[]): void {
  mkdirSync(dirname(file), { recursive: true })
  const next = `${file}.${randomBytes(4).toString('hex')}.new`
  try {
    writeFileSync(next, `${JSON.stringify({ users }, null, 2)}\n`, { mode: 0o600, flush: true, flag: 'wx' })
    const { uid, gid } = statSync(existsSync(file) ? file : dirname(file))
    if (process.getuid?.() === 0) chownSync(next, uid, gid)
    renameSync(next, file)
  } catch (cause) {
    rmSync(next, { force: true })
    throw cause
  }
}

/** Hash of a password with a salt of its own. `cost` is log2 of scrypt's N. */
export async function hashPassword(password: string, cost = scryptCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  return `scrypt$${cost}$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, cost = '', , , salt = '', hash = ''] = kept.split('$')
  const found = await derive(password, Buffer.from(salt, 'base64url'), Number(cost))
  return timingSafeEqual(found, Buffer.from(hash, 'base64url'))
}

const derive = (password: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** cost
    // Node allows 32 MB unless it is told.
    scrypt(password.normalize('NFKC'), salt, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 }, (cause, hash) =>
      cause ? reject(cause) : resolve(hash),
    )
  })
