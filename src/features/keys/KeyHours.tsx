import { Button, TextInput } from '@mantine/core'
import { memo } from 'react'
import type { Weekday } from '#src/contract/recurrence.ts'
import { weekdayName } from '#src/domain/time.ts'
import { orderedWeekdays } from '#src/domain/calendar.ts'
import { IconPlus, IconX } from '#src/ui/icons.ts'
import { nextRow, readTime, tidyTime, type HoursRow } from './keyHours.ts'
import { KeyHoursTrouble } from './KeyHoursTrouble.tsx'
import css from './KeyRecurrence.module.css'
import type { useKeyField } from './useKeyField.ts'

interface KeyHoursProps {
  hours: HoursRow[]
  errors: ReturnType<typeof useKeyField<'hours'>>['error']
  /** Changes with the same `kind` belong together: the letters of one time. */
  onHours: (hours: HoursRow[], kind?: string) => void
}

/** The weekly hours in rows, to the minute: days, from, to. */
export const KeyHours = memo(function KeyHours({ hours, errors, onHours }: KeyHoursProps) {
  const change = (row: number, part: Partial<HoursRow>, kind?: string) =>
    onHours(
      hours.map((other, i) => (i === row ? { ...other, ...part } : other)),
      kind,
    )
  return (
    <div id="hours" tabIndex={-1} className={css.rows}>
      {hours.map((row, i) => (
        <fieldset key={i} className={css.row}>
          <legend className="visually-hidden">Hours, row {i + 1}</legend>
          <Days
            id={`hours-${i}-days`}
            days={row.days}
            invalid={errors?.[i]?.days !== undefined}
            describedBy={`hours-${i}-trouble`}
            onChange={(days) => change(i, { days })}
          />
          <div className={css.times}>
            {(['from', 'to'] as const).map((part) => (
              <TextInput
                key={part}
                id={`hours-${i}-${part}`}
                aria-label={part === 'from' ? 'From' : 'To'}
                className={css.time}
                value={row[part]}
                inputMode="numeric"
                autoComplete="off"
                error={Number.isNaN(readTime(row[part])) || errors?.[i]?.[part] !== undefined}
                attributes={{ input: { 'aria-describedby': `hours-${i}-trouble` } }}
                onChange={(event) => change(i, { [part]: event.currentTarget.value }, `${i} ${part}`)}
                onBlur={() => change(i, { [part]: tidyTime(row[part]) }, `${i} ${part}`)}
              />
            ))}
            <button
              type="button"
              className={css.remove}
              aria-label={`Remove row ${i + 1}`}
              onClick={() => onHours(hours.filter((_, other) => other !== i))}
            >
              <IconX size={15} aria-hidden />
            </button>
          </div>
          <div id={`hours-${i}-trouble`} className={css.trouble}>
            <KeyHoursTrouble
              hours={hours}
              row={i}
              onHours={onHours}
              error={errors?.[i]?.days?.message ?? errors?.[i]?.from?.message ?? errors?.[i]?.to?.message}
            />
          </div>
        </fieldset>
      ))}
      {errors?.message && <p className={css.error}>{errors.message}</p>}
      <Button
        variant="subtle"
        size="compact-sm"
        className={css.more}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onHours([...hours, nextRow(hours)])}
      >
        Add hours for other days
      </Button>
    </div>
  )
})

interface DaysProps {
  id: string
  days: readonly Weekday[]
  invalid: boolean
  describedBy: string
  onChange: (days: Weekday[]) => void
}

const Days = ({ id, days, invalid, describedBy, onChange }: DaysProps) => (
  <div className={css.days} data-invalid={invalid || undefined}>
    {orderedWeekdays().map((day, i) => (
      <label key={day} className={css.day}>
        <input
          type="checkbox"
          id={i === 0 ? id : undefined}
          aria-label={weekdayName(day, undefined, 'long')}
          aria-describedby={describedBy}
          checked={days.includes(day)}
          onChange={() =>
            onChange(days.includes(day) ? days.filter((other) => other !== day) : [...days, day])
          }
        />
        <span aria-hidden>{weekdayName(day)}</span>
      </label>
    ))}
  </div>
)
