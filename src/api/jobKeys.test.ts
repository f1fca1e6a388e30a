import { describe, expect, it } from 'vitest'
import { filtersFor } from './jobKeys.ts'

const owners = (people: (string | undefined)[], locks: string[]) =>
  people.flatMap((number) => locks.map((lockId) => ({ lockId, number })))
const many = (n: number, prefix: string) => Array.from({ length: n }, (_, i) => `${prefix}${i}`)

describe('filtersFor', () => {
  it('lists by person where people are fewer than locks', () => {
    expect(filtersFor(owners(['+471'], ['a', 'b']), 700)).toEqual([{ appUserId: '+471' }])
  })
  it('lists by lock where locks are fewer, or as many', () => {
    expect(filtersFor(owners(['+471', '+472'], ['a']), 700)).toEqual([{ lockId: 'a' }])
    expect(filtersFor(owners(['+471'], ['a']), 700)).toEqual([{ lockId: 'a' }])
  })
  it('lists by lock where the number of one person is not known', () => {
    expect(filtersFor(owners(['+471', undefined], ['a', 'b', 'c']), 700)).toHaveLength(3)
  })
  it('lists nothing for a job that names nothing', () => {
    expect(filtersFor([], 700)).toEqual([])
  })
  it('lists all keys only where that saves many calls', () => {
    const job = owners(many(40, '+47'), many(30, 'lock'))
    expect(filtersFor(job, 700)).toBeUndefined()
    expect(filtersFor(job, 100_000)).toHaveLength(30)
  })
})
