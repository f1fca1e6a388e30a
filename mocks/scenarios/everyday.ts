import type { Scenario, World } from '../engine/world.ts'
import { settleDrafts } from './draft.ts'
import { everydayEvents } from './everydayEvents.ts'
import { everydayKeys } from './everydayKeys.ts'
import { everydayLocks } from './everydayLocks.ts'
import { everydayPeople, toldNames } from './everydayPeople.ts'
import { demoProject } from './project.ts'

const day = 86_400_000

/** A Norwegian housing co-operative on an ordinary day: 60 doors, 180 people, 700 keys, one job running. */
export const everyday: Scenario = (seed, start): World => {
  const locks = everydayLocks(seed, start)
  const people = everydayPeople(seed)
  const { users, appNames } = toldNames(seed, people)
  const drafts = everydayKeys(seed, start, locks, people)
  const { keys, jobs } = settleDrafts(seed, drafts.keys, drafts.jobs)
  return {
    project: demoProject('Borettslaget Kvitlyngen'),
    locks,
    keys,
    jobs,
    users,
    appNames,
    events: everydayEvents(seed, start, locks, keys, appNames),
    // The cabin's key box is the door that fails by itself: a failure that a person can click.
    switches: [{ at: start - 3 * day, vendor: 'masterlock', reachable: false }],
  }
}
