import type { KeyboardEvent } from 'react'
import { weekdayName } from '#src/domain/time.ts'
import { dayEnd, erase, extend, move, nextStep, spanAt, step, type DaySpan } from './keyWeek.ts'
import { actWords, drawnWords } from './keyWeekWords.ts'
import type { KeyWeekEditor } from './useKeyWeek.ts'

const arrows: Record<string, { days: -1 | 0 | 1; direction: -1 | 0 | 1 }> = {
  ArrowUp: { days: 0, direction: -1 },
  ArrowDown: { days: 0, direction: 1 },
  ArrowLeft: { days: -1, direction: 0 },
  ArrowRight: { days: 1, direction: 0 },
}

/** Ctrl+Z and its kin, wherever in the editor but in a text, which has an undo of its own. Says whether it was one. */
export function undoKey(event: KeyboardEvent, editor: KeyWeekEditor): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false
  if (event.target instanceof HTMLInputElement && event.target.type === 'text') return false
  const key = event.key.toLowerCase()
  if (key === 'y' || (key === 'z' && event.shiftKey)) editor.redo()
  else if (key === 'z') editor.undo()
  else return false
  return true
}

/** A key in the grid. Says whether it was one of the grid's. */
export function weekKey(event: KeyboardEvent, editor: KeyWeekEditor): boolean {
  const { cursor, order, week, act } = editor
  const { day, minute } = cursor
  const moves = arrows[event.key]
  if (moves) {
    const other = order[order.indexOf(day) + moves.days]
    const span = spanAt(week, day, minute)
    if (event.altKey || event.ctrlKey) {
      if (act) return true
      if (!span) editor.say(`${weekdayName(day, undefined, 'long')} is closed: there is nothing to move.`)
      else if (other) {
        const changes = move(day, span, moves.direction * step, other)
        editor.apply(changes, actWords(week, changes, day), `move ${moves.direction}`)
        editor.goTo(other, minute + (changes.get(other)!.from - span.from))
      }
    } else if (event.shiftKey && moves.direction !== 0 && !act && span && isNear(span, minute)) {
      const edge = nearEdge(span, minute, moves.direction)
      const changes = extend(day, span, edge, nextStep(span[edge], moves.direction))
      const now = changes.get(day)!
      editor.apply(changes, actWords(week, changes, day), `${edge} ${day}`)
      editor.goTo(day, edge === 'from' ? now.from : now.to - 1)
    } else {
      if (event.shiftKey && !act) editor.begin({ kind: 'stroke', begun: cursor })
      if (other) editor.goTo(other, minute + moves.direction * step)
    }
    return true
  }
  switch (event.key) {
    case 'Home':
      editor.goTo(event.ctrlKey ? day : order[0]!, event.ctrlKey ? 0 : minute)
      return true
    case 'End':
      editor.goTo(event.ctrlKey ? day : order[6]!, event.ctrlKey ? dayEnd : minute)
      return true
    case 'PageUp':
    case 'PageDown':
      editor.goTo(day, minute + (event.key === 'PageUp' ? -60 : 60))
      return true
    case ' ':
    case 'Enter':
      if (act) editor.end()
      else editor.begin({ kind: 'stroke', begun: cursor })
      return true
    case 'Delete':
    case 'Backspace':
      if (act) editor.cancel()
      else if (week[day].length > 0) editor.apply(erase(day), drawnWords(week, erase(day)))
      return true
    case 'Escape':
      if (!act) return false
      editor.cancel()
      // Nothing around the grid is to take this key as well.
      event.stopPropagation()
      return true
    default:
      return false
  }
}

const isNear = ({ from, to }: DaySpan, minute: number) => from - step <= minute && minute < to + step

/** The edge that lies nearer to a quarter; of two equally near, the one that lies in the direction of the key. */
function nearEdge({ from, to }: DaySpan, minute: number, direction: -1 | 0 | 1): 'from' | 'to' {
  const middle = minute + step / 2
  const [a, b] = [Math.abs(middle - from), Math.abs(middle - to)]
  return a === b ? (direction > 0 ? 'to' : 'from') : a < b ? 'from' : 'to'
}
