import { expect, test } from 'vitest'
import { foundIn, noteTexts } from './keyFoundIn.ts'

const long = 'Ring the bell at the back door, then ask for the caretaker'

test.each<[string, (string | undefined)[], [string, unknown][], ReturnType<typeof foundIn>]>([
  ['blank', [], [['Note', 'x']], undefined],
  ['anna', ['Anna Berg', undefined], [['Note', 'for Anna']], undefined],
  ['9988', ['Anna Berg', '+47 998 87 766'], [['Note', 'room 9988']], undefined],
  ['paint', ['Anna Berg'], [['Note', 'Painter']], { name: 'Note', text: 'Painter' }],
  [
    'maler',
    ['Anna Berg'],
    [
      ['Address', 'Storgata 1'],
      ['Note', 'Målèr'],
    ],
    { name: 'Note', text: 'Målèr' },
  ],
  [
    'storg',
    ['Gate 1'],
    [
      ['Address', 'Storgata 1'],
      ['Note', 'Storgata'],
    ],
    { name: 'Address', text: 'Storgata 1' },
  ],
  ['caret', ['Anna Berg'], [['Note', long]], { name: 'Note', text: '…for the caretaker' }],
  [
    '7',
    ['Anna Berg'],
    [
      ['room', 7],
      ['floor', null],
      ['flat', '7b'],
    ],
    { name: 'flat', text: '7b' },
  ],
  ['none', ['Anna Berg'], [['Note', 'Painter']], undefined],
])('%s in %j, else in %j', (typed, shown, others, found) =>
  expect(foundIn(typed === 'blank' ? ' ' : typed, shown, () => others)).toEqual(found),
)

test('a note is called so, other fields by their own names', () =>
  expect(noteTexts({ note: 'a', ref: 'b' })).toEqual([
    ['Note', 'a'],
    ['ref', 'b'],
  ]))
