import type { Role } from '#src/contract/gateway.ts'
import { problem } from './problem.ts'

/** Refuses what takes a manager to anybody else; undefined when it may go on. */
export function refuseRole(role: Role, needed: Role): Response | undefined {
  // Named, and not "no manager": a word that is neither of the two may do least.
  if (role === 'manager' || needed === 'viewer') return undefined
  return problem(
    403,
    'Not permitted',
    'Your role here is viewer: you can see everything and change nothing. Nothing was changed.',
    {},
    false,
  )
}
