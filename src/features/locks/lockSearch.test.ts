import { describe, expect, it } from 'vitest'
import { readLockSearch, strayLockValues } from './lockSearch.ts'

describe('readLockSearch', () => {
  it.each([
    [{ q: 'festsal', sort: 'battery', order: 'desc' }, { q: 'festsal', sort: 'battery', order: 'desc' }, []],
    [{ q: '', sort: '' }, {}, []],
    [{ sort: 'colour', order: 'up', page: '2' }, {}, ['sort', 'order', 'page']],
    [{ q: '+47 998' }, {}, ['q']],
    [{ q: 'door 171' }, { q: 'door 171' }, []],
  ])('%o', (raw, read, stray) => {
    expect(readLockSearch(raw)).toEqual(read)
    expect(strayLockValues(raw)).toEqual(stray)
  })
})
