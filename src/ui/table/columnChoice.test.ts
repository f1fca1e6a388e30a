import { describe, expect, test } from 'vitest'
import {
  isChosen,
  layoutColumns,
  noChoice,
  orderColumns,
  readChoice,
  showColumn,
  stuckCount,
  totalWidth,
  widenColumn,
  type ColumnChoice,
} from './columnChoice.ts'
import { canMove, moveColumn, pinColumn } from './columnOrder.ts'

const columns = [
  { id: 'name', width: 'minmax(10rem, 2fr)' },
  { id: 'hours', width: 'minmax(8rem, 1fr)', spare: 2 },
  { id: 'end', width: '6.5rem', spare: 1 },
  { id: 'both', width: '3rem', spare: 2 },
]
const chosen = (choice: Partial<ColumnChoice>): ColumnChoice => ({ ...noChoice, ...choice })
const idsOf = (list: readonly { id: string }[] | undefined) => list?.map(({ id }) => id)

describe('the room', () => {
  // Gaps of 0.75 rem lie between the columns.
  test.each([
    [100, ['name', 'hours', 'end', 'both']],
    [29.75, ['name', 'hours', 'end', 'both']],
    [29.74, ['name', 'end']],
    [17.25, ['name', 'end']],
    [17.24, ['name']],
    [10, ['name']],
    [9.99, undefined],
    [0, undefined],
  ])('of %d rem is enough for %j', (rem, ids) =>
    expect(idsOf(layoutColumns(columns, noChoice, rem))).toEqual(ids),
  )

  test.each<[string, Partial<ColumnChoice>, number, string[] | undefined]>([
    ['what was chosen is shown without room for it', { shown: { hours: true } }, 11, ['name', 'hours']],
    ['what was chosen drives out what was not', { shown: { hours: true } }, 18, ['name', 'hours']],
    ['a hidden column makes room for another', { shown: { hours: false } }, 21.5, ['name', 'end', 'both']],
    ['the first column cannot be hidden', { shown: { name: false } }, 10, ['name']],
    ['a wide column drives out no other', { widths: { name: 30 } }, 29.75, ['name', 'hours', 'end', 'both']],
    ['a column made narrow makes room', { widths: { name: 9 } }, 28.75, ['name', 'hours', 'end', 'both']],
    [
      'a choice makes no two lines of one',
      { shown: { hours: true }, widths: { name: 20 } },
      10,
      ['name', 'hours'],
    ],
    ['nor one line of two', { shown: { hours: true } }, 9.99, undefined],
  ])('%s', (_, choice, rem, ids) => expect(idsOf(layoutColumns(columns, chosen(choice), rem))).toEqual(ids))

  test('a table without spare columns has room or has not', () => {
    const needed = [
      { id: 'a', width: '4rem' },
      { id: 'b', width: '3rem' },
    ]
    expect(layoutColumns(needed, noChoice, 7.75)).toEqual(needed)
    expect(layoutColumns(needed, noChoice, 7.7)).toBeUndefined()
  })

  test('the sum goes by the widths that were chosen', () => {
    expect(totalWidth(columns, noChoice)).toBe(29.75)
    expect(totalWidth(columns, chosen({ widths: { name: 12, gone: 9 } }))).toBe(31.75)
  })

  test.each([
    [['end', 'both'], 40, 3],
    [['end', 'both'], 30, 2],
    [['end', 'both'], 20, 1],
    [[], 40, 1],
  ])('of the pinned %j in %d rem, %d columns stay in sight', (pinned, room, count) => {
    const choice = chosen({ pinned })
    expect(stuckCount(orderColumns(columns, choice), choice, room)).toBe(count)
  })
})

describe('the order', () => {
  test.each<[string, Partial<ColumnChoice>, string[]]>([
    ['as the table has it', {}, ['name', 'hours', 'end', 'both']],
    ['as it was chosen', { order: ['both', 'end', 'hours'] }, ['name', 'both', 'end', 'hours']],
    ['the first stays first', { order: ['both', 'name', 'end', 'hours'] }, ['name', 'both', 'end', 'hours']],
    [
      'a column that is no more',
      { order: ['old', 'end', 'hours', 'both'] },
      ['name', 'end', 'hours', 'both'],
    ],
    ['a new one behind its neighbour', { order: ['both', 'hours'] }, ['name', 'both', 'hours', 'end']],
    ['a new one that is the first of them', { order: ['end', 'both'] }, ['name', 'hours', 'end', 'both']],
    ['the pinned ones in front', { pinned: ['both', 'gone', 'name'] }, ['name', 'both', 'hours', 'end']],
  ])('%s', (_, choice, ids) => expect(idsOf(orderColumns(columns, chosen(choice)))).toEqual(ids))

  test('a column moves by one place, and not out of its own part', () => {
    const moved = moveColumn(columns, noChoice, 'both', -1)
    expect(idsOf(orderColumns(columns, moved))).toEqual(['name', 'hours', 'both', 'end'])
    expect(moveColumn(columns, noChoice, 'hours', -1)).toBe(noChoice)
    expect(moveColumn(columns, noChoice, 'both', 1)).toBe(noChoice)
    expect(moveColumn(columns, noChoice, 'name', 1)).toBe(noChoice)
    const pinned = pinColumn(noChoice, 'both', true)
    expect(canMove(columns, pinned, 'both', 1)).toBe(false)
    expect(canMove(columns, pinned, 'hours', -1)).toBe(false)
    expect(canMove(columns, pinned, 'hours', 1)).toBe(true)
    expect(pinColumn(pinned, 'both', false)).toEqual(noChoice)
  })
})

describe('what is kept', () => {
  const full: ColumnChoice = {
    shown: { hours: true, end: false },
    order: ['end', 'hours'],
    pinned: ['end'],
    widths: { name: 12.5 },
    density: 'compact',
  }
  test('is read as it was written', () => expect(readChoice(JSON.stringify(full))).toEqual(full))

  test.each([
    [null],
    [''],
    ['{'],
    ['null'],
    ['7'],
    ['[]'],
    ['{"shown":[],"order":{},"pinned":"end","widths":3,"density":"huge"}'],
    ['{"shown":{"a":"yes"},"order":[1,null],"pinned":[{}],"widths":{"a":"9","b":-4,"c":1e9,"d":null}}'],
  ])('%s counts for nothing', (text) => expect(readChoice(text)).toEqual(noChoice))

  test('the readable part of it is taken', () =>
    expect(readChoice('{"order":["a","a",3],"density":"roomy"}')).toEqual(
      chosen({ order: ['a'], density: 'roomy' }),
    ))

  test('a width has its limits, and goes', () => {
    expect(widenColumn(noChoice, 'a', 1).widths).toEqual({ a: 3 })
    expect(widenColumn(noChoice, 'a', 99).widths).toEqual({ a: 40 })
    expect(widenColumn(noChoice, 'a', 7.12345).widths).toEqual({ a: 7.12 })
    expect(isChosen(widenColumn(widenColumn(noChoice, 'a', 7), 'a', undefined))).toBe(false)
    expect(isChosen(showColumn(noChoice, 'a', false))).toBe(true)
  })
})
