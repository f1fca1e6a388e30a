import Papa from 'papaparse'

/**
 * Rows as CSV for a spreadsheet: with a byte order mark, and a quote before every cell that a spreadsheet would run as
 * a formula. The library's own default lets some of those through (mholt/PapaParse#1149).
 */
export const toCsv = (rows: Record<string, string>[]): string =>
  `\uFEFF${Papa.unparse(rows, {
    escapeFormulae: /^[\s\uFEFF\0]*[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/u,
    newline: '\r\n',
  })}`
