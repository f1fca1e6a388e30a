import { expect, test } from 'vitest'
import { formatPhone, isE164, maskPhone, plainPhoneText, searchDigits } from './phone.ts'

test.each<[string, boolean]>([
  ['+4799887766', true],
  ['+1234567', true],
  ['+123456789012345', true],
  ['+123456', false],
  ['+1234567890123456', false],
  ['+0799887766', false],
  ['4799887766', false],
  ['+47 99887766', false],
  ['+4799887766\n', false],
  [' +4799887766', false],
  ['+47998٧٧66', false],
  ['', false],
])('isE164 %j', (text, expected) => {
  expect(isE164(text)).toBe(expected)
})

test.each<[string, string, string]>([
  ['+4799887766', '+47 998 87 766', '+47 ••• •• 766'],
  ['+46701234567', '+46 701 234 567', '+46 ••• ••• 567'],
  ['+12133734253', '+1 213 373 4253', '+1 ••• ••• •253'],
  ['+79161234567', '+7 916 123 4567', '+7 ••• ••• •567'],
  ['+4915112345678', '+49 151 1234 5678', '+49 ••• •••• •678'],
  ['+3584512345', '+358 451 23 45', '+358 ••• •3 45'],
  ['+35812345', '+358 123 45', '+358 ••• 45'],
  ['+3541234', '+354 12 34', '+354 •• 34'],
  ['+123456789012345', '+1 234 567 8901 2345', '+1 ••• ••• •••• •345'],
  ['4799887766', '4799887766', '••••••••••'],
  ['no number', 'no number', 'no number'],
])('formatPhone and maskPhone %s', (number, formatted, masked) => {
  expect(formatPhone(number)).toBe(formatted)
  expect(maskPhone(number)).toBe(masked)
})

test('every length keeps all its digits, and no mask shows more than three of the rest', () => {
  for (const code of ['1', '47', '358'])
    for (let length = 7; length <= 15; length++) {
      const number = `+${code}${'9'.repeat(length - code.length)}`
      expect(formatPhone(number).replaceAll(' ', '')).toBe(number)
      const shown =
        maskPhone(number)
          .replace(/^\+\d+/, '')
          .match(/\d/g) ?? []
      expect(shown.length).toBeGreaterThan(0)
      expect(shown.length).toBeLessThanOrEqual(Math.min(3, (length - code.length) / 2))
    }
})

test.each<[string, string]>([
  ['+47', '47'],
  ['4799', '4799'],
  ['99 88', '9988'],
  ['0047 99', '4799'],
  ['+47\u00a0998\u202f87\u2011766', '4799887766'],
  ['\u202a+4799\u202c', '4799'],
  ['(+47) 99', '4799'],
  ['tel:+4799', '4799'],
  ['998.87/766', '99887766'],
  ['Door 12', ''],
  ['a1', ''],
  ['', ''],
  ['.*', ''],
])('searchDigits %j', (text, expected) => {
  expect(searchDigits(text)).toBe(expected)
})

test.each<[string, string]>([
  ['\u200e+47 998 87 766\u200f', '+47 998 87 766'],
  ['\ufeff９９８８７７６６', '99887766'],
  ['TEL:%2B4799887766', '+4799887766'],
  ['  +47\t998\n', '+47 998'],
])('plainPhoneText %j', (text, expected) => {
  expect(plainPhoneText(text)).toBe(expected)
})
