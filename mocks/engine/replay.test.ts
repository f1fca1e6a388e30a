import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demoProjectId } from '../scenarios/project.ts'
import { scenarios } from '../scenarios/scenarios.ts'
import { type Command, createEngine, type Engine } from './engine.ts'
import { jobList } from './jobs.ts'
import { accessLog } from './people.ts'
import { keyList } from './keyList.ts'
import { Refusal } from './refusal.ts'
import { monday } from '../scenarios/tinyWorld.ts'
import { vendorNames } from './vendors.ts'

const clock = { now: monday }
const build = () =>
  createEngine({ scenario: scenarios.everyday, seed: 1, start: monday, clock: () => clock.now })
const first = build()
const lockIds = [...first.locks.keys()]
const keyIds = first.world.keys.map((key) => key.id)
const numbers = [
  '+4799887766',
  '+4790000001',
  '+4790000003',
  ...first.world.keys.slice(0, 20).map((k) => k.appUserId),
]

const command: fc.Arbitrary<Command> = fc.oneof(
  fc
    .array(
      fc.record(
        {
          lockId: fc.constantFrom(...lockIds, 'unknown'),
          appUserId: fc.constantFrom(...numbers),
          end: fc.integer({ min: -5, max: 90 }).map((m) => new Date(monday + m * 60_000).toISOString()),
        },
        { requiredKeys: ['lockId', 'appUserId'] },
      ),
      { maxLength: 6 },
    )
    .map((keys): Command => ({ name: 'keyCreate', body: { keys } })),
  fc.constantFrom(...keyIds.slice(0, 50), 'unknown').map((keyId): Command => ({ name: 'keyRevoke', keyId })),
  fc.constantFrom(...keyIds.slice(0, 50), 'unknown').map((keyId): Command => ({ name: 'doorOpen', keyId })),
  fc.record({
    name: fc.constantFrom<'keyRevokeBulk' | 'sharedKeyRevokeBulk'>('keyRevokeBulk', 'sharedKeyRevokeBulk'),
    filter: fc.oneof(
      fc.constantFrom(...numbers).map((appUserId) => ({ appUserId })),
      fc.constantFrom(...lockIds).map((lockId) => ({ lockId, excludeSubprojectKeys: true as const })),
      fc.constant({ unfiltered: true as const }),
    ),
  }),
  fc.record({
    name: fc.constant('vendorSwitch' as const),
    vendor: fc.constantFrom(...vendorNames),
    reachable: fc.boolean(),
  }),
)
const step = fc.record({ command, moveMs: fc.integer({ min: -20 * 60_000, max: 20 * 60_000 }) })

const view = (engine: Engine) => ({
  keys: keyList(engine, {}).keys,
  jobs: jobList(engine, {}).jobs,
  events: accessLog(engine, {}).accessEvents,
  tries: engine.tries,
})

test('the same log gives the same Unloc, however often it was looked at', () => {
  let accepted = 0
  let refused = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, lookOften) => {
      clock.now = monday
      const engine = build()
      for (const { command, moveMs } of steps) {
        clock.now += moveMs
        try {
          engine.run(structuredClone(command))
          accepted++
        } catch (problem) {
          if (!(problem instanceof Refusal)) throw problem
          refused++
        }
        if (lookOften) view(engine)
      }
      const other = build()
      // A second tab gets the log as JSON, in two parts.
      const log = JSON.parse(JSON.stringify(engine.log)) as Engine['log']
      const half = Math.floor(log.length / 2)
      for (const entry of log.slice(0, half)) other.apply(entry)
      if (!lookOften) view(other)
      for (const entry of log.slice(half)) other.apply(entry)
      for (const moment of [clock.now, clock.now + 3_600_000, monday - 60_000]) {
        clock.now = moment
        expect(view(other)).toEqual(view(engine))
      }
      expect(other.log).toEqual(engine.log)
      expect(other.unfilteredDeletes).toBe(engine.unfilteredDeletes)
    }),
    { numRuns: 40, seed: 7 },
  )
  // Both ways were walked, or the property says little.
  expect(accepted).toBeGreaterThan(50)
  expect(refused).toBeGreaterThan(20)
})

test('another seed or start is another world, the same are the same', () => {
  clock.now = monday
  const again = build()
  expect(view(again)).toEqual(view(first))
  expect(again.world.project.id).toBe(demoProjectId)
  const other = createEngine({ scenario: scenarios.everyday, seed: 2, start: monday, clock: () => clock.now })
  expect(view(other)).not.toEqual(view(first))
})
