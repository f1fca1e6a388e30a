import { describe, expect, test } from 'vitest'
import { foldText, readTextQuery } from './searchText.ts'

describe('foldText', () => {
  test.each([
    ['Åse Østby', 'ase ostby'],
    ['A\u030ASE', 'ase'],
    ['Ærlend Straße', 'aerlend strasse'],
    ['ÉÈÜ Łukasz', 'eeu lukasz'],
    ['Gate\u00a0 \t5', 'gate 5'],
    ['a  b', 'a b'],
    ['\u202aKari\u202c', 'kari'],
    ['STRAẞE', 'strasse'],
    ['', ''],
  ])('%j is %j', (text, folded) => expect(foldText(text)).toBe(folded))

  test('folding twice changes nothing', () => {
    for (const text of ['ÅØÆß ﬁ İ', 'Ｋａｒｉ', 'ñ\n\nñ'])
      expect(foldText(foldText(text))).toBe(foldText(text))
  })
})

describe('readTextQuery', () => {
  test.each(['', '  ', '\u00a0', '\u200b'])('a blank %j is no query', (typed) =>
    expect(readTextQuery(typed)).toBeUndefined(),
  )

  test.each([
    ['ø', 'Ostby', true],
    ['o', 'Østby', true],
    [' Kari ', 'Åse-Kari Moe', true],
    ['.*', 'Kari', false],
    ['(b)', 'Gate 2 (B)', true],
    ['kari moe', 'Kari  Moe', true],
    ['moe kari', 'Kari Moe', false],
  ])('%j in text %j: %s', (typed, text, found) =>
    expect(readTextQuery(typed)?.inText(foldText(text))).toBe(found),
  )

  const number = '+4799887766'
  test.each([
    ['+47', number, true],
    ['+47 998 87 766', number, true],
    ['(+47) 99 88', number, true],
    ['+99', number, false],
    ['0047', number, true],
    ['00 47 9', number, true],
    ['0099', number, false],
    ['0041', '+46700412345', true],
    ['0042', '+46700412345', false],
    ['4799', number, true],
    ['99 88', number, true],
    ['99\u00a088', number, true],
    ['998-87', number, true],
    ['tel:+4799887766', number, true],
    ['\u202a+47 998 87 766\u202c', number, true],
    ['9989', number, false],
    ['gate 99', number, false],
    ['+', number, false],
    ['kari', number, false],
  ])('%j in number %s: %s', (typed, e164, found) => expect(readTextQuery(typed)?.inNumber(e164)).toBe(found))
})
