import { randomBytes } from 'node:crypto'
import { pino } from 'pino'

/** JSON lines for whoever runs the gateway. Fields are names, numbers and short words; never an address or a body. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
}

/**
 * A log whose every line, whatever stands in it, has its phone numbers masked. `write` takes a line with its end;
 * without it lines go to stdout at once, so that what was logged before a crash is there.
 */
export function createLog(write?: (line: string) => void): Log {
  return pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: masked },
    },
    write ? { write } : pino.destination({ dest: 1, sync: true }),
  )
}

/** No log at all. */
export const silent: Log = { info: () => {}, warn: () => {} }

/**
 * Text without anything that could be a phone number: eight or more digits, also with blanks between, or five after a
 * plus. Instants stay, their digits are parted by dashes and colons.
 */
export const masked = (text: string): string =>
  text.replace(/(?:\+|%2B)\d(?:[ ().-]{0,2}\d){4,}|\d(?:[ ()]{0,2}\d){7,}/gi, '…')

/** An id for one call. Letters alone, so that nobody, and no mask, takes a part of it for a number. */
export const newRequestId = (): string =>
  [...randomBytes(12).toString('hex')].map((digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join('')

/** What an error is, without its message: that could quote a number or an address. */
export const nameOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'unknown'
  const inner = cause.cause ?? cause
  return inner instanceof Error && 'code' in inner ? `${cause.name} ${String(inner.code)}` : cause.name
}
