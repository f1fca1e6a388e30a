import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import type { Weekday } from '#src/contract/recurrence.ts'
import { formatList, orderedWeekdays, weekdayName } from '#src/domain/time.ts'
import { IconPlus, IconX } from '#src/ui/icons.ts'
import css from './KeyRecurrence.module.css'
import {
  clashOfSplit,
  joinDay,
  joinedHours,
  nextRow,
  passesMidnight,
  readTime,
  splitAtMidnight,
  takenDays,
  tidyTime,
  withoutDays,
  type HoursRow,
} from './keyHours.ts'
import { useKeyField } from './useKeyField.ts'

const dayNames = (days: readonly Weekday[]) => formatList(days.map((day) => weekdayName(day)))

/** Whether the keys open at any time or in weekly hours, and these in rows. */
export const KeyRecurrence = memo(function KeyRecurrence() {
  const { value: weekly, set: setWeekly } = useKeyField('weekly')
  const { value: hours, set, error: errors } = useKeyField('hours')
  const change = (row: number, part: Partial<HoursRow>) =>
    set(hours.map((other, i) => (i === row ? { ...other, ...part } : other)))

  return (
    <>
      <SegmentedControl
        aria-label="Opening hours"
        className={css.mode}
        value={weekly ? 'weekly' : 'always'}
        onChange={(value) => setWeekly(value === 'weekly')}
        data={[
          { value: 'always', label: 'At any time' },
          { value: 'weekly', label: 'Weekly hours' },
        ]}
      />
      {weekly && (
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
                    onChange={(event) => change(i, { [part]: event.currentTarget.value })}
                    onBlur={() => change(i, { [part]: tidyTime(row[part]) })}
                  />
                ))}
                <button
                  type="button"
                  className={css.remove}
                  aria-label={`Remove row ${i + 1}`}
                  onClick={() => set(hours.filter((_, other) => other !== i))}
                >
                  <IconX size={15} aria-hidden />
                </button>
              </div>
              <div id={`hours-${i}-trouble`} className={css.trouble}>
                <Trouble
                  hours={hours}
                  row={i}
                  onHours={set}
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
            onClick={() => set([...hours, nextRow(hours)])}
          >
            Add hours for other days
          </Button>
        </div>
      )}
    </>
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

interface TroubleProps {
  hours: readonly HoursRow[]
  row: number
  onHours: (hours: HoursRow[]) => void
  error: string | undefined
}

/** What is wrong with a row, why, and the ways out. */
function Trouble({ hours, row, onHours, error }: TroubleProps) {
  const one = hours[row]!
  if (Number.isNaN(readTime(one.from)) || Number.isNaN(readTime(one.to)))
    return <p className={css.error}>Write a time such as 08:00. The day ends at 24:00.</p>
  if (passesMidnight(one)) {
    const clash = clashOfSplit(hours, row)
    const wholeDay = tidyTime(one.from) === tidyTime(one.to)
    return (
      <>
        <p className={css.error}>
          {tidyTime(one.from)}–{tidyTime(one.to)} passes midnight, and Unloc takes hours within one day.
          {clash.length > 0 &&
            ` Cut at midnight, ${dayNames(clash)} would need two openings, and a day can have one. For nights in a row, make one batch of keys with the evenings and another with the mornings.`}
        </p>
        <div className={css.ways}>
          {clash.length === 0 && (
            <Way onClick={() => onHours(splitAtMidnight(hours, row))}>
              {readTime(one.to) === 0 ? 'End at 24:00' : 'Cut at midnight, into two rows'}
            </Way>
          )}
          {clash.length > 0 && (
            <>
              <Way onClick={() => onHours(replace(hours, row, { to: '24:00' }))}>
                Only the evenings, {tidyTime(one.from)}–24:00
              </Way>
              {readTime(one.to) > 0 && (
                <Way onClick={() => onHours(replace(hours, row, { from: '00:00' }))}>
                  Only the mornings, 00:00–{tidyTime(one.to)}
                </Way>
              )}
            </>
          )}
          {wholeDay && (
            <Way onClick={() => onHours(replace(hours, row, { from: '00:00', to: '24:00' }))}>
              The whole day, 00:00–24:00
            </Way>
          )}
        </div>
      </>
    )
  }
  const taken = takenDays(hours, row)
  if (taken.length > 0) {
    return (
      <>
        <p className={css.error}>
          {dayNames(taken)} {taken.length === 1 ? 'has' : 'have'} hours in a row above already, and a day can
          have one opening only.
        </p>
        <div className={css.ways}>
          <Way onClick={() => onHours(withoutDays(hours, row, taken))}>
            Take {dayNames(taken)} out of this row
          </Way>
          {taken.slice(0, 1).map((day) => {
            const joined = joinedHours(hours, row, day)
            return (
              joined && (
                <Way key={day} onClick={() => onHours(joinDay(hours, row, day))}>
                  Join: {weekdayName(day)} {joined.from}–{joined.to}
                </Way>
              )
            )
          })}
        </div>
      </>
    )
  }
  return error && <p className={css.error}>{error}</p>
}

const replace = (hours: readonly HoursRow[], row: number, part: Partial<HoursRow>) =>
  hours.map((other, i) => (i === row ? { ...other, ...part } : other))

const Way = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <Button size="compact-sm" variant="default" onClick={onClick}>
    {children}
  </Button>
)
