import { createEngine, type Engine, type Entry } from './engine/engine.ts'
import type { Fault, SeenRequest } from './desk.ts'
import { type ElementShape } from './jobElements.ts'
import type { Scenario } from './engine/world.ts'
import { type ScenarioName, scenarios } from './scenarios/scenarios.ts'

/** What a door keeps beside the engine: the clock's turn, the faults that wait, and what was asked. */
export interface Desk {
  /** Grows by one with each reset, so that another tab notices even a reset to the same instant. */
  life: number
  /** Milliseconds from the device's clock to the engine's. */
  clockOffset: number
  faults: Fault[]
  jobElements: ElementShape
  requests: SeenRequest[]
}

/** Everything that makes an Unloc, as plain JSON: enough to build the same one elsewhere. */
export interface Saved {
  scenario: ScenarioName
  seed: number
  /** Epoch ms. */
  start: number
  log: readonly Entry[]
  desk: Desk
}

/** One Unloc behind a door. */
export interface Unloc {
  readonly engine: Engine
  readonly desk: Desk
  readonly scenario: ScenarioName
  /** A door that plays the gateway wants no token and answers a discovery without credentials. */
  readonly gatewayPlayed: boolean
  now(): number
  /** Begins anew; without `now` (epoch ms) at the device's time, without `scenario` with the same one. */
  reset(to?: { scenario?: ScenarioName | undefined; now?: number | undefined }): void
  save(): Saved
  /** Becomes what was saved. When that only goes on from here, just its new entries are applied. */
  restore(saved: Saved): void
}

/**
 * @param options `now` is the start in epoch ms (default: the device's time); `deviceClock` gives epoch ms; `world`
 * stands in the place of the scenario that is named, in any size
 */
export function createUnloc(options: {
  scenario?: ScenarioName | undefined
  seed?: number | undefined
  now?: number | undefined
  deviceClock: () => number
  gatewayPlayed?: boolean | undefined
  world?: Scenario | undefined
}): Unloc {
  const { deviceClock, gatewayPlayed = false } = options
  let scenario = options.scenario ?? 'everyday'
  let seed = options.seed ?? 1
  let start = 0
  let desk: Desk = { life: 0, clockOffset: 0, faults: [], jobElements: 'id', requests: [] }
  let engine: Engine

  const now = () => Math.round(deviceClock() + desk.clockOffset)
  const build = () =>
    createEngine({ scenario: options.world ?? scenarios[scenario], seed, start, clock: now })
  const reset: Unloc['reset'] = (to = {}) => {
    scenario = to.scenario ?? scenario
    const device = deviceClock()
    start = Math.round(to.now ?? device)
    desk = {
      life: desk.life + 1,
      clockOffset: to.now === undefined ? 0 : start - device,
      faults: [],
      jobElements: 'id',
      requests: [],
    }
    engine = build()
  }
  reset(options.now === undefined ? {} : { now: options.now })

  return {
    get engine() {
      return engine
    },
    get desk() {
      return desk
    },
    get scenario() {
      return scenario
    },
    gatewayPlayed,
    now,
    reset,
    save: () => ({ scenario, seed, start, log: engine.log, desk }),
    restore(saved) {
      const goesOn =
        saved.scenario === scenario &&
        saved.seed === seed &&
        saved.start === start &&
        saved.desk.life === desk.life &&
        saved.log.length >= engine.log.length
      ;({ scenario, seed, start } = saved)
      desk = structuredClone(saved.desk)
      if (!goesOn) engine = build()
      for (const entry of saved.log.slice(engine.log.length)) engine.apply(entry)
    },
  }
}
