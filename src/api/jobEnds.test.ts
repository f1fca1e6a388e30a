import { afterEach, describe, expect, it, vi } from 'vitest'
import { endSeen, jobEndOf, noteJobLooks } from './jobEnds.ts'

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

describe('noteJobLooks', () => {
  afterEach(() => void vi.useRealTimers())
  const look = (id: string, at: number, status: string) => {
    vi.useFakeTimers({ now: at, toFake: ['Date'] })
    noteJobLooks('p', [{ ...job(status), id }])
  }

  const endOf = (id: string) => jobEndOf('p', { ...job('succeeded'), id })

  it('keeps the first end, with the word that told of it', () => {
    look('p', created + 5_000, 'failedJob')
    look('p', created + 9_000, 'failedJob')
    expect(endOf('p')).toEqual({ id: 'p', at: created + 5_000, status: 'failedJob' })
  })
  it('takes the later end of a job that ran again after its first', () => {
    look('q', created + 5_000, 'succeeded')
    look('q', created + 60_000, 'inProgress')
    look('q', created + 62_000, 'succeeded')
    expect(endOf('q')?.at).toBe(created + 62_000)
  })
  it('takes no end for its own that lies before it began: that was another job of the same id', () => {
    look('s', created + 5_000, 'succeeded')
    const later = { ...job('succeeded'), id: 's', created: new Date(created + 86_400_000).toISOString() }
    expect(jobEndOf('p', later)).toBeUndefined()
    vi.setSystemTime(created + 86_401_000)
    noteJobLooks('p', [later])
    expect(jobEndOf('p', later)?.at).toBe(created + 86_401_000)
  })
  it('knows no end where the later one passed unseen', () => {
    look('r', created + 5_000, 'succeeded')
    expect(endOf('r')?.at).toBe(created + 5_000)
    look('r', created + 70_000, 'inProgress')
    look('r', created + 3_600_000, 'succeeded')
    expect(endOf('r')).toBeUndefined()
  })
})
