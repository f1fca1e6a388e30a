import { describe, expect, it } from 'vitest'
import type { Lock } from '#src/contract/lock.ts'
import { findLocks, orderLocks } from './lockOrder.ts'

const locks: Lock[] = [
  {
    id: 'a',
    name: 'Bakdør 10',
    vendor: 'danalock',
    timezone: 'Europe/Oslo',
    batteryStatus: { batteryLevel: 'High' },
    address: { street: 'Kvitlyngveien 3', postalCode: '0171', city: 'Oslo' },
  },
  { id: 'b', name: 'Bakdør 9', vendor: 'dormakaba-dkey', batteryStatus: { batteryLevel: 'Low' } },
  { id: 'c', name: 'Port, åpen', vendor: 'salto', note: 'Bestilles på tavlen', timezone: 'Atlantic/Canary' },
  { id: 'd', address: { street: '', city: '' } },
]
const keys = new Map([
  ['a', 3],
  ['c', 12],
])
const ids = (list: Lock[]) => list.map(({ id }) => id).join('')

describe('findLocks', () => {
  it.each([
    ['', 'abcd'],
    ['  ', 'abcd'],
    ['bakdor', 'ab'],
    ['DKEY', 'b'],
    ['kvitlyng', 'a'],
    ['0171', 'a'],
    ['tavlen', 'c'],
    ['apen', 'c'],
    ['nowhere', ''],
  ])('"%s" finds %s', (text, found) => {
    expect(ids(findLocks(locks, text))).toBe(found)
  })
})

describe('orderLocks', () => {
  it.each([
    ['name', false, 'badc'],
    ['name', true, 'cdab'],
    ['address', false, 'abdc'],
    ['vendor', false, 'abcd'],
    ['zone', true, 'acbd'],
    ['battery', false, 'badc'],
    ['battery', true, 'abdc'],
    ['keys', true, 'cabd'],
  ] as const)('by %s, descending %s: %s', (column, descending, order) => {
    expect(ids(orderLocks(locks, column, descending, keys))).toBe(order)
  })
})
