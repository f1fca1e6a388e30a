import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPhone, isE164, plainPhoneText } from './phone.ts'
import { type PhoneCountry, readNumbers, splitNumbers, toE164 } from './phoneEntry.ts'

const norwegian = '+4799887766'

describe('toE164', () => {
  test.each<[string, string, PhoneCountry?]>([
    // The pasted cases that fields get wrong, as whole values (stack notes 2.1).
    ['41234567', '+4741234567'],
    ['95551234', '+4795551234'],
    ['+47 412 34 567', '+4741234567'],
    ['+1 (213) 373-4253', '+12133734253'],
    ['004741234567', '+4741234567'],
    ['tel:+4741234567', '+4741234567'],
    ['0047 998 87 766', norwegian],
    ['(+47) 99887766', norwegian],
    ['( +47 ) 99887766', norwegian],
    ['(0047) 99887766', norwegian],
    ['TEL:+47-998-87-766', norwegian],
    ['tel:%2B4799887766', norwegian],
    ['tel:99887766', norwegian],
    ['+47\u00a0998\u00a087\u00a0766', norwegian],
    ['998\u202f87\u2009766', norwegian],
    ['\u202a+47 998 87 766\u202c', norwegian],
    ['\u2066+4799887766\u2069', norwegian],
    ['\u200e+47\u200b99887766\ufeff', norwegian],
    ['＋４７９９８８７７６６', norwegian],
    ['998.87.766', norwegian],
    ['998–87–766', norwegian],
    ['998\u201187\u2011766', norwegian],
    ['4799887766', norwegian],
    ['+0047 99887766', norwegian],
    ['+47 (0)998 87 766', norwegian],
    [' 99887766 ', norwegian],
    ['+46 70 123 45 67', '+46701234567'],
    ['+46 (0)70-123 45 67', '+46701234567'],
    // A calling code wins over the country chosen; without one the country decides.
    ['+4799887766', norwegian, 'SE'],
    ['0047 998 87 766', norwegian, 'US'],
    ['011 47 998 87 766', norwegian, 'US'],
    ['0011 47 998 87 766', norwegian, 'AU'],
    ['070-123 45 67', '+46701234567', 'SE'],
    ['(213) 373-4253', '+12133734253', 'US'],
    ['+39 347 123 4567', '+393471234567'],
  ])('%j is %s (%s)', (text, number, country) => {
    expect(toE164(text, country)).toMatchObject({ ok: true, number })
  })

  test.each<[string, string, PhoneCountry?]>([
    ['', 'empty'],
    [' \u200b ', 'empty'],
    ['Kari Nordmann', 'no digits in it'],
    ['Kari 99887766', 'not a phone number'],
    ['99887766 or 41234567', 'not a phone number'],
    ['99887766 41234567', 'too long'],
    ['+47 9988776', 'wrong number of digits'],
    ['+47998877661', 'too long'],
    ['99', 'too short'],
    ['+999 1234567', 'no country has this calling code'],
    ['22123456', 'not a mobile number'],
    ['99887766 ext. 5', 'has an extension'],
    // A plus before a national number is a typed calling code, and stays one.
    ['+41234567', 'too short'],
    ['+99887766', 'too short'],
    ['99887766', 'too short', 'US'],
    ['41234567', 'not a mobile number', 'SE'],
  ])('%j is refused: %s (%s)', (text, reason, country) => {
    const read = toE164(text, country)
    expect(read).toMatchObject({ ok: false })
    expect(read).toEqual({ ok: false, reason })
  })

  test('a typed calling code is never changed, whatever the country chosen', () => {
    const numbers = [
      norwegian,
      '+46701234567',
      '+12133734253',
      '+393471234567',
      '+447911123456',
      '+4915112345678',
    ]
    for (const country of ['NO', 'SE', 'US', 'GB', 'IT', 'AU', 'JP', 'BR'] as const)
      for (const number of numbers)
        for (const text of [number, `00${number.slice(1)}`, `(${number.slice(0, 3)}) ${number.slice(3)}`])
          expect(toE164(text, country), `${text} in ${country}`).toMatchObject({ ok: true, number })
  })

  test('odd texts neither throw nor yield anything but E.164, and a plus keeps what follows it', () => {
    const piece = fc.constantFrom(...'0123456789+() -./', '00', '+47', '\u00a0', '\u202a', 'tel:', 'x', 'ext')
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 18 }).map((all) => all.join('')),
      fc
        .tuple(
          fc.constantFrom('', '+', '00', '+47 ', '(+46)', 'tel:+', '+1 '),
          piece,
          fc.integer({ min: 1e6, max: 1e10 }),
        )
        .map((all) => all.join('')),
    )
    let good = 0
    fc.assert(
      fc.property(anything, fc.constantFrom<PhoneCountry>('NO', 'SE', 'US', 'IT', 'AR'), (text, country) => {
        const read = toE164(text, country)
        if (!read.ok) return read.reason !== ''
        good++
        const typed = /^\(?(?:\+|00)(.*)/.exec(plainPhoneText(text))?.[1]?.replace(/\D|^0+/g, '')
        const code = formatPhone(read.number).split(' ')[0]!.slice(1)
        return isE164(read.number) && (typed?.startsWith(code) ?? true)
      }),
      { seed: 7, numRuns: 3000 },
    )
    expect(good).toBeGreaterThan(20)
  })

  test('the recognised country is told', () => {
    expect(toE164('+46 70 123 45 67')).toEqual({ ok: true, number: '+46701234567', country: 'SE' })
    expect(toE164('99887766')).toEqual({ ok: true, number: norwegian, country: 'NO' })
  })
})

