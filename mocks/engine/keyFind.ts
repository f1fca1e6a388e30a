import type { Engine } from './engine.ts'
import { notFound } from './refusal.ts'
import type { KeyRecord } from './world.ts'

/** The record of a key, if this project has it. */
export function keyFind(engine: Engine, id: string): KeyRecord | undefined {
  const key = engine.world.keys[engine.keyPlaces.get(id) ?? -1]
  return key?.vanished ? undefined : key
}

/** The record of a key. @throws Refusal 404 */
export function keyOf(engine: Engine, id: string): KeyRecord {
  const key = keyFind(engine, id)
  if (!key) throw notFound('Key')
  return key
}
