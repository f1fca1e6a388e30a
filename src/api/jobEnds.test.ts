import { describe, expect, it } from 'vitest'
import { endSeen } from './jobEnds.ts'

const created = Date.parse('2026-11-22T10:00:00.000Z')
const job = (status: string) => ({ id: 'j', status, created: '2026-11-22T10:00:00.000Z' })

describe('endSeen', () => {
  it.each([
    ['a job that still runs has no end', 'inProgress', created + 1000, created + 2000, undefined],
    ['an unknown word is no end', 'paused', created + 1000, created + 2000, undefined],
    ['running a moment ago, over now', 'succeeded', created + 60_000, created + 61_000, created + 61_000],
    ['first seen right after its start', 'failedJob', undefined, created + 900, created + 900],
    ['first seen long after its start', 'succeeded', undefined, created + 3_600_000, undefined],
    ['last seen running an hour before', 'succeeded', created + 1000, created + 3_600_000, undefined],
    ['the clock was turned back', 'succeeded', created + 60_000, created + 30_000, undefined],
  ])('%s', (_, status, lastLook, at, end) => {
    expect(endSeen(job(status), lastLook, at)).toBe(end)
  })
})
