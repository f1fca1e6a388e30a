import { memo } from 'react'
import css from './KeyRecurrence.module.css'

const keys: [string[], string][] = [
  [['↑', '↓', '←', '→'], 'a quarter of an hour, or a day'],
  [['Page up', 'Page down'], 'an hour'],
  [['Home', 'End'], 'the first or last day; with Ctrl the first or last quarter of the day'],
  [['Space', 'Enter'], 'begin a stroke, and end it'],
  [['Shift + ↑ ↓'], 'draw on, or put the nearer end of an opening earlier or later'],
  [['Alt or Ctrl + arrow'], 'move the opening, also to another day'],
  [['Delete'], 'erase the day’s opening'],
  [['Escape'], 'give up a stroke'],
  [['Ctrl or ⌘ + Z'], 'undo; with Shift, or Ctrl + Y, redo'],
]

/** How the grid is used, to be unfolded. */
export const KeyWeekHelp = memo(function KeyWeekHelp() {
  return (
    <details className={css.help}>
      <summary>How to draw hours, with mouse, finger or keys</summary>
      <p>
        Mouse: drag from start to end, over several days if you like; drag an opening or its edges to change
        it.
      </p>
      <p>
        Press: press the start, then the end. Press an opening to choose its day, and change it by the buttons
        below the grid.
      </p>
      <dl>
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>To the minute: type the times in the rows. The grid and the rows are always the same hours.</p>
    </details>
  )
})
