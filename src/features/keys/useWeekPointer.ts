import { useRef, useState, type PointerEvent, type RefObject } from 'react'
import type { Weekday } from '#src/contract/recurrence.ts'
import { dayEnd, spanAt } from './keyWeek.ts'
import type { Place } from './keyWeekAct.ts'
import type { KeyWeekEditor } from './useKeyWeek.ts'

/** How far a finger may slide and still tap. */
const slack = 10

/**
 * Mouse, pen and touch in the grid. A mouse draws by dragging; every pointer draws by a press at the start and one at
 * the end. A finger drags nothing but the grips of the chosen day, so that it scrolls the page anywhere else.
 */
export function useWeekPointer(
  editor: KeyWeekEditor,
  layer: RefObject<HTMLElement | null>,
  focusCursor: (change: () => void) => void,
) {
  const pressed = useRef<{ x: number; y: number; begun: boolean } | undefined>(undefined)
  const [hover, setHover] = useState<Place>()
  const { week, order, act, cursor } = editor

  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const box = layer.current?.querySelector('[data-layer]')?.getBoundingClientRect()
    if (!box) return undefined
    const column = Math.floor(((clientX - box.left) / box.width) * 7)
    const minute = ((clientY - box.top) / box.height) * dayEnd
    return {
      day: order[Math.max(0, Math.min(column, 6))]!,
      minute: Math.max(0, Math.min(minute, dayEnd)),
      inside: column >= 0 && column < 7 && minute >= 0 && minute <= dayEnd,
    }
  }
  const partOf = (target: EventTarget) => {
    const grip = target instanceof Element ? target.closest<HTMLElement>('[data-grip]') : null
    const day = target instanceof Element ? target.closest<HTMLElement>('[data-day]')?.dataset.day : undefined
    return {
      day: day as Weekday | undefined,
      grip: grip?.dataset.grip as 'from' | 'to' | 'move' | undefined,
      head: target instanceof Element && target.closest('[role="columnheader"]') !== null,
    }
  }
  const choose = (day: Weekday, minute: number) => focusCursor(() => editor.goTo(day, minute))

  /** A press that is no drag, or a drag's beginning: chooses what is there, or begins a stroke. */
  const press = (event: PointerEvent) => {
    const [at, { day, grip, head }] = [placeOf(event), partOf(event.target)]
    if (!at) return
    // The heads stay in view above the hours, so that a place alone does not tell.
    if (head && day) return choose(day, spanAt(week, day, 0)?.from ?? cursor.minute)
    if (head || !at.inside) return
    const span = grip && day && spanAt(week, day, at.minute)
    focusCursor(() => {
      editor.goTo(at.day, at.minute)
      if (span && event.pointerType !== 'touch')
        editor.begin({ kind: grip, day, span, grabbed: at.minute, at: at.minute, to: day })
      else if (!span) editor.begin({ kind: 'stroke', begun: { day: at.day, minute: quarter(at.minute) } })
    })
  }

  const finish = (event: PointerEvent) => {
    const at = placeOf(event)
    if (!at || !act) return
    focusCursor(() => {
      editor.goTo(at.day, at.minute)
      // The last move may not have been drawn yet, so where the pointer is counts, not what was seen.
      editor.end(
        { day: at.day, minute: quarter(at.minute) },
        act.kind === 'stroke' ? act : { ...act, at: at.minute, to: at.day },
      )
    })
  }

  return {
    hover: act ? undefined : hover,
    onPointerLeave: () => setHover(undefined),
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0 || !event.isPrimary) return
      const { day, grip } = partOf(event.target)
      const held = event.pointerType !== 'touch' || (day === cursor.day && grip && grip !== 'move' && !act)
      pressed.current = { x: event.clientX, y: event.clientY, begun: !act }
      if (!held) return
      event.currentTarget.setPointerCapture(event.pointerId)
      if (act) return
      const [at, span] = [placeOf(event), day && spanAt(week, day, cursor.minute)]
      if (event.pointerType !== 'touch') press(event)
      else if (at && span && day && grip)
        editor.begin({ kind: grip, day, span, grabbed: at.minute, at: at.minute, to: day })
    },
    onPointerMove: (event: PointerEvent) => {
      const at = placeOf(event)
      if (!at || event.pointerType !== 'mouse' || act || !at.inside) setHover(undefined)
      else {
        const { grip, head } = partOf(event.target)
        const over = grip || head ? undefined : { day: at.day, minute: quarter(at.minute) }
        setHover((last) => (last?.day === over?.day && last?.minute === over?.minute ? last : over))
      }
      if (!act || !at) return
      if (act.kind === 'stroke') {
        // While it is held, the focus goes with it, for keys, and nothing of a move is left to do at the release.
        // Not between two presses: a mouse that passes over must take the focus from no text.
        if (pressed.current && event.pointerType !== 'touch') choose(at.day, at.minute)
        else if (event.pointerType !== 'touch') editor.goTo(at.day, at.minute)
      } else if (pressed.current) editor.begin({ ...act, at: at.minute, to: at.day })
    },
    onPointerUp: (event: PointerEvent) => {
      const from = pressed.current
      pressed.current = undefined
      if (!from) return
      const still = Math.hypot(event.clientX - from.x, event.clientY - from.y) < slack
      if (event.pointerType === 'touch' && act?.kind !== 'from' && act?.kind !== 'to') {
        if (!still) return
        if (act) finish(event)
        else press(event)
        return
      }
      if (!act) return
      // The first press of two leaves the stroke open; so does a press that only chooses.
      const moved = act.kind === 'stroke' ? isElsewhere(act.begun, placeOf(event)) : !still
      if (!from.begun || moved) finish(event)
      else if (act.kind !== 'stroke') editor.drop()
    },
    onPointerCancel: () => {
      pressed.current = undefined
      if (act && act.kind !== 'stroke') editor.drop()
    },
  }
}

const quarter = (minute: number) => Math.min(Math.floor(minute / 15) * 15, dayEnd - 15)

const isElsewhere = (
  begun: { day: Weekday; minute: number },
  at: { day: Weekday; minute: number } | undefined,
) => at !== undefined && (at.day !== begun.day || quarter(at.minute) !== begun.minute)
