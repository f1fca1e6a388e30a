import { expect, test } from 'vitest'
import { Lock } from '#src/contract/lock.ts'
import { batteryOf, lockAddress, lockZone, vendorName } from './lock.ts'

const lock = (fields: object) => Lock.parse({ id: 'l', ...fields })

test.each([
  ['Europe/Oslo', 'Europe/Oslo'],
  ['Oslo', undefined],
  ['+02:00', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('zone %s', (timezone, zone) => expect(lockZone(lock({ timezone }))).toBe(zone))

test.each([
  [{ street: 'Storgata 1', postalCode: '0155', city: 'Oslo' }, 'Storgata 1, 0155 Oslo'],
  [{ street: ' Storgata 1 ', postalCode: 155, city: '' }, 'Storgata 1, 155'],
  [{ street: '', postalCode: '', city: 'Oslo' }, 'Oslo'],
  [{ street: '', postalCode: '', city: '', countryIso: 'NO', floor: '2' }, undefined],
  [{}, undefined],
  [null, undefined],
  ['Storgata 1', undefined],
])('address %j', (address, text) => expect(lockAddress(lock({ address }))).toBe(text))

test.each([
  [{ vendor: 'Danalock' }, 'Danalock'],
  [{ vendor: 'danalock' }, 'Danalock'],
  [{ vendorType: 'DORMAKABA-dkey' }, 'dormakaba dKey'],
  [{ vendor: ' ', vendorType: 'virtual' }, 'Virtual'],
  [{ vendor: 'NewVendor' }, 'NewVendor'],
  [{ vendor: 'constructor' }, 'constructor'],
  [{}, undefined],
])('vendor %j', (fields, name) => expect(vendorName(lock(fields))).toBe(name))

test.each([
  [{ batteryLevel: 'High' }, { word: 'High', low: false }],
  [
    { batteryLevel: 'LOW', batteryLevelLastUpdated: '2026-11-22T10:00:00Z' },
    { word: 'LOW', low: true, at: Date.UTC(2026, 10, 22, 10) },
  ],
  [
    { batteryLevel: 'critical', batteryLevelLastUpdated: 'yesterday' },
    { word: 'critical', low: true },
  ],
  [{ batteryLevel: 'Empty' }, { word: 'Empty', low: true }],
  [{ batteryLevel: 'Slow' }, { word: 'Slow', low: false }],
  [{ batteryLevel: 12 }, undefined],
  [{ batteryLevel: '' }, undefined],
  [null, undefined],
])('battery %j', (batteryStatus, battery) => expect(batteryOf(lock({ batteryStatus }))).toEqual(battery))
