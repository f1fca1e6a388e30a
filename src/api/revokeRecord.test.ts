import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetProject } from './remembered.ts'
import { openRevokeRecord, type RevokeRecord } from './revokeRecord.ts'

const stored = new Map<string, string>()
const place = 'unloc.revokes.p'
const kept = () => JSON.parse(stored.get(place) ?? '[]') as RevokeRecord[]
const marksOf = (id = '') => stored.get(`unloc.revokeMarks.${id}.p`)

/** Characters that were put into the storage. */
let written = 0

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, text: string) => {
      written += text.length
      stored.set(name, text)
    },
    removeItem: (name: string) => stored.delete(name),
  })
})
afterEach(() => {
  forgetProject('p')
  vi.unstubAllGlobals()
})

test('what is sent is put down beside what another tab puts down, also where that one has lost it', () => {
  const record = openRevokeRecord('p', ['a', 'b'])
  record.mark(['a'], 'sent')
  const other = { id: 'other', startedAt: 1, keyIds: ['x'], marks: '>' }
  // It had read the place before this one wrote.
  stored.set(place, JSON.stringify([other]))
  record.mark(['a'], 'revoked')
  expect(kept().map(({ keyIds }) => keyIds.join())).toEqual(['a,b', 'x'])
  const [{ id } = { id: '' }] = kept()
  expect(marksOf(id)).toBe('r.')
  record.close()
  expect(kept()).toEqual([other])
  expect(marksOf(id)).toBeUndefined()
})

test('a mark of one key among thousands does not write all their ids again', () => {
  const ids = Array.from({ length: 10_000 }, () => crypto.randomUUID())
  const record = openRevokeRecord('p', ids)
  expect(written).toBeGreaterThan(360_000)
  written = 0
  record.mark([ids[0] ?? ''], 'sent')
  record.mark([ids[0] ?? ''], 'revoked')
  // Ten thousand marks for each of the two, and the one id that is now seen revoked.
  expect(written).toBeLessThan(20_100)
  expect(marksOf(kept()[0]?.id)?.slice(0, 2)).toBe('r.')
  record.close()
})

test('what was wiped stays wiped', () => {
  const record = openRevokeRecord('p', ['a'])
  stored.clear()
  record.mark(['a'], 'sent')
  expect([...stored.keys()]).toEqual([])
})
