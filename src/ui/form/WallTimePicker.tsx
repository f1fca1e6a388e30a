import { DateTimePicker } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import type { MouseEvent } from 'react'
import { calendarLocale } from './calendarLocale.ts'
import css from './WallTimePicker.module.css'

interface WallTimePickerProps {
  id: string
  label: string
  description?: string
  /** What an empty value means: `Now`, `No end`. */
  placeholder: string
  /** `YYYY-MM-DD HH:mm:ss` on the wall of some zone, or empty. The picker knows no zone and converts nothing. */
  value: string
  onChange: (wall: string) => void
  format: (wall: string) => string
  /** `YYYY-MM-DD` of the day that it is in that zone now: the browser's own day may be another. */
  today: string
  /** The first day that can be chosen. */
  from: string
  /** The time of a day that is picked first. */
  time: string
  firstDayOfWeek: 0 | 1 | 2 | 3 | 4 | 5 | 6
  error?: string | undefined
}

/**
 * A click into a number that is selected already would put the caret into it, after Mantine has selected it: what is
 * typed then would be joined to the old digits, and `0930` over `08:00` become 08:30.
 */
const keepSelection = (event: MouseEvent) => event.preventDefault()

/** A date and a time as a clock on a wall shows them. */
export function WallTimePicker({
  id,
  value,
  onChange,
  format,
  today,
  from,
  time,
  ...rest
}: WallTimePickerProps) {
  return (
    <DateTimePicker
      {...rest}
      id={id}
      // A label alone would hide the chosen time from a screen reader: the name is label and content together.
      aria-labelledby={`${id}-name ${id}`}
      value={value || null}
      onChange={(wall) => onChange(wall ?? '')}
      valueFormat={format}
      locale={calendarLocale()}
      defaultDate={today}
      defaultTimeValue={value ? value.slice(11, 16) : time}
      minDate={from}
      clearable
      clearButtonProps={{
        'aria-label': `Clear ${rest.label}`,
        'aria-hidden': false,
        tabIndex: 0,
        style: { background: 'none' },
      }}
      previousLabel="Previous month"
      nextLabel="Next month"
      ariaLabels={{
        previousMonth: 'Previous month',
        nextMonth: 'Next month',
        previousYear: 'Previous year',
        nextYear: 'Next year',
        previousDecade: 'Previous ten years',
        nextDecade: 'Next ten years',
        monthLevelControl: 'Choose a month',
        yearLevelControl: 'Choose a year',
      }}
      timePickerProps={{
        hoursInputLabel: 'Hours',
        minutesInputLabel: 'Minutes',
        hoursInputProps: { onMouseUp: keepSelection },
        minutesInputProps: { onMouseUp: keepSelection },
      }}
      submitButtonProps={{ 'aria-label': 'Use this time' }}
      // Mantine names the popup by an id that it gives to nothing; the same id in both places ties them.
      labelProps={{ id: `${id}-name` }}
      popoverProps={{ returnFocus: true, id: `${id}-name` }}
      // The button that was pressed is gone with its level, and the focus with it: days, months and years take it.
      onLevelChange={() =>
        requestAnimationFrame(() =>
          document.querySelector<HTMLElement>(`#${id}-name-dropdown table button[tabindex='0']`)?.focus(),
        )
      }
      weekendDays={[]}
      getDayProps={(day) => (day === today ? { className: css.today, 'aria-current': 'date' as const } : {})}
      classNames={{ input: css.input ?? '' }}
    />
  )
}
