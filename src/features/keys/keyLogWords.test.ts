import { describe, expect, test } from 'vitest'
import {
  actionWord,
  hiddenDoors,
  keyLogEmpty,
  lockLogEmpty,
  openedText,
  openerName,
  personLogEmpty,
  policyNote,
} from './keyLogWords.ts'

const event = (change: object) => ({ id: 'event', ...change })
const number = '+4799887766'

test('an action that is not known stands as the API spells it', () => {
  const words = ['unlocked', 'locked', 'viewedCode', 'rang', undefined].map((action) =>
    actionWord(event({ action })),
  )
  expect(words).toEqual(['Unlocked', 'Locked', 'Looked at the code', 'rang', 'Not told what'])
})

test('the opener is named by the project, else by themselves, else by number, and never guessed', () => {
  const names = new Map([[number, 'Ingrid Dahl']])
  expect(openerName(event({ appUserId: number, userName: 'Ingi' }), names)).toBe('Ingrid Dahl')
  expect(openerName(event({ appUserId: number, userName: 'Ingi' }), new Map())).toBe('Ingi')
  expect(openerName(event({ appUserId: number, userName: '' }), new Map())).toBe('+47 998 87 766')
  expect(openerName(event({ appUserId: '', userName: '' }), names)).toBe('Person not told')
})

test('the time is the lock’s own, and UTC where its zone is not known', () => {
  const opened = event({ created: '2026-11-18T09:05:00.000Z' })
  expect(openedText(opened, 'Europe/Helsinki', 'en-GB')).toBe('Wed 18 Nov, 11:05')
  expect(openedText(opened, undefined, 'en-GB')).toBe('Wed 18 Nov, 09:05 UTC')
  expect(openedText(event({ created: 'noon' }), 'Europe/Helsinki')).toBe('noon')
  expect(openedText(event({}), 'Europe/Helsinki')).toBe('Time not told')
})

describe('an empty log', () => {
  test('says that nothing happened only where the policy lets it be seen', () => {
    expect(lockLogEmpty('all').title).toBe('No opening in the last 60 days.')
    expect(lockLogEmpty('withoutPerson').title).toBe('No opening in the last 60 days.')
    expect(lockLogEmpty('none')).toEqual({
      title: 'This lock keeps its openings private.',
      text: 'Unloc hands out none of them, so an empty log does not mean that nobody came in.',
    })
    expect(lockLogEmpty('untold').text).toMatch(/cannot be told/)
  })
  test('of a key at a lock without people says that nothing can be put to it', () => {
    expect(keyLogEmpty('withoutPerson').title).toBe('This lock logs openings without the person.')
    expect(keyLogEmpty('none')).toEqual(lockLogEmpty('none'))
  })
  test('of a person names the doors that hide them', () => {
    const doors = [
      { name: 'A', policy: 'all' },
      { name: 'B', policy: 'withoutPerson' },
      { name: 'C', policy: 'none' },
      { name: 'D', policy: 'untold' },
    ] as const
    expect(hiddenDoors(doors, 'en-GB')).toBe(
      'Openings at some of their doors may be missing here. Logged without the person: B. Kept private: C. Logged in a way that is not known here: D.',
    )
    const many = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, policy: 'none' as const }))
    expect(hiddenDoors(many, 'en-GB')).toMatch(/ Kept private: A, B and 3 more\.$/)
    expect(hiddenDoors(doors.slice(0, 1))).toBeUndefined()
    expect(personLogEmpty(undefined).text).toMatch(/As far as is known/)
  })
})

test('a log that is not empty says what else it leaves out', () => {
  expect(policyNote('none')).toMatch(/nothing new comes/)
  expect(policyNote('withoutPerson')).toMatch(/without the person/)
  expect(policyNote('all')).toBeUndefined()
})
