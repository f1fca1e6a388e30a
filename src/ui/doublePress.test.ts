import { expect, test } from 'vitest'
import { wasMeantForBefore, type Press } from './doublePress.ts'

const first: Press = { at: 1000, x: 300, y: 540, shown: 'preview' }

test.each<[string, Partial<Press>, boolean]>([
  ['the second half, when the dialog shows something else by now', { at: 1180, shown: 'done' }, true],
  ['the same with a hand that shakes', { at: 1180, x: 302, y: 543, shown: 'done' }, true],
  ['nothing has changed yet: the button itself takes one press alone', { at: 1180 }, false],
  ['somewhere else', { at: 1180, x: 320, shown: 'done' }, false],
  ['later: whoever waits that long has seen what stands there', { at: 1500, shown: 'done' }, false],
])('a press that is %s', (_, change, expected) => {
  expect(wasMeantForBefore(first, { ...first, ...change })).toBe(expected)
})

test('the first press of all is meant', () => {
  expect(wasMeantForBefore(undefined, first)).toBe(false)
})
