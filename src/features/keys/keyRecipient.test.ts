import { expect, test } from 'vitest'
import { readNumbers } from '#src/domain/phoneEntry.ts'
import { emptyForm, numbersOf } from './keyForm.ts'
import {
  addRecipients,
  chipKinds,
  corrected,
  correctedFrom,
  entriesText,
  readRecipient,
} from './keyRecipient.ts'

test.each([
  '99887766',
  '+47 998 87 766',
  '0047 998 87 766',
  '(+47) 99887766',
  'tel:+4799887766',
  '+47\u00a0998\u00a087\u00a0766',
  '\u202a+4799887766\u202c',
  '９９８８７７６６',
])('%j is the same person', (text) => {
  expect(readRecipient(text, 'NO')).toEqual({ text, number: '+4799887766', country: 'NO' })
})

test('a typed country code is kept, and what is no number keeps its text and gets a reason', () => {
  expect(readRecipient('+46 70 123 45 67', 'NO').number).toBe('+46701234567')
  expect(readRecipient('12345', 'NO')).toEqual({
    text: '12345',
    reason: expect.stringMatching(/\w/) as string,
  })
})

test.each([
  ['99887766', '1 usable number'],
  ['99887766\n41234567', '2 usable numbers'],
  ['99887766, x, 12', '1 usable number, 2 not usable'],
  ['45123456; 99887766; 0047 99887766', '1 usable number, 2 listed already'],
  ['x', '0 usable numbers, 1 not usable'],
])('a pasted list says what it comes to: %j', (text, words) => {
  expect(entriesText(readNumbers(text, 'NO', ['+4745123456']))).toBe(words)
})

test('200 pasted numbers are 200 chips: good, bad and listed twice', () => {
  const lines = Array.from({ length: 200 }, (_, i) =>
    i % 20 === 7 ? `no ${i}` : i % 20 === 13 ? '998 87 766' : `+47 4${String(1000000 + i * 37)}`,
  )
  const people = addRecipients([], readNumbers(lines.join('\n'), 'NO'))
  const kinds = chipKinds(people)
  const count = (kind: string) => kinds.filter((other) => other === kind).length
  expect(people).toHaveLength(200)
  expect([count('good'), count('bad'), count('twice')]).toEqual([181, 10, 9])
  expect(numbersOf({ ...emptyForm, people })).toHaveLength(181)
  expect(people.filter(({ reason }) => reason !== undefined)).toHaveLength(10)
})

test('a number that was there before the paste is listed twice, and its first chip may go instead', () => {
  const before = [readRecipient('99887766', 'NO')]
  const people = addRecipients(before, readNumbers('99887766, 41234567', 'NO', ['+4799887766']))
  expect(chipKinds(people)).toEqual(['good', 'twice', 'good'])
  expect(chipKinds(people.slice(1))).toEqual(['good', 'good'])
})

test('a number that is put right stands for the first one, over every further correction', () => {
  const first = readRecipient('90000001', 'NO')
  const bad = corrected(first, readRecipient('123', 'NO'))
  expect(bad).toMatchObject({ insteadOf: '+4790000001' })
  const good = corrected(bad, readRecipient('41234567', 'NO'))
  expect(good).toMatchObject({ number: '+4741234567', insteadOf: '+4790000001' })
  expect(corrected(good, first)).toEqual(first)
  // What never was a number stands for nobody.
  expect(corrected(readRecipient('123', 'NO'), first)).toEqual(first)
  expect([...correctedFrom({ people: [first, bad, good] })]).toEqual([['+4741234567', '+4790000001']])
})
