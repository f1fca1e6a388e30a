import { expect, test } from 'vitest'
import type { ReplaceStep } from '#src/domain/replace.ts'
import { keyChangeTarget, readKeyChangeSearch } from './keyChangeSearch.ts'
import { changeKinds, changeSums, stepWords } from './keyChangeWords.ts'

const stays: ReplaceStep = { kind: 'stays', reason: 'no room', isOldGone: false }
const replaced = { kind: 'replaced', newId: 'n', oldEnd: 'revoked' } satisfies ReplaceStep

test('the sums add up, trouble first', () => {
  expect(changeSums([replaced, stays, replaced], 'en')).toBe('1 not made and 2 replaced')
  expect(changeKinds).toHaveLength(new Set(changeKinds).size)
})

test.each<[ReplaceStep, string, string | undefined]>([
  [stays, 'New key failed', 'no room. The old key stays.'],
  [
    { ...stays, reason: 'Gone.', isOldGone: true },
    'New key failed',
    'Gone. The old key is no longer usable.',
  ],
  [replaced, 'New key works, old one revoked', undefined],
  [{ ...replaced, oldEnd: 'ended' }, 'New key works, old one unusable already', undefined],
  [
    { kind: 'both', newId: 'n', words: 'No.' },
    'New key works, old one not revoked',
    'The old one could not be revoked: both exist now. No.',
  ],
  [
    { kind: 'differs', newId: 'n', fields: ['end', 'hours'], isOldGone: false },
    'New key is not what was asked for',
    'Its end and weekly hours differ. The old key stays, so both exist now.',
  ],
  [
    { kind: 'differs', newId: 'n', fields: ['end'], isOldGone: true },
    'New key is not what was asked for',
    'Its end differs. The old key is no longer usable.',
  ],
  [{ kind: 'unknown', reason: 'Lost.', isOldGone: false }, 'Not known yet', 'Lost. The old key stays.'],
])('%j says which of the two exist', (step, said, why) => {
  expect(stepWords(step, 'en')).toEqual({ said, ...(why !== undefined && { why }) })
})

test('one key stands in the address, several do not', () => {
  expect(keyChangeTarget('p', ['a'])).toMatchObject({ search: { key: 'a' }, state: {} })
  expect(keyChangeTarget('p', ['a', 'b'])).toMatchObject({ search: {}, state: { keyIds: ['a', 'b'] } })
  expect(readKeyChangeSearch({ key: 'a-1', change: '0123456789', more: 'x' })).toEqual({
    key: 'a-1',
    change: '0123456789',
  })
  expect(readKeyChangeSearch({ key: '+47 998', change: 'zz' })).toEqual({})
})
