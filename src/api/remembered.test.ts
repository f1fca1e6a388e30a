import { beforeEach, expect, test, vi } from 'vitest'
import { z } from '#src/contract/zod.ts'
import { forgetEverything, forgetProject, remembered } from './remembered.ts'

/** A storage whose names are its own properties, as a browser's are. */
function storage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, name: string) {
      return Object.hasOwn(this, name) ? this[name] : null
    },
    setItem(this: Record<string, string>, name: string, text: string) {
      this[name] = text
    },
    removeItem(this: Record<string, string>, name: string) {
      Reflect.deleteProperty(this, name)
    },
  }
  return Object.create(methods) as Storage
}
const names = () => [localStorage, sessionStorage].map((store) => Object.keys(store))

beforeEach(() => {
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('sessionStorage', storage())
  localStorage.setItem('mantine-color-scheme-value', 'dark')
  sessionStorage.setItem('unloc.newKeys.p1', '{}')
  sessionStorage.setItem('unloc.newKeys.p2', '{}')
})

test('everything is forgotten, in the storage and in this tab, but for what is not ours', () => {
  const notes = remembered('notes', z.array(z.string()), [])
  notes.change('p1', () => ['a'])
  notes.change('p2', () => ['b'])
  expect(names()[0]).toContain('unloc.notes.p1')
  forgetEverything()
  expect(names()).toEqual([['mantine-color-scheme-value'], []])
  expect([notes.read('p1'), notes.read('p2')]).toEqual([[], []])
})

test('one project is forgotten, and the others stay', () => {
  const notes = remembered('more', z.array(z.string()), [])
  notes.change('p1', () => ['a'])
  notes.change('p2', () => ['b'])
  forgetProject('p1')
  expect(names()).toEqual([['mantine-color-scheme-value', 'unloc.more.p2'], ['unloc.newKeys.p2']])
  expect([notes.read('p1'), notes.read('p2')]).toEqual([[], ['b']])
})

test('where the storage is blocked, this tab forgets all the same', () => {
  vi.stubGlobal('localStorage', undefined)
  const notes = remembered('blocked', z.array(z.string()), [])
  notes.change('p1', () => ['a'])
  expect(notes.read('p1')).toEqual(['a'])
  forgetEverything()
  expect(notes.read('p1')).toEqual([])
})

test('a change that changes nothing writes nothing, so that other tabs are left in peace', () => {
  const notes = remembered('calm', z.array(z.string()), [])
  notes.change('p1', () => ['a'])
  const write = vi.spyOn(localStorage, 'setItem')
  notes.change('p1', (kept) => kept)
  expect(write).not.toHaveBeenCalled()
})
