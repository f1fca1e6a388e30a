import { beforeEach, expect, test, vi } from 'vitest'
import { isWorthKeeping, readKeyDraft, saveKeyDraft, wipeKeyDraft } from './keyDraft.ts'
import { emptyForm, type KeyForm } from './keyForm.ts'

const kept = new Map<string, string>()
const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, text: string) => void kept.set(name, text),
  removeItem: (name: string) => void kept.delete(name),
}
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('sessionStorage', storage)
})

const values: KeyForm = {
  ...emptyForm,
  people: [
    { text: '99887766', number: '+4799887766', country: 'NO' },
    { text: 'x', reason: 'no digits in it' },
  ],
  typed: { text: '+4799', reason: 'too short' },
  lockIds: ['a'],
  end: '2026-12-01 08:00:00',
  endSide: 'later',
  weekly: true,
}
const draft = { values, from: 'a ', batch: 'b1', unsure: false }

test('a draft comes back as it was', () => {
  saveKeyDraft('p', draft)
  expect(readKeyDraft('p')).toEqual(draft)
})

test('what is typed but not read is kept, and an older draft knows no meaning of several zones', () => {
  const typed = { ...draft, values: { ...values, start: '31 June', meaning: 'moment' as const } }
  saveKeyDraft('p', typed)
  expect(readKeyDraft('p')).toEqual(typed)
  saveKeyDraft('p', draft)
  expect(readKeyDraft('p')?.values).not.toHaveProperty('meaning')
})

test('it is one project’s, and in session storage alone', () => {
  const local = vi.fn()
  vi.stubGlobal('localStorage', { setItem: local, getItem: local })
  saveKeyDraft('p', draft)
  expect(readKeyDraft('q')).toBeUndefined()
  expect(local).not.toHaveBeenCalled()
})

test('keys that are tried again have a draft by their job, apart from other new keys', () => {
  const again = { ...draft, values: { ...values, except: ['+4799887766 a'] } }
  saveKeyDraft('p', draft)
  saveKeyDraft('p', again, 'j1')
  expect([readKeyDraft('p'), readKeyDraft('p', 'j1'), readKeyDraft('p', 'j2')]).toEqual([
    draft,
    again,
    undefined,
  ])
  wipeKeyDraft('p', 'j1')
  expect([readKeyDraft('p'), readKeyDraft('p', 'j1')]).toEqual([draft, undefined])
})

test('it is gone once wiped, and once nothing is left in the form', () => {
  saveKeyDraft('p', draft)
  wipeKeyDraft('p')
  expect(kept.size).toBe(0)
  saveKeyDraft('p', draft)
  saveKeyDraft('p', { ...draft, values: emptyForm })
  expect(kept.size).toBe(0)
})

test('a press whose answer was lost is remembered whatever the form holds', () => {
  saveKeyDraft('p', { ...draft, values: emptyForm, unsure: true })
  expect(readKeyDraft('p')?.unsure).toBe(true)
})

test.each(['', '{', 'null', '{"values":{}}', '[]'])('a spoilt store (%j) is no draft', (text) => {
  kept.set('unloc.newKeys.p', text)
  expect(readKeyDraft('p')).toBeUndefined()
})

test('a blocked store costs nothing but the draft', () => {
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError')
  }
  vi.stubGlobal('sessionStorage', { getItem: blocked, setItem: blocked, removeItem: blocked })
  expect(() => {
    saveKeyDraft('p', draft)
    wipeKeyDraft('p')
  }).not.toThrow()
  expect(readKeyDraft('p')).toBeUndefined()
})

test.each<[string, Partial<KeyForm>, boolean]>([
  ['an untouched form', {}, false],
  ['the switch alone', { notify: false }, false],
  ['a blank note', { note: '  ' }, false],
  ['a person', { people: [{ text: 'x' }] }, true],
  ['half a number', { typed: { text: '+479' } }, true],
  ['a door', { lockIds: ['a'] }, true],
  ['an end', { end: '2026-12-01 08:00:00' }, true],
  ['hours', { weekly: true }, true],
])('%s is worth keeping: %#', (_, change, worth) => {
  expect(isWorthKeeping({ ...emptyForm, ...change })).toBe(worth)
})
