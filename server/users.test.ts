import { chownSync, statSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { password, usersUnderTest, type UsersUnderTest } from './browserUnderTest.ts'
import { Crowded } from './limits.ts'
import { hashPassword, openUsers, writeUsers } from './users.ts'

let people: UsersUnderTest
beforeEach(async () => {
  people = await usersUnderTest()
})
afterEach(() => people.remove())

test('a crowd at the door: some wait, the rest is sent away before it costs memory', async () => {
  const tries = Array.from({ length: 40 }, (_, i) => people.users.verify(i % 2 ? 'Mona' : 'Nobody', password))
  const ends = await Promise.allSettled(tries)
  const refused = ends.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(8)
  for (const one of refused) expect(one).toMatchObject({ reason: expect.any(Crowded) as Crowded })
  expect(await people.users.verify('Mona', password)).toMatchObject({ person: { name: 'Mona' } })
})

test('a hash of another cost is read as what it is', async () => {
  writeUsers(people.file, [{ name: 'Old', role: 'viewer', hash: await hashPassword(password, 6) }])
  const users = openUsers(people.file, { cost: 4 })
  expect(await users.verify('Old', password)).toMatchObject({ person: { name: 'Old', role: 'viewer' } })
  expect(await users.verify('Old', `${password}.`)).toBeUndefined()
})

test('a password typed on another keyboard is the same', async () => {
  writeUsers(people.file, [
    { name: 'Åse', role: 'viewer', hash: await hashPassword('blåbærsyltetøy'.normalize('NFC'), 4) },
  ])
  const users = openUsers(people.file, { cost: 4 })
  expect(await users.verify('A\u030Ase'.normalize('NFD'), 'blåbærsyltetøy'.normalize('NFD'))).toBeDefined()
})

test('a file that root writes stays whose it was', () => {
  if (process.getuid?.() === 0) chownSync(people.file, 1234, 1235)
  const { uid, gid } = statSync(people.file)
  people.write([])
  expect(statSync(people.file)).toMatchObject({ uid, gid })
})
