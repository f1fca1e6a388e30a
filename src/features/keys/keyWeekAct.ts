import type { Weekday } from '#src/contract/recurrence.ts'
import { extend, move, step, stroke, type Changes, type DaySpan, type Week } from './keyWeek.ts'

/** A quarter of an hour in the grid, by its first minute. */
export interface Place {
  day: Weekday
  minute: number
}

/** What has been begun in the grid and not ended yet: a stroke up to the cursor, or an opening held by a pointer. */
export type WeekAct =
  | { kind: 'stroke'; begun: Place }
  | {
      kind: 'from' | 'to' | 'move'
      day: Weekday
      span: DaySpan
      /** The minute at which it was taken hold of, and that at which the pointer is now. */
      grabbed: number
      at: number
      to: Weekday
    }

/** The hours and days between the quarters in which a stroke begins and ends, both included. */
export function strokeOf(begun: Place, ended: Place, order: readonly Weekday[]) {
  const places = [order.indexOf(begun.day), order.indexOf(ended.day)]
  return {
    days: order.slice(Math.min(...places), Math.max(...places) + 1),
    span: {
      from: Math.min(begun.minute, ended.minute),
      to: Math.max(begun.minute, ended.minute) + step,
    },
  }
}

/** What the week would become if the act ended now. */
export function actChanges(week: Week, act: WeekAct, cursor: Place, order: readonly Weekday[]): Changes {
  if (act.kind === 'stroke') {
    const { days, span } = strokeOf(act.begun, cursor, order)
    return stroke(week, days, span)
  }
  const by = act.at - act.grabbed
  if (act.kind === 'move') return move(act.day, act.span, nearest(by), act.to)
  // By how far the pointer went, not to where it is: a finger takes hold of an edge from some way off.
  return extend(act.day, act.span, act.kind, nearest(act.span[act.kind] + by))
}

const nearest = (minute: number) => Math.round(minute / step) * step
