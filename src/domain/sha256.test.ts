import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from './sha256.ts'

const known = (text: string) => createHash('sha256').update(text).digest('hex')

// 55, 56 and 64 bytes are where a block more begins.
test.each(['', 'abc', 'æøå 🔑', ...[55, 56, 63, 64, 119, 120, 1000].map((n) => 'x'.repeat(n))])(
  'like the system’s own: %j',
  (text) => expect(sha256(text)).toBe(known(text)),
)

test('like the system’s own, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => sha256(text) === known(text)),
  )
})
