import type { Scenario } from '../engine/world.ts'
import { demoProject } from './project.ts'

/** A project of today: no doors, no people, no keys. */
export const empty: Scenario = () => ({
  project: demoProject('Nytt borettslag'),
  locks: [],
  keys: [],
  jobs: [],
  users: [],
  appNames: new Map(),
  events: [],
  switches: [],
})
