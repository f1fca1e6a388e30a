import { clockMark } from '#src/domain/clockMark.ts'
import type { Opening, Timing } from '#src/domain/schedule.ts'
import { viewerZone } from '#src/domain/calendar.ts'
import { IconClock } from '#src/ui/icons.ts'
import css from './KeyOpeningList.module.css'
import { lengthText, markWords, openingText, ownOpeningText } from './keyOpeningWords.ts'

interface KeyOpeningListProps {
  openings: readonly Opening[]
  timing: Timing
  zone: string
  now: number
}

/** Openings on the clock at the door: how long, what the viewer's own clock shows then, and what a clock change does. */
export function KeyOpeningList({ openings, timing, zone, now }: KeyOpeningListProps) {
  const viewer = viewerZone()
  return (
    <ol className={css.openings}>
      {openings.map((opening, i) => {
        const own = ownOpeningText(opening, zone, viewer)
        const mark = clockMark(opening, timing, zone, now)
        return (
          // The first may be under way, and then begins at every now anew.
          <li key={i}>
            <span>{openingText(opening, zone, undefined, timing.end)}</span>{' '}
            <span className={css.length}>{lengthText(opening)}</span>
            {own && <span className={css.own}>{own}</span>}
            {mark && (
              <span className={css.mark}>
                <IconClock size={14} stroke={1.8} aria-hidden /> {markWords(mark)}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
