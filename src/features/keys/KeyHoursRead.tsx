import { describeSchedule, readSchedule } from '#src/domain/schedule.ts'
import css from './KeyHoursRead.module.css'

/** Weekly hours as a sentence. What cannot be read is shown as it came: somebody who knows it can tell what it means. */
export function KeyHoursRead({ recurrence }: { recurrence: unknown }) {
  if (readSchedule(recurrence).kind !== 'unreadable') return describeSchedule(recurrence)
  return (
    <>
      {describeSchedule(recurrence)}, so it cannot be told when it opens. Unloc says:
      <code className={css.raw}>{JSON.stringify(recurrence)}</code>
    </>
  )
}
