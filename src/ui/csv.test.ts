import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test('cells that a spreadsheet would run are made plain text, and nothing else is touched', () => {
  const cells = ['=1+1', ' =1+1', '+4799887766', '-1', '@sum', '\t=1', '＝1', 'Anna, "A"', 'a\nb', 'æøå', '']
  const [head, ...lines] = toCsv(cells.map((cell) => ({ cell }))).split('\r\n')
  expect(head).toBe('\uFEFFcell')
  expect(lines.slice(0, 7).every((line) => /^"?'/.test(line))).toBe(true)
  expect(lines[2]).toBe(`"'+4799887766"`)
  expect(lines.slice(7)).toEqual(['"Anna, ""A"""', '"a\nb"', 'æøå', ''])
})
