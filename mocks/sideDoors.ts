import { z } from '#src/contract/zod.ts'
import { readInstant } from '#src/domain/time.ts'
import { Fault } from './desk.ts'
import { phonePeople, phoneView } from './engine/phone.ts'
import { invalid } from './engine/refusal.ts'
import { vendorList } from './engine/vendorSwitch.ts'
import { elementShapes } from './jobElements.ts'
import { scenarioNames } from './scenarios/scenarios.ts'
import type { Unloc } from './unloc.ts'

/** ISO text or epoch milliseconds. */
const Instant = z.union([z.string(), z.number()])
const Reset = z.strictObject({ scenario: z.optional(z.enum(scenarioNames)), now: z.optional(Instant) })
const Clock = z.strictObject({ now: z.optional(Instant), advanceSeconds: z.optional(z.number()) })
const Vendor = z.strictObject({ vendor: z.string(), reachable: z.boolean() })
const Vanish = z.strictObject({ keyId: z.string() })
const Open = z.strictObject({ keyId: z.string() })
const People = z.strictObject({ text: z.optional(z.string()) })
const Phone = z.strictObject({ personId: z.string() })
const Faults = z.array(z.union([Fault, z.strictObject({ jobElements: z.enum(elementShapes) })]))

/** A door beside the API: for tests, the demo bar and whoever holds a curl. */
export interface SideDoor {
  method: 'get' | 'post'
  path: `/_mock/${string}`
  /** What faults held back is answered after this. */
  letsGo?: true
  act: (unloc: Unloc, body: unknown) => unknown
}

/** The same on every door of the mock. Each answers with what is so afterwards. */
export const sideDoors: readonly SideDoor[] = [
  {
    method: 'post',
    path: '/_mock/reset',
    letsGo: true,
    act(unloc, body) {
      const { scenario, now } = read(Reset, body ?? {})
      unloc.reset({ scenario, now: instant(now) })
      return state(unloc)
    },
  },
  {
    method: 'post',
    path: '/_mock/clock',
    act(unloc, body) {
      const { now, advanceSeconds = 0 } = read(Clock, body)
      const to = (instant(now) ?? unloc.now()) + advanceSeconds * 1000
      // An offset and not a standstill: the clock runs on from there.
      unloc.desk.clockOffset += to - unloc.now()
      return state(unloc)
    },
  },
  {
    method: 'post',
    path: '/_mock/faults',
    letsGo: true,
    act(unloc, body) {
      // What is sent is what holds from then on; an empty list clears them.
      const list = read(Faults, body)
      unloc.desk.faults = list.filter((entry) => 'method' in entry)
      unloc.desk.jobElements = list.find((entry) => 'jobElements' in entry)?.jobElements ?? 'id'
      return state(unloc)
    },
  },
  {
    method: 'post',
    path: '/_mock/vendors',
    act(unloc, body) {
      unloc.engine.run({ name: 'vendorSwitch', ...read(Vendor, body) })
      return state(unloc)
    },
  },
  {
    method: 'post',
    path: '/_mock/vanish',
    act(unloc, body) {
      unloc.engine.run({ name: 'keyVanish', ...read(Vanish, body) })
      return state(unloc)
    },
  },
  {
    method: 'post',
    path: '/_mock/open',
    act: (unloc, body) => unloc.engine.run({ name: 'doorOpen', ...read(Open, body) }),
  },
  { method: 'get', path: '/_mock/tries', act: ({ engine }) => ({ tries: engine.tries }) },
  {
    // By POST, as the next one: what is typed may be a number, and those stand in no address.
    method: 'post',
    path: '/_mock/people',
    act: ({ engine }, body) => phonePeople(engine, read(People, body ?? {}).text ?? ''),
  },
  {
    method: 'post',
    path: '/_mock/phone',
    // With the life, since a reset takes nobody's key back.
    act: ({ engine, desk }, body) => ({ ...phoneView(engine, read(Phone, body).personId), life: desk.life }),
  },
  { method: 'get', path: '/_mock/state', act: state },
  {
    method: 'get',
    path: '/_mock/requests',
    act: ({ desk, engine }) => ({ requests: desk.requests, unfilteredDeletes: engine.unfilteredDeletes }),
  },
]

function state(unloc: Unloc) {
  const { desk, engine, scenario } = unloc
  return {
    scenario,
    projectId: engine.world.project.id,
    now: new Date(unloc.now()).toISOString(),
    vendors: vendorList(engine),
    faults: desk.faults,
    jobElements: desk.jobElements,
  }
}

function instant(value: string | number | undefined): number | undefined {
  if (typeof value !== 'string') return value
  const at = readInstant(value)
  if (at === undefined)
    throw invalid([{ name: 'now', reason: 'must be an ISO 8601 date and time with a zone' }])
  return at
}

function read<T extends z.ZodMiniType>(shape: T, body: unknown): z.infer<T> {
  const result = shape.safeParse(body)
  if (result.success) return result.data
  throw invalid(
    result.error.issues.map((issue) => ({
      name: issue.path.join('.') || 'body',
      reason: issue.code ?? 'is not valid',
    })),
  )
}
