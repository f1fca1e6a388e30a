import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetProject } from './remembered.ts'
import { openRevokeRecord, type RevokeRecord } from './revokeRecord.ts'

const stored = new Map<string, string>()
const place = 'unloc.revokes.p'
const kept = () => JSON.parse(stored.get(place) ?? '[]') as RevokeRecord[]

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, text: string) => stored.set(name, text),
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
  expect(kept().map(({ keyIds, marks }) => [keyIds.join(), marks])).toEqual([
    ['a,b', 'r.'],
    ['x', '>'],
  ])
  record.close()
  expect(kept()).toEqual([other])
})

test('what was wiped stays wiped', () => {
  const record = openRevokeRecord('p', ['a'])
  stored.delete(place)
  record.mark(['a'], 'sent')
  expect(kept()).toEqual([])
})
