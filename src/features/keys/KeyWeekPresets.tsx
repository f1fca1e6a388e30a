import { describeSchedule } from '#src/domain/schedule.ts'
import css from './KeyRecurrence.module.css'
import { toSpans } from './keyHours.ts'
import { presetChanges, weekPresets, writeChanges } from './keyWeek.ts'
import { presetWords } from './keyWeekWords.ts'
import type { KeyWeekEditor } from './useKeyWeek.ts'

/** Ready-made weeks, each with its hours. They replace all that is there, which is said and can be undone. */
export const KeyWeekPresets = ({ editor }: { editor: KeyWeekEditor }) => (
  <div className={css.presets} role="group" aria-label="Ready-made weeks">
    {weekPresets.map((preset) => {
      const changes = presetChanges(preset)
      const rows = writeChanges([], changes)
      const hours = describeSchedule({ timeSpans: toSpans(rows).map(({ span }) => span) })
      return (
        <button
          key={preset.name}
          type="button"
          className={css.preset}
          onClick={() => editor.replace(rows, changes, presetWords(preset.name, hours, editor.hours))}
        >
          {preset.name} <small>{hours}</small>
        </button>
      )
    })}
  </div>
)
