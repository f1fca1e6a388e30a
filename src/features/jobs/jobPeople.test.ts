import { describe, expect, it } from 'vitest'
import { personId } from '#src/domain/person.ts'
import { personFinder } from './jobPeople.ts'

const anna = '+4799887766'
const berit = '+4741234567'
const none = { numberOf: () => undefined }

describe('personFinder', () => {
  it('finds a person among the keys, and calls them by the name of the project', () => {
    const index = { numberOf: (id: string) => (id === personId('p', anna) ? anna : undefined) }
    expect(personFinder('p', index, new Map())(personId('p', anna))?.name).toBe('+47 998 87 766')
    expect(personFinder('p', index, new Map([[anna, 'Anna']]))(personId('p', anna))).toEqual({
      name: 'Anna',
      below: '+47 998 87 766',
    })
  })
  it('finds a person without a key among the names', () => {
    const find = personFinder('p', none, new Map([[berit, 'Berit']]))
    expect(find(personId('p', berit))?.name).toBe('Berit')
    expect(find(personId('other project', berit))).toBeUndefined()
  })
})
