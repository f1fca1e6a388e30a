import type { Key } from '#src/contract/key.ts'
import type { Stretch } from './civilWeek.ts'
import { isLive, keyInstant, keyUserId, movesByClock } from './key.ts'
import { openings, openState, type Timing } from './schedule.ts'

/** Why it cannot be told when a key opens. `state`: its word is not known, or it has none. */
export type UntoldWhy = 'state' | 'schedule' | 'instant' | 'zone'

/** Keys that open at the same times: each set of times is read once, however many keys share it. */
interface SameTimes {
  timing: Timing
  keys: Key[]
  open: readonly Stretch[]
}

/** Who can open one lock in a stretch of time, by what its keys say now. */
export interface LockWeek extends Stretch {
  zone: string | undefined
  groups: SameTimes[]
  /** Times at which somebody can open, and how many people share them; a person's keys are made one. */
  people: Map<readonly Stretch[], number>
  /** Without gaps from `from` to `to`: how many people can open, where the number changes. */
  steps: (Stretch & { people: number })[]
  /** Keys that are being made: not counted, nobody knows whether they will be. */
  making: number
  /** Keys that are not counted because it cannot be told when they open. */
  untold: { key: Key; why: UntoldWhy }[]
}

/**
 * Reads the keys of one lock for [from, to) (epoch ms). Scheduled, active and inactive keys count by their times alone:
 * which of the three a key is, the clock decides. Without a zone keys with weekly hours cannot be placed.
 */
export function lockWeek(keys: Iterable<Key>, zone: string | undefined, from: number, to: number): LockWeek {
  const hours = new Map<string | undefined, Told>()
  const groups = new Map<string, SameTimes & Told>()
  const untold: LockWeek['untold'] = []
  let making = 0
  for (const key of keys) {
    const { state, start, end, recurrence } = key
    if (state === 'creating') making++
    else if (!isLive(state)) continue
    else if (!movesByClock(state)) untold.push({ key, why: 'state' })
    else {
      const form = JSON.stringify(recurrence)
      const times = JSON.stringify([start, end, form])
      let group = groups.get(times)
      if (!group) {
        let weekly = hours.get(form)
        if (!weekly) hours.set(form, (weekly = hoursIn(recurrence, zone, from, to)))
        group = { timing: { start, end, recurrence }, keys: [], ...cut(weekly, start, end, from, to) }
        groups.set(times, group)
      }
      if (group.why) untold.push({ key, why: group.why })
      else group.keys.push(key)
    }
  }
  const told = [...groups.values()].filter(({ why, open }) => !why && open.length > 0)
  const people = samePeople(told)
  return { from, to, zone, groups: told, people, steps: stepsOf(people, from, to), making, untold }
}

interface Told {
  open: readonly Stretch[]
  why?: UntoldWhy | undefined
}

/** When a recurrence opens. Walking a week of hours is what costs, and many keys share the same few. */
function hoursIn(recurrence: unknown, zone: string | undefined, from: number, to: number): Told {
  const state = openState({ recurrence }, zone, from)
  if (state.kind === 'unknown') return { open: [], why: state.why }
  // An end of our own, so that the walk stops with the stretch.
  const end = new Date(to).toISOString()
  const found = openings({ recurrence, end }, zone, from, Infinity)
  return { open: found.map((one) => ({ from: one.from, to: one.to ?? to })) }
}

/** What start and end leave of the hours. Where they leave nothing, it does not matter that something is unreadable. */
function cut(
  { open, why }: Told,
  start: Timing['start'],
  end: Timing['end'],
  from: number,
  to: number,
): Told {
  const [begin, stop] = [keyInstant(start, -Infinity), keyInstant(end, Infinity)]
  const odd = Number.isNaN(begin) || Number.isNaN(stop)
  const first = Math.max(from, Number.isNaN(begin) ? from : begin)
  const last = Math.min(to, Number.isNaN(stop) ? to : stop)
  if (first >= last) return { open: [] }
  if (odd || why) return { open: [], why: odd ? 'instant' : why }
  return {
    open: open.flatMap((one) => {
      const rest = { from: Math.max(one.from, first), to: Math.min(one.to, last) }
      return rest.from < rest.to ? [rest] : []
    }),
  }
}

function samePeople(groups: readonly SameTimes[]): LockWeek['people'] {
  const byPerson = new Map<string, Set<readonly Stretch[]>>()
  for (const { keys, open } of groups)
    for (const key of keys) {
      const person = keyUserId(key) ?? key.id
      const known = byPerson.get(person)
      if (known) known.add(open)
      else byPerson.set(person, new Set([open]))
    }
  const people: Map<readonly Stretch[], number> = new Map()
  for (const [first, ...more] of byPerson.values()) {
    const open = more.length > 0 ? united([first!, ...more].flat()) : first!
    people.set(open, (people.get(open) ?? 0) + 1)
  }
  return people
}

function united(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = []
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else found.push({ from, to })
  }
  return found
}

function stepsOf(people: LockWeek['people'], from: number, to: number): LockWeek['steps'] {
  const changes = new Map([[from, 0]])
  const change = (at: number, by: number) => changes.set(at, (changes.get(at) ?? 0) + by)
  for (const [open, count] of people)
    for (const one of open) {
      change(one.from, count)
      change(one.to, -count)
    }
  const steps: LockWeek['steps'] = []
  for (const at of [...changes.keys()].sort((a, b) => a - b)) {
    const before = steps.at(-1)
    const count = (before?.people ?? 0) + changes.get(at)!
    if (at >= to || count === before?.people) continue
    if (before) before.to = at
    steps.push({ from: at, to, people: count })
  }
  return steps
}

/** The keys that open at an instant of the week, and until when (epoch ms; undefined: no end). */
export const openersAt = (
  { groups, zone, to }: LockWeek,
  at: number,
): { keys: readonly Key[]; until: number | undefined }[] =>
  groups.flatMap(({ keys, timing, open }) => {
    const now = open.find((one) => one.from <= at && at < one.to)
    if (!now) return []
    if (now.to < to) return [{ keys, until: now.to }]
    // Cut where the week ends: the key opens on.
    const state = openState(timing, zone, at)
    return [{ keys, until: state.kind === 'open' ? state.until : undefined }]
  })

/** How many people can open at an instant of the week. */
export const peopleAt = ({ steps }: LockWeek, at: number): number =>
  steps.find(({ from, to }) => from <= at && at < to)?.people ?? 0

/** The times of the week at which the number of people fulfils a condition, those that touch made one. */
export const timesWhere = (week: LockWeek, holds: (people: number) => boolean): Stretch[] =>
  united(week.steps.filter(({ people }) => holds(people)))
