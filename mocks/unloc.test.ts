import { expect, test } from 'vitest'
import { monday } from './scenarios/tinyWorld.ts'
import { keyList } from './engine/keyList.ts'
import { city } from './scenarios/hundredThousand.ts'
import { createUnloc, type Saved } from './unloc.ts'

const device = { now: monday }
const tab = () => createUnloc({ deviceClock: () => device.now })
// As it comes back from a store.
const stored = (saved: Saved) => JSON.parse(JSON.stringify(saved)) as Saved
const create = (unloc: ReturnType<typeof tab>, appUserId: string) =>
  unloc.engine.run({
    name: 'keyCreate',
    body: { keys: [{ lockId: [...unloc.engine.locks.keys()][0], appUserId }] },
  })

test('a reload and a second tab are the same Unloc', () => {
  device.now = monday
  const first = tab()
  create(first, '+4799887766')
  first.desk.clockOffset = 86_400_000
  device.now += 5000
  // Opened later, so that it began as another world.
  const second = tab()
  expect(keyList(second.engine, {})).not.toEqual(keyList(first.engine, {}))
  second.restore(stored(first.save()))
  expect(second.now()).toBe(first.now())
  expect(keyList(second.engine, {})).toEqual(keyList(first.engine, {}))
  const { engine } = second

  // What one does the other learns by its tail alone, in turn.
  create(second, '+4740600000')
  first.restore(stored(second.save()))
  const { id } = create(first, '+4740600001')
  second.restore(stored(first.save()))
  expect(second.engine).toBe(engine)
  expect(second.engine.jobs.has(id)).toBe(true)
  expect(keyList(second.engine, {})).toEqual(keyList(first.engine, {}))
})

test('a reset in one tab reaches the other, even to the same instant', () => {
  device.now = monday
  const first = tab()
  const second = tab()
  second.restore(stored(first.save()))
  create(second, '+4799887766')
  first.reset({ now: monday })
  expect(stored(first.save()).log).toHaveLength(0)
  second.restore(stored(first.save()))
  expect(keyList(second.engine, { appUserId: '+4799887766' }).keys).toEqual([])
  // As long a log as before, from the same start, but another life.
  create(second, '+4799887766')
  first.reset({ now: monday })
  create(first, '+4740600000')
  second.restore(stored(first.save()))
  expect(keyList(second.engine, {})).toEqual(keyList(first.engine, {}))
  first.reset({ scenario: 'empty' })
  second.restore(stored(first.save()))
  expect(second.scenario).toBe('empty')
  expect(keyList(second.engine, {}).keys).toEqual([])
})

test('the desk of a tab is its own until it is saved', () => {
  const first = tab()
  const second = tab()
  const saved = first.save()
  second.restore(saved)
  second.desk.faults.push({ method: '*', path: '*', times: 1 })
  expect(first.desk.faults).toEqual([])
})

test('a world that is given stands in the place of the scenario, after a reset too', () => {
  const unloc = createUnloc({ world: city({ keys: 200 }), deviceClock: () => monday })
  expect(unloc.engine.world.keys).toHaveLength(200)
  unloc.reset()
  expect(unloc.engine.world.keys).toHaveLength(200)
})
