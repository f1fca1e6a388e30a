import { demoFetch } from '../browser.ts'
import type { Fault } from '../desk.ts'
import type { ScenarioName } from '../scenarios/scenarios.ts'

/** What every side door that changes something answers with. */
export interface DemoState {
  scenario: ScenarioName
  now: string
  vendors: { vendor: string; reachable: boolean }[]
  faults: Fault[]
}

/** Asks a side door: with a body it is told, without one it is read. @throws when the demo Unloc does not answer well */
export async function ask(door: string, body?: unknown): Promise<DemoState> {
  const response = await demoFetch(
    `/_mock/${door}`,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!response.ok) throw new Error(`The side door ${door} answered ${String(response.status)}`)
  return (await response.json()) as DemoState
}
