import { createHash } from 'node:crypto'
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
      number: anna,
    })
  })
  it('finds a person without a key among the names', () => {
    const find = personFinder('p', none, new Map([[berit, 'Berit']]))
    // Hashed here by other means: `personId` would remember the number.
    const id = createHash('sha256').update(`p ${berit}`).digest('hex').slice(0, 12)
    expect(find(id)?.name).toBe('Berit')
    expect(find('000000000000')).toBeUndefined()
  })
  it('finds a person whose number this page just sent, in its own project only', () => {
    const id = personId('p', '+4790000009')
    expect(personFinder('p', none, new Map())(id)?.name).toBe('+47 900 00 009')
    expect(personFinder('q', none, new Map())(id)).toBeUndefined()
  })
})
