import { expect, test } from 'vitest'
import { readPersonSearch } from './personSearch.ts'

test.each([
  [{}, {}],
  [
    { keys: 'all', sort: 'lock', order: 'desc' },
    { keys: 'all', sort: 'lock', order: 'desc' },
  ],
  [{ keys: 'quantum' }, { keys: 'quantum' }],
  [{ keys: '+4799887766', sort: 'colour', order: 'up' }, {}],
  [{ keys: 7, sort: ['lock'], more: 'x' }, {}],
])('the address %j is read as %j', (raw, read) => {
  expect(readPersonSearch(raw)).toEqual(read)
})
