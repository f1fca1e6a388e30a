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

/** A side door that refused, e.g. with 404 for a key that is not known any more. */
export class SideDoorError extends Error {
  override name = 'SideDoorError'
  readonly status: number
  constructor(door: string, status: number) {
    super(`The side door ${door} answered ${String(status)}`)
    this.status = status
  }
}

/**
 * Asks a side door: with a body it is told, without one it is read. What it answers is the engine's own and not parsed.
 * @throws when the demo Unloc does not answer; SideDoorError when it refuses
 */
export async function ask<Answer = DemoState>(door: string, body?: unknown): Promise<Answer> {
  const response = await demoFetch(
    `/_mock/${door}`,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!response.ok) throw new SideDoorError(door, response.status)
  return (await response.json()) as Answer
}
