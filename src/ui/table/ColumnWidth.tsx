import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { narrowest, widest } from './columnChoice.ts'
import css from './DataTable.module.css'

interface ColumnWidthProps {
  id: string
  name: string
  /** `widths`: of this column and of those before it, in rem. Not `done`: as long as it is pulled. */
  onWidth: (widths: Record<string, number>, done: boolean) => void
  onReset: (id: string) => void
  onCancel: () => void
}

const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize)

/**
 * The widths of a heading and of those before it, in rem: these are held, or the edge would not follow the pointer,
 * since every other column takes its share of the room.
 */
function widthsUpTo(handle: Element): Record<string, number> {
  const widths: Record<string, number> = {}
  const own = handle.closest('[data-column]')
  for (const cell of handle.closest('[role=row]')?.querySelectorAll<HTMLElement>('[data-column]') ?? []) {
    widths[cell.dataset.column ?? ''] = Math.round((cell.clientWidth / rem()) * 100) / 100
    if (cell === own) break
  }
  return widths
}

/** The edge of a heading: pulled by the pointer, moved by the arrow keys, set back by a double press or Enter. */
export function ColumnWidth({ id, name, onWidth, onReset, onCancel }: ColumnWidthProps) {
  const [pulled, setPulled] = useState<{ x: number; widths: Record<string, number> }>()
  const [now, setNow] = useState<number>()
  const widthAt = (event: PointerEvent) => {
    const { x, widths } = pulled!
    const width = (widths[id] ?? 0) + (event.clientX - x) / rem()
    return { ...widths, [id]: Math.min(widest, Math.max(narrowest, width)) }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && pulled) {
      setPulled(undefined)
      return onCancel()
    }
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (event.key !== 'Enter' && step === undefined) return
    event.preventDefault()
    if (step === undefined) {
      setNow(undefined)
      return onReset(id)
    }
    const widths = widthsUpTo(event.currentTarget)
    const width = Math.min(widest, Math.max(narrowest, (widths[id] ?? 0) + step * (event.shiftKey ? 4 : 1)))
    setNow(width)
    onWidth({ ...widths, [id]: width }, true)
  }
  const pixels = Math.round((now ?? narrowest) * 16)
  return (
    // A separator that takes the focus is a control of its own: it moves.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above
    <div
      role="separator"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of the column ${name}`}
      aria-valuenow={pixels}
      aria-valuemin={narrowest * 16}
      aria-valuemax={widest * 16}
      aria-valuetext={`${pixels} pixels`}
      title="Pull to make the column wider or narrower; press twice to set it back"
      className={css.edge}
      data-pulled={pulled !== undefined || undefined}
      onFocus={(event) => setNow(widthsUpTo(event.currentTarget)[id])}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onReset(id)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setPulled({ x: event.clientX, widths: widthsUpTo(event.currentTarget) })
      }}
      onPointerMove={(event) => pulled && event.clientX !== pulled.x && onWidth(widthAt(event), false)}
      onPointerUp={(event) => {
        if (!pulled) return
        setPulled(undefined)
        // A press without a pull chooses nothing.
        if (event.clientX === pulled.x) onCancel()
        else onWidth(widthAt(event), true)
      }}
      onPointerCancel={() => {
        setPulled(undefined)
        onCancel()
      }}
    />
  )
}
