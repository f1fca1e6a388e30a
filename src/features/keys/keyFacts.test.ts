import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Key } from '#src/contract/key.ts'
import { createKeyIndex } from '#src/domain/keyIndex.ts'
import { differenceWords, liveDoubles, minutesAhead, sentenceOf, toCurl, usualZone } from './keyFacts.ts'
import { emptyForm } from './keyForm.ts'

const at = (iso: string) => Date.parse(iso)

test.each([
  ['Europe/London', 'Europe/Oslo', '2026-11-22T12:00:00Z', '1 h behind X'],
  ['Asia/Kolkata', 'Europe/Oslo', '2026-11-22T12:00:00Z', '4 h 30 min ahead of X'],
  ['Asia/Kolkata', 'Europe/Oslo', '2026-07-22T12:00:00Z', '3 h 30 min ahead of X'],
  ['Europe/Stockholm', 'Europe/Oslo', '2026-07-22T12:00:00Z', 'the same as X'],
])('the clock of %s against %s', (zone, of, when, words) => {
  expect(differenceWords(minutesAhead(zone, of, at(when)), 'X')).toBe(words)
})

test('the usual zone is the commonest one', () => {
  expect(usualZone(['Europe/London', undefined, 'Europe/Oslo', 'Europe/Oslo'])).toBe('Europe/Oslo')
  expect(usualZone([undefined])).toBeUndefined()
})

test('the sentence says hours, beginning and end', () => {
  expect(sentenceOf(emptyForm)).toBe('At any time, from now with no end')
  const sentence = sentenceOf({ ...emptyForm, weekly: true, end: '2026-12-31 12:00:00' }, 'en-GB')
  expect(sentence).toMatch(/^Mon–Fri 08:00–16:00, from now until Thu .*31.*12:00$/)
})

test('doubles are live keys of these people to these locks', () => {
  const index = createKeyIndex({
    projectId: 'p',
    zoneOf: () => 'Europe/Oslo',
    lockName: () => undefined,
    lockText: () => undefined,
    personName: () => undefined,
  })
  const key = (id: string, number: string, lockId: string, state: string, more: Partial<Key> = {}): Key => ({
    id,
    lockId,
    state,
    appUser: { id: number },
    ...more,
  })
  index.append([
    key('live', '+4799887766', 'a', 'active'),
    key('odd', '+4799887766', 'a', 'somethingNew'),
    key('revoked', '+4799887766', 'a', 'revoked'),
    key('over by the clock', '+4799887766', 'a', 'active', { end: '2026-11-01T00:00:00Z' }),
    key('of this press', '+4799887766', 'a', 'creating', { metadata: { batch: 'b1' } }),
    key('other lock', '+4799887766', 'b', 'active'),
    key('other person', '+4741234567', 'a', 'active'),
  ])
  const now = at('2026-11-22T12:00:00Z')
  expect(liveDoubles(index, ['+4799887766'], ['a'], 'b1', now).map(({ id }) => id)).toEqual(['live', 'odd'])
  expect(liveDoubles(index, ['+4799887766'], [], 'b1', now)).toEqual([])
})

test('the curl command hands a shell exactly the JSON, quotes and all', () => {
  const json = JSON.stringify({ keys: [{ metadata: { note: `Ola's "$HOME" \`x\` \\ flat` } }] })
  const command = toCurl('p1', json)
  expect(command).toContain("'https://api.unloc.app/v2/projects/p1/keys'")
  // A function in curl's place prints its last argument.
  const arrived = execFileSync(
    'sh',
    ['-c', `curl() { for last; do :; done; printf %s "$last"; }\n${command}`],
    {
      env: { ...process.env, TOKEN: 't' },
    },
  )
  expect(arrived.toString()).toBe(json)
})
