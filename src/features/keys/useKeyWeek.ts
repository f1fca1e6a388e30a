import { useCallback, useMemo, useState } from 'react'
import type { Weekday } from '#src/contract/recurrence.ts'
import { orderedWeekdays } from '#src/domain/calendar.ts'
import type { HoursRow } from './keyHours.ts'
import { dayEnd, readWeek, step, writeChanges, type Changes } from './keyWeek.ts'
import { actChanges, strokeOf, type Place, type WeekAct } from './keyWeekAct.ts'
import { actWords, begunWords, drawnWords, hoursSentence, overwritten } from './keyWeekWords.ts'
import { useKeyHistory } from './useKeyHistory.ts'

/** The editor of the weekly hours: the rows are its only value; what is begun, said and undone is kept here. */
export function useKeyWeek(hours: HoursRow[], set: (hours: HoursRow[]) => void) {
  const history = useKeyHistory(hours, set)
  const week = useMemo(() => readWeek(hours), [hours])
  const [order] = useState(() => orderedWeekdays())
  const [place, setPlace] = useState<Place>()
  const [act, setAct] = useState<WeekAct>()
  /** Days to which a copy is being planned. */
  const [plan, setPlan] = useState<Changes>()
  const [said, setSaid] = useState<{ text: string; undo: boolean }>()
  /** What the last act in the grid did, as long as nothing else has changed the hours since. */
  const [drawn, setDrawn] = useState<Changes>()
  const first = order.find((day) => week[day].length > 0) ?? order[0]!
  const cursor = place ?? { day: first, minute: floorStep(week[first][0]?.from ?? 480) }
  const say = (text: string) => setSaid({ text, undo: false })

  const apply = (changes: Changes, text: string, kind?: string) => {
    history.change(writeChanges(hours, changes), kind)
    setSaid({ text, undo: overwritten(week, changes).length > 0 })
    setAct(undefined)
    setPlan(undefined)
    setDrawn(undefined)
  }
  const { change } = history
  /** Rows that a person has typed or mended; changes of one kind are one step. */
  const write = useCallback(
    (rows: HoursRow[], kind?: string) => {
      change(rows, kind)
      setAct(undefined)
      setSaid(undefined)
      setDrawn(undefined)
    },
    [change],
  )
  /** Other rows in the place of all. */
  const replace = useCallback(
    (rows: HoursRow[], text: string) => {
      change(rows)
      setSaid({ text, undo: true })
      setAct(undefined)
      setPlan(undefined)
      setDrawn(undefined)
    },
    [change],
  )
  const went = (did: HoursRow[] | undefined, word: string) => {
    setAct(undefined)
    setPlan(undefined)
    setDrawn(undefined)
    if (did) say(`${word}. ${hoursSentence(did)}.`)
  }
  return {
    hours,
    week,
    order,
    cursor,
    act,
    said,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    drawn,
    catchUp: useCallback(() => setDrawn(undefined), []),
    /** The days as they would be if what is begun or planned ended now. */
    shown: act ? actChanges(week, act, cursor, order) : plan,
    plan: setPlan,
    say,
    apply,
    goTo: (day: Weekday, to: number) => {
      const minute = Math.max(0, Math.min(floorStep(to), dayEnd - step))
      if (day !== cursor.day) setPlan(undefined)
      setPlace((last) => (last?.day === day && last.minute === minute ? last : { day, minute }))
    },
    begin: (begun: WeekAct) => {
      setAct(begun)
      setPlan(undefined)
      if (begun.kind === 'stroke') say(begunWords(begun.begun))
    },
    cancel: () => {
      setAct(undefined)
      say('Given up, nothing has changed.')
    },
    drop: () => setAct(undefined),
    /** Ends what was begun, or the same as a pointer holds it now, at a place. */
    end: (at: Place = cursor, ended = act) => {
      if (!ended) return
      const changes = actChanges(week, ended, at, order)
      const text =
        ended.kind === 'stroke'
          ? drawnWords(week, changes, strokeOf(ended.begun, at, order).span)
          : actWords(week, changes, ended.day)
      apply(changes, text)
      setDrawn(changes)
    },
    write,
    replace,
    undo: () => went(history.undo(), 'Undone'),
    redo: () => went(history.redo(), 'Done again'),
  }
}

export type KeyWeekEditor = ReturnType<typeof useKeyWeek>

const floorStep = (minute: number) => Math.floor(minute / step) * step
