import { describe, expect, test } from 'vitest'
import { askedBy, locate, press, settle, type KeyQuestion } from './keyQuestion.ts'
import type { KeySearch } from './keySearch.ts'

const all: KeySearch = {}
const active: KeySearch = { state: 'active' }
const both: KeySearch = { state: 'active', sort: 'person' }
const other: KeySearch = { lock: 'gate' }

const after = (...steps: (KeySearch | 'active' | 'all' | 'person' | 'settled')[]) =>
  steps.reduce<KeyQuestion>((question, step) => {
    if (step === 'active') return press(question, { state: 'active' })
    if (step === 'all') return press(question, { state: undefined })
    if (step === 'person') return press(question, { sort: 'person' })
    return step === 'settled' ? settle(question) : locate(question, step)
  }, askedBy(all))

describe('what the list shows', () => {
  const table: [what: string, steps: Parameters<typeof after>, shown: KeySearch][] = [
    ['a press, before the address says it', ['active'], active],
    ['and when it says it', ['active', { ...active }], active],
    ['two presses, before the address says any', ['active', 'person'], both],
    ['two presses, when it says the first', ['active', 'person', { ...active }], both],
    ['two presses, when it says both', ['active', 'person', { ...active }, { ...both }], both],
    ['two presses, when it says the second alone', ['active', 'person', { ...both }], both],
    ['back', ['active', { ...active }, {}], all],
    ['back and forward again', ['active', { ...active }, {}, { ...active }], active],
    ['back before the address said the press: the address', ['active', other], other],
    [
      'a link after two presses, of which the second is never said',
      ['active', 'person', active, other],
      other,
    ],
    ['a press taken back, and then a link', ['active', 'all', 'settled', { ...active }], active],
  ]
  test.each(table)('%s', (_, steps, shown) => {
    const question = after(...steps)
    expect(question.shown).toEqual(shown)
  })

  test('a press taken back before the address said it leaves nothing that a link could be mistaken for', () => {
    expect(after('active', 'all').awaited).toHaveLength(2)
    expect(after('active', 'all', 'settled')).toMatchObject({ shown: all, awaited: [] })
  })

  test('is the same object when the address says back what is shown, so that nothing is drawn anew', () => {
    const pressed = after('active')
    expect(locate(pressed, { ...active }).shown).toBe(pressed.shown)
    const said = locate(pressed, { ...active })
    expect(locate(said, { ...active }).shown).toBe(pressed.shown)
  })
})
