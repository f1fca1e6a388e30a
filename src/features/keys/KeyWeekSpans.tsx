import { formatTime } from './keyHours.ts'
import { dayEnd, type DaySpan } from './keyWeek.ts'
import { spanText } from './keyWeekWords.ts'
import type { Place } from './keyWeekAct.ts'
import css from './KeyWeek.module.css'
import type { KeyWeekEditor } from './useKeyWeek.ts'

const percent = (minutes: number) => `${(minutes / dayEnd) * 100}%`
const place = ({ from, to }: DaySpan) => ({ top: percent(from), height: percent(to - from) })

interface KeyWeekSpansProps {
  editor: KeyWeekEditor
  /** The quarter under a mouse that has begun nothing. */
  hover: Place | undefined
}

/** The drawn openings over the cells, for the eye and the pointer: the cells and the rows say the same in words. */
export function KeyWeekSpans({ editor, hover }: KeyWeekSpansProps) {
  const { week, order, cursor, shown } = editor
  return (
    <div className={css.layer} aria-hidden data-layer>
      {order.map((day) => {
        const draft = shown?.has(day) ? shown.get(day) : undefined
        return (
          <div key={day} className={css.column} data-chosen={day === cursor.day || undefined}>
            {week[day].map((span, i) => (
              <div
                key={i}
                className={css.span}
                style={place(span)}
                data-day={day}
                data-grip="move"
                data-short={span.to - span.from < 75 || undefined}
                data-late={span.to > dayEnd - 60 || undefined}
                data-gone={shown?.has(day) || undefined}
                data-clash={week[day].length > 1 || undefined}
                data-chosen={day === cursor.day || undefined}
              >
                <Times span={span} />
                <i className={css.grip} data-grip="from" />
                <i className={css.grip} data-grip="to" />
              </div>
            ))}
            {draft && (
              <div
                className={css.span}
                style={place(draft)}
                data-draft
                data-short={draft.to - draft.from < 75 || undefined}
                data-late={draft.to > dayEnd - 60 || undefined}
              >
                <Times span={draft} />
              </div>
            )}
            {hover?.day === day && (
              <div className={css.hover} style={{ top: percent(hover.minute) }}>
                <b>{formatTime(hover.minute)}</b>
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}

const Times = ({ span }: { span: DaySpan }) =>
  span.to - span.from < 75 ? (
    <span className={css.times}>{spanText(span)}</span>
  ) : (
    <>
      <span className={css.from}>{formatTime(span.from)}</span>
      <span className={css.to}>{formatTime(span.to)}</span>
    </>
  )
