import { expect, test } from 'vitest'
import { createLog, masked, nameOf, newRequestId } from './log.ts'

test.each([
  ['+4799887766', '…'],
  ['to +47 998 87 766, now', 'to …, now'],
  ['%2B4799887766', '…'],
  ['4799887766', '…'],
  ['99 88 77 66', '…'],
  ['+1 (212) 555-0100', '…'],
  ['+47998', '…'],
  ['appUserId=%2B4799887766&x=1', 'appUserId=…&x=1'],
])('%s is masked', (text, left) => {
  expect(masked(text)).toBe(left)
})

test.each([
  '2026-11-23T11:51:07.000Z',
  '25001 ms',
  '127.0.0.1:65535',
  'keyList 200',
  'ECONNREFUSED',
  'status 1234567',
])('%s is no number', (text) => {
  expect(masked(text)).toBe(text)
})

test('whatever field a number stands in, no line holds it', () => {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const number = '+4799887766'
  log.info(
    { person: number, deep: { list: [number] }, n: 4799887766, [number]: 1, err: new Error(number) },
    number,
  )
  log.warn({}, `failed for ${number}`)
  expect(lines).toHaveLength(2)
  expect(lines.join('')).not.toContain('99887766')
  for (const line of lines)
    expect(line.replace(/…(?=,)/, '1')).toMatch(/^\{"level":"(info|warn)","time":"\d{4}-\d\d-\d\dT[\d:.]+Z",/)
})

test('ids of calls are letters alone, and never twice the same', () => {
  const ids = Array.from({ length: 1000 }, newRequestId)
  expect(new Set(ids).size).toBe(1000)
  for (const id of ids) expect(id).toMatch(/^[a-p]{24}$/)
})

test('an error is its kind and code', () => {
  const cause = Object.assign(new Error('+4799887766'), { code: 'ECONNRESET' })
  expect(nameOf(new TypeError('fetch failed', { cause }))).toBe('TypeError ECONNRESET')
  expect(nameOf(new RangeError('+4799887766'))).toBe('RangeError')
  expect(nameOf('+4799887766')).toBe('unknown')
})
