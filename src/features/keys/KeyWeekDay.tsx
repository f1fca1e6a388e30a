import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Weekday } from '#src/contract/recurrence.ts'
import { formatList, formatNumber, weekdayName } from '#src/domain/time.ts'
import { IconMinus, IconPlus } from '#src/ui/icons.ts'
import { formatTime } from './keyHours.ts'
import { copyDay, erase, extend, move, nextStep, spanAt, step } from './keyWeek.ts'
import { actWords, drawnWords, spanText } from './keyWeekWords.ts'
import css from './KeyWeekDay.module.css'
import type { KeyWeekEditor } from './useKeyWeek.ts'

const usual = { from: 480, to: 960 }

/** The chosen day by buttons: its two times, moving, erasing, copying. Nothing in the grid needs dragging. */
export function KeyWeekDay({ editor }: { editor: KeyWeekEditor }) {
  const { week, cursor, order } = editor
  const { day } = cursor
  const span = spanAt(week, day, cursor.minute)
  const name = weekdayName(day, undefined, 'long')
  const [copying, setCopying] = useState<Weekday[]>()
  const targets = (copying ?? []).filter((other) => other !== day)
  const plan = (days: Weekday[] | undefined) => {
    setCopying(days)
    editor.plan(days && days.length > 0 ? copyDay(span, days) : undefined)
  }
  const shift = (by: -1 | 1) => {
    if (!span) return
    const changes = move(day, span, by * step)
    editor.apply(changes, actWords(week, changes, day), `shift ${day}`)
    editor.goTo(day, changes.get(day)!.from)
  }
  return (
    <div className={css.bar} role="group" aria-label={`${name}, the chosen day`}>
      <p className={css.name}>
        <strong>{name}</strong> {span ? formatList(week[day].map(spanText)) : 'closed'}
        {week[day].length > 1 && ': two openings, and a day can have one. The rows below say how to mend it.'}
      </p>
      {!span && (
        <div className={css.tools}>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              const changes = copyDay(usual, [day])
              editor.apply(changes, drawnWords(week, changes))
              editor.goTo(day, usual.from)
            }}
          >
            Open {spanText(usual)}
          </Button>
        </div>
      )}
      {span && (
        <div className={css.tools}>
          {(['from', 'to'] as const).map((edge) => (
            <div key={edge} className={css.stepper} role="group" aria-label={`${name}, ${edge}`}>
              <span className={css.word}>{edge === 'from' ? 'From' : 'To'}</span>
              {([-1, 1] as const).map((direction) => {
                const changes = extend(day, span, edge, nextStep(span[edge], direction))
                return (
                  <button
                    key={direction}
                    type="button"
                    className={css.step}
                    aria-label={direction < 0 ? '15 minutes earlier' : '15 minutes later'}
                    onClick={() => editor.apply(changes, actWords(week, changes, day), `${edge} ${day}`)}
                  >
                    {direction < 0 ? <IconMinus size={14} aria-hidden /> : <IconPlus size={14} aria-hidden />}
                  </button>
                )
              })}
              <span className={css.time}>{formatTime(span[edge])}</span>
            </div>
          ))}
          <Button size="compact-sm" variant="default" onClick={() => shift(-1)}>
            Move earlier
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => shift(1)}>
            Move later
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => editor.apply(erase(day), drawnWords(week, erase(day)))}
          >
            Erase
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={copying !== undefined}
            onClick={() => plan(copying ? undefined : [])}
          >
            Copy to…
          </Button>
        </div>
      )}
      {span && copying && (
        <fieldset className={css.copy}>
          <legend>
            Copy {name}’s {spanText(span)} to
          </legend>
          {order
            .filter((other) => other !== day)
            .map((other) => (
              <label key={other} className={css.target}>
                <input
                  type="checkbox"
                  checked={targets.includes(other)}
                  onChange={() =>
                    plan(
                      targets.includes(other) ? targets.filter((one) => one !== other) : [...targets, other],
                    )
                  }
                />
                <span>
                  {weekdayName(other, undefined, 'long')}
                  <small>
                    {week[other].length > 0 ? `has ${week[other].map(spanText).join(', ')}` : 'closed'}
                  </small>
                </span>
              </label>
            ))}
          <Button
            size="compact-sm"
            disabled={targets.length === 0}
            onClick={() => {
              const changes = copyDay(
                span,
                order.filter((other) => targets.includes(other)),
              )
              editor.apply(changes, drawnWords(week, changes))
              setCopying(undefined)
            }}
          >
            {targets.length === 0
              ? 'Copy'
              : `Copy to ${formatNumber(targets.length)} ${targets.length === 1 ? 'day' : 'days'}`}
          </Button>
        </fieldset>
      )}
    </div>
  )
}
