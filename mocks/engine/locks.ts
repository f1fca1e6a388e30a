import type { Lock } from '#src/contract/lock.ts'
import type { Project } from '#src/contract/project.ts'
import type { Engine } from './engine.ts'
import { page, type Paging } from './page.ts'
import { notFound } from './refusal.ts'

/** The project (unloc-api 2.1). */
export const projectGet = (engine: Engine): { project: Project } => ({ project: { ...engine.world.project } })

/** A page of locks. @throws Refusal 400 */
export function lockList(engine: Engine, query: Paging): { locks: Lock[]; startAfterId?: string } {
  const { items, ...cursor } = page(engine.world.locks, query, ({ lock }) => lock.id)
  return { locks: items.map(({ lock }) => structuredClone(lock)), ...cursor }
}

/** One lock. @throws Refusal 404 */
export function lockGet(engine: Engine, id: string): { lock: Lock } {
  const record = engine.locks.get(id)
  if (!record) throw notFound('Lock')
  return { lock: structuredClone(record.lock) }
}
