import { memo, useState } from 'react'
import { describeSchedule } from '#src/domain/schedule.ts'
import css from './KeyRecurrence.module.css'
import { toSpans, type HoursRow } from './keyHours.ts'
import { presetChanges, weekPresets, writeChanges } from './keyWeek.ts'
import { presetWords } from './keyWeekWords.ts'

interface KeyWeekPresetsProps {
  hours: HoursRow[]
  onReplace: (hours: HoursRow[], text: string) => void
}

/** Ready-made weeks, each with its hours. They replace all that is there, which is said and can be undone. */
export const KeyWeekPresets = memo(function KeyWeekPresets({ hours, onReplace }: KeyWeekPresetsProps) {
  const [presets] = useState(() =>
    weekPresets.map((preset) => {
      const rows = writeChanges([], presetChanges(preset))
      const timeSpans = toSpans(rows).map(({ span }) => span)
      return { name: preset.name, rows, text: describeSchedule({ timeSpans }) }
    }),
  )
  return (
    <div className={css.presets} role="group" aria-label="Ready-made weeks">
      {presets.map(({ name, rows, text }) => (
        <button
          key={name}
          type="button"
          className={css.preset}
          onClick={() => onReplace(rows, presetWords(name, text, hours))}
        >
          {name} <small>{text}</small>
        </button>
      ))}
    </div>
  )
})
