import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPhone } from './phone.ts'
import { foldText, hitRanges, readTextQuery } from './searchText.ts'

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
    ['ΟΔΟΣ Οδός', 'οδοσ οδοσ'],
    ['𝐊ari', 'kari'],
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

describe('hitRanges', () => {
  /** Hits in brackets. */
  const marked = (text: string, typed: string) =>
    hitRanges(text, typed)
      .toReversed()
      .reduce((all, [from, to]) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`, text)

  test.each([
    ['kari', 'Kari Moe', '[Kari] Moe'],
    ['ost', 'Østre Østby', '[Øst]re [Øst]by'],
    ['ÅS', 'Ase Åse', '[As]e [Ås]e'],
    ['a', 'A\u030Ase', '[A\u030A]se'],
    ['e', 'Ærlig e', '[Æ]rlig [e]'],
    ['æ', 'Aerlig', '[Ae]rlig'],
    ['s', 'Straße', '[S]tra[ß]e'],
    ['ss', 'ß sẞ', '[ß] [sẞ]'],
    ['fin', 'ﬁne', '[ﬁn]e'],
    ['i', 'İi', '[İi]'],
    ['ς', 'ΟΔΟΣ', 'ΟΔΟ[Σ]'],
    ['gate 5', 'Gate\u00a0 \t5', '[Gate\u00a0 \t5]'],
    ['  Gate ', 'a gate ', 'a [gate] '],
    ['ari', 'k\u202aari\u202c', 'k\u202a[ari\u202c]'],
    ['𝐤', 'ka 𝐊a', '[k]a [𝐊]a'],
    ['aa', 'aaaaa', '[aaaa]a'],
    ['.*', 'Kari', 'Kari'],
    ['', 'Kari', 'Kari'],
    ['  ', 'a  b', 'a  b'],
    ['kari', '', ''],
    // Digits in a name stand as they were typed.
    ['99 88', 'Gate 9988', 'Gate 9988'],
    ['9988', 'Gate 9988', 'Gate [9988]'],
    ['+47', '+47 998 87 766', '[+47] 998 87 766'],
    ['+47 99', '+47 998 87 766', '[+47 99]8 87 766'],
    ['+4799', '+47 998 87 766', '[+47 99]8 87 766'],
    ['0047 9', '+47 998 87 766', '[+47 9]98 87 766'],
    ['4799', '+47 998 87 766', '+[47 99]8 87 766'],
    ['99 88', '+47 998 87 766', '+47 [998 8]7 766'],
    ['(87) 76', '+47 998 87 766', '+47 998 [87 76]6'],
    ['7 7', '+47 998 87 766', '+47 998 8[7 7]66'],
    ['7', '+47 998 87 766', '+4[7] 998 8[7] [7]66'],
    ['00', '+47 400 01 200', '+47 4[00] 01 2[00]'],
    ['0012', '+47 400 01 200', '+47 40[0 01 2]00'],
    ['+99', '+47 998 87 766', '+47 998 87 766'],
    ['tel:+47 998', '+4799887766', '[+47998]87766'],
    ['moe', '+47 998 87 766', '+47 998 87 766'],
  ])('%j in %j: %j', (typed, text, expected) => expect(marked(text, typed)).toBe(expected))

  const letter = fc.constantFrom(
    ...[...'aAeEsSkßẞæÆøÅéİıﬁςΣ½ﾊ\u030a\u0301\u200b\u202a \u00a0\t𝐊𐐀+7'],
    'A\u030A',
    '\ud800',
  )
  const odd = fc.array(letter, { maxLength: 12 }).map((all) => all.join(''))

  test('a text has a hit if and only if the search finds it, and each part that is marked holds the query', () => {
    let hits = 0
    fc.assert(
      fc.property(
        odd,
        fc.oneof(
          odd.map((text) => text.slice(0, 3)),
          letter,
        ),
        (text, typed) => {
          fc.pre(!/^\+[\d\s]+$/.test(text))
          const query = readTextQuery(typed)
          const ranges = hitRanges(text, typed)
          expect(ranges.length > 0).toBe(query?.inText(foldText(text)) ?? false)
          hits += ranges.length
          let last = -1
          for (const [from, to] of ranges) {
            expect(from).toBeGreaterThan(last)
            expect(to).toBeGreaterThan(from)
            last = to
            expect(query!.inText(foldText(text.slice(from, to)))).toBe(true)
            // Neither half of a pair, nor a letter without its accent.
            expect(text.slice(to)).not.toMatch(/^[\u0300-\u036f\udc00-\udfff]/)
            expect(text.slice(from)).not.toMatch(/^[\udc00-\udfff]/)
          }
        },
      ),
      { numRuns: 2000 },
    )
    expect(hits).toBeGreaterThan(200)
  })

  const number = fc
    .array(fc.constantFrom(...'0012479'), { minLength: 6, maxLength: 13 })
    .map((digits) => `+4${digits.join('')}`)
  const asked = fc
    .array(fc.constantFrom('0', '0', '2', '4', '7', '9', ' ', '-'), { maxLength: 4 })
    .chain((all) => fc.constantFrom('', '+4', '00', '004', '+').map((begin) => begin + all.join('')))

  test('a number that is shown with spaces has a hit if and only if the search finds the number', () => {
    let hits = 0
    fc.assert(
      fc.property(number, asked, (e164, typed) => {
        const query = readTextQuery(typed)
        const found = query !== undefined && (query.inText(e164) || query.inNumber(e164))
        const shown = formatPhone(e164)
        const ranges = hitRanges(shown, typed)
        expect(ranges.length > 0).toBe(found)
        if (found) hits++
        for (const [from, to] of ranges) expect(shown.slice(from, to)).toMatch(/^[+\d](.*\d)?$/)
      }),
      { numRuns: 2000 },
    )
    expect(hits).toBeGreaterThan(200)
  })
})
