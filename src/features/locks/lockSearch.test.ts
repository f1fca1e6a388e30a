import { describe, expect, it } from 'vitest'
import { readLockKeysSearch, readLockSearch, strayLockValues } from './lockSearch.ts'

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

describe('readLockKeysSearch', () => {
  it.each([
    [{}, {}],
    [
      { keys: 'all', sort: 'end', order: 'desc' },
      { keys: 'all', sort: 'end', order: 'desc' },
    ],
    [{ keys: 'some', sort: 'colour', order: 'asc' }, {}],
  ])('%o', (raw, read) => {
    expect(readLockKeysSearch(raw)).toEqual(read)
  })
})
