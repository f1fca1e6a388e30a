import { stateWords } from './keyWords.ts'
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

const icons: Record<string, typeof IconClock> = {
  creating: IconLoader2,
  scheduled: IconClock,
  active: IconCircleCheck,
  inactive: IconClockPause,
  error: IconAlertTriangle,
  revoked: IconBan,
  expired: IconHourglassOff,
}

/** A key's state as icon, word and colour. A word that is not known is shown as the API sent it. */
export function KeyBadge({ state, more }: { state: string | undefined; more?: string | undefined }) {
  const known = state !== undefined && Object.hasOwn(icons, state)
  const Icon = (known && icons[state]) || IconHelpCircle
  return (
    <span className={css.badge} data-state={known ? state : 'unknown'}>
      <Icon size={15} stroke={1.9} aria-hidden />
      <span className={css.word}>
        {known ? stateWords[state as keyof typeof stateWords] : (state ?? 'Not told')}
      </span>
      {more && <span className={css.more}>{more}</span>}
    </span>
  )
}
