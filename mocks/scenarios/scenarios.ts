import type { Scenario } from '../engine/world.ts'
import { empty } from './empty.ts'
import { everyday } from './everyday.ts'
import { hundredThousand } from './hundredThousand.ts'
import { vendorOutage } from './vendorOutage.ts'

/** The named worlds that a demo, a test or `SCENARIO` can begin with. */
export const scenarios = { everyday, empty, vendorOutage, hundredThousand } as const satisfies Record<
  string,
  Scenario
>

export type ScenarioName = keyof typeof scenarios
export const scenarioNames = Object.keys(scenarios) as ScenarioName[]
export const isScenario = (name: unknown): name is ScenarioName =>
  scenarioNames.some((known) => known === name)
