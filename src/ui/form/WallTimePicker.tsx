import { ActionIcon, Popover } from '@mantine/core'
import { InlineDateTimePicker } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import { useState, type MouseEvent } from 'react'
import { IconCalendar } from '../icons.ts'
import { calendarLocale } from './calendarLocale.ts'
import css from './WallTimePicker.module.css'

export interface WallTimePickerProps {
  id: string
  label: string
  /** `YYYY-MM-DD HH:mm:ss` on the wall of some zone, or empty. The picker knows no zone and converts nothing. */
  value: string
  onChange: (wall: string) => void
  /** `YYYY-MM-DD` of the day that it is in that zone now: the browser's own day may be another. */
  today: string
  /** The time of a day that is picked first. */
  time: string
  firstDayOfWeek: 0 | 1 | 2 | 3 | 4 | 5 | 6
}

/**
 * A click into a number that is selected already would put the caret into it, after Mantine has selected it: what is
 * typed then would be joined to the old digits, and `0930` over `08:00` become 08:30.
 */
const keepSelection = (event: MouseEvent) => event.preventDefault()

/** The button of a calendar, in which a date and a time are picked as a clock on a wall shows them. */
export function WallTimePicker({
  id,
  label,
  value,
  onChange,
  today,
  time,
  firstDayOfWeek,
}: WallTimePickerProps) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover
      id={`${id}-calendar`}
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={300}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`${label}: calendar`}
          onClick={() => setOpened(!opened)}
        >
          <IconCalendar size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <InlineDateTimePicker
          value={value || null}
          onChange={(wall) => onChange(wall ?? '')}
          onSubmit={() => setOpened(false)}
          locale={calendarLocale()}
          defaultDate={today}
          defaultTimeValue={value ? value.slice(11, 16) : time}
          minDate={today}
          firstDayOfWeek={firstDayOfWeek}
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
          // The button that was pressed is gone with its level, and the focus with it: days, months and years take it.
          onLevelChange={() =>
            requestAnimationFrame(() =>
              document
                .querySelector<HTMLElement>(`#${id}-calendar-dropdown table button[tabindex='0']`)
                ?.focus(),
            )
          }
          weekendDays={[]}
          getDayProps={(day) =>
            day === today ? { className: css.today, 'aria-current': 'date' as const } : {}
          }
        />
      </Popover.Dropdown>
    </Popover>
  )
}
