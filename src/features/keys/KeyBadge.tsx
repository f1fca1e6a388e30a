import type { ReactNode } from 'react'
import css from './KeyBadge.module.css'
import { stateWord, stateWords } from './keyWords.ts'

/** An icon as one plain path, styled by the sheet: forty are drawn at each filter, and a component for each has its price. */
const icon = (path: string) => (
  <svg viewBox="0 0 24 24" aria-hidden>
    <path d={path} />
  </svg>
)

// Tabler's loader-2, clock, circle-check, clock-pause, alert-triangle, ban, hourglass-off and help-circle.
const icons: Record<string, ReactNode> = {
  creating: icon('M12 3a9 9 0 1 0 9 9'),
  scheduled: icon('M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0M12 7v5l3 3'),
  active: icon('M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 12l2 2l4 -4'),
  inactive: icon('M20.942 13.018a9 9 0 1 0 -7.909 7.922M12 7v5l2 2M17 17v5M21 17v5'),
  error: icon(
    'M12 9v4M10.363 3.591l-8.106 13.534a1.914 1.914 0 0 0 1.636 2.871h16.214a1.914 1.914 0 0 0 1.636 -2.87l-8.106 -13.536a1.914 1.914 0 0 0 -3.274 0M12 16h.01',
  ),
  revoked: icon('M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M5.7 5.7l12.6 12.6'),
  expired: icon(
    'M18 18v2a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-2a6 6 0 0 1 6 -6M6 6a6 6 0 0 0 6 6m3.13 -.88a6 6 0 0 0 2.87 -5.12v-2a1 1 0 0 0 -1 -1h-10M3 3l18 18',
  ),
}
const unknown = icon(
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M12 16v.01M12 13a2 2 0 0 0 .914 -3.782a1.98 1.98 0 0 0 -2.414 .483',
)

/** A key's state as icon, word and colour. A word that is not known is shown as the API sent it. */
export function KeyBadge({ state, more }: { state: string | undefined; more?: string | undefined }) {
  const known = state !== undefined && Object.hasOwn(stateWords, state)
  return (
    <span className={css.badge} data-state={known ? state : 'unknown'}>
      {(known ? icons[state] : undefined) ?? unknown}
      {state === undefined ? 'Not told' : stateWord(state)}
      {more && <span className={css.more}>{more}</span>}
    </span>
  )
}
