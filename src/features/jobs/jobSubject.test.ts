import { expect, it } from 'vitest'
import { jobSubject } from './jobSubject.ts'

const names = {
  person: (id: string) => (id === 'a' ? 'Anna' : undefined),
  lock: (id: string) => (id === '1' ? 'Festsal' : undefined),
}

it.each([
  [['a'], ['1'], 'Anna to Festsal'],
  [['a', 'b'], ['1'], '2 people to Festsal'],
  [['a'], ['1', '2'], 'Anna to 2 locks'],
  [['b'], ['1'], '1 person to Festsal'],
  [[], ['1', '2'], '2 locks'],
  [[], [], undefined],
])('%o and %o: %s', (people, locks, text) => {
  expect(jobSubject(new Set(people), new Set(locks), names)).toBe(text)
})