test.each<[string, string[]]>([
  ['', []],
  [' \n\r\n , ;\t', []],
  ['998 87 766', ['998 87 766']],
  ['1\n2\r\n3,4;5\t6', ['1', '2', '3', '4', '5', '6']],
  [' 99887766 , +47 412 34 567;', ['99887766', '+47 412 34 567']],
  ['"99887766","+47 412 34 567"', ['99887766', '+47 412 34 567']],
  ['\ufeff99887766\n\u200b\n41234567', ['99887766', '41234567']],
  ['Kari\t99887766', ['Kari', '99887766']],
])('splitNumbers %j', (text, expected) => {
  expect(splitNumbers(text)).toEqual(expected)
})

describe('readNumbers', () => {
  test('marks each piece, in order, and drops none', () => {
    const text = '99887766, +47 998 87 766\n22123456; Kari; +46 70 123 45 67\t41234567'
    expect(readNumbers(text, 'NO', ['+4741234567'])).toEqual([
      { kind: 'good', text: '99887766', number: norwegian, country: 'NO' },
      { kind: 'duplicate', text: '+47 998 87 766', number: norwegian },
      { kind: 'bad', text: '22123456', reason: 'not a mobile number' },
      { kind: 'bad', text: 'Kari', reason: 'no digits in it' },
      { kind: 'good', text: '+46 70 123 45 67', number: '+46701234567', country: 'SE' },
      { kind: 'duplicate', text: '41234567', number: '+4741234567' },
    ])
  })

  test('a thousand numbers in every dress are a thousand entries', () => {
    const dress = [
      (n: string) => n,
      (n: string) => `+47 ${n.slice(0, 3)} ${n.slice(3, 5)} ${n.slice(5)}`,
      (n: string) => `0047${n}`,
      (n: string) => `(+47) ${n}`,
      (n: string) => `tel:+47${n}`,
    ]
    const numbers = Array.from({ length: 1000 }, (_, i) => String(90_000_000 + i * 7919))
    const text = numbers.map((n, i) => dress[i % dress.length]!(n)).join('\n')
    const entries = readNumbers(text)
    expect(entries.map((entry) => (entry.kind === 'good' ? entry.number : entry))).toEqual(
      numbers.map((n) => `+47${n}`),
    )
    expect(entries.every((entry) => entry.kind === 'good' && isE164(entry.number))).toBe(true)
  })
})
