import type { ReactNode } from 'react'
import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClock,
  IconClockPause,
  IconHelpCircle,
  IconHourglassOff,
  IconLoader2,
} from '#src/ui/icons.ts'
import css from './KeyBadge.module.css'
import { stateWord, stateWords } from './keyWords.ts'

const mark = { size: 15, stroke: 1.9, 'aria-hidden': true } as const
const icons: Record<string, ReactNode> = {
  creating: <IconLoader2 {...mark} />,
  scheduled: <IconClock {...mark} />,
  active: <IconCircleCheck {...mark} />,
  inactive: <IconClockPause {...mark} />,
  error: <IconAlertTriangle {...mark} />,
  revoked: <IconBan {...mark} />,
  expired: <IconHourglassOff {...mark} />,
}

/** A key's state as icon, word and colour. A word that is not known is shown as the API sent it. */
export function KeyBadge({ state, more }: { state: string | undefined; more?: string | undefined }) {
  const known = state !== undefined && Object.hasOwn(stateWords, state)
  return (
    <span className={css.badge} data-state={known ? state : 'unknown'}>
      {(known ? icons[state] : undefined) ?? <IconHelpCircle {...mark} />}
      <span className={css.word}>{state === undefined ? 'Not told' : stateWord(state)}</span>
      {more && <span className={css.more}>{more}</span>}
    </span>
  )
}
