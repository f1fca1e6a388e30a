import { beforeEach, expect, test, vi } from 'vitest'
import type * as Standing from './standing.ts'

// The module holds one state for the tab, which a page that is loaded begins anew.
let standing: typeof Standing.standing
let noteStatus: typeof Standing.noteStatus
beforeEach(async () => {
  vi.resetModules()
  ;({ standing, noteStatus } = await import('./standing.ts'))
})

test('a first answer of 401 means that nobody is signed in, a later one that the session has ended', () => {
  noteStatus(401, standing.turn())
  expect(standing.get()).toBe('out')
  standing.letIn()
  noteStatus(401, standing.turn())
  expect(standing.get()).toBe('ended')
})

test('any good answer means that somebody is in, and trouble says nothing', () => {
  noteStatus(502, standing.turn())
  expect(standing.get()).toBe('asking')
  noteStatus(200, standing.turn())
  expect(standing.get()).toBe('in')
})

test('many refused calls end one session once, and a good answer that was on its way does not bring it back', () => {
  noteStatus(200, standing.turn())
  const turn = standing.turn()
  const told = vi.fn()
  standing.subscribe(told)
  for (let call = 0; call < 5; call++) noteStatus(401, turn)
  noteStatus(200, turn)
  expect(standing.get()).toBe('ended')
  expect(told).toHaveBeenCalledTimes(1)
})

test('a refusal of a call from before the sign-in does not end the new session', () => {
  noteStatus(200, standing.turn())
  const before = standing.turn()
  noteStatus(401, before)
  standing.letIn()
  noteStatus(401, before)
  expect(standing.get()).toBe('in')
})

test('on the way out nothing leads back', () => {
  standing.leave()
  noteStatus(200, standing.turn())
  standing.letIn()
  expect(standing.get()).toBe('left')
})
