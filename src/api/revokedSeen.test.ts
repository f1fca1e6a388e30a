import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-18T09:00:00Z') })
  vi.resetModules()
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, text: string) => stored.set(name, text),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const stored = () =>
  JSON.parse(localStorage.getItem('unloc.revokedSeen.p1') ?? '[]') as [id: string, at: number][]

test('the first sight of a revoked key stays, and nothing but its id and the moment is kept', async () => {
  const { noteRevoked } = await import('./revokedSeen.ts')
  const first = Date.now()
  noteRevoked('p1', ['a', 'a'])
  vi.advanceTimersByTime(60_000)
  noteRevoked('p1', ['a', 'b'])
  expect(stored()).toEqual([
    ['a', first],
    ['b', first + 60_000],
  ])
})

test('the oldest sights give way to new ones', async () => {
  const { noteRevoked } = await import('./revokedSeen.ts')
  noteRevoked(
    'p1',
    Array.from({ length: 1_000 }, (_, i) => `old${i}`),
  )
  noteRevoked('p1', ['new'])
  expect(stored()).toHaveLength(1_000)
  expect(stored().at(-1)?.[0]).toBe('new')
  expect(stored().some(([id]) => id === 'old0')).toBe(false)
})
