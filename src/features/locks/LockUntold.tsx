import { Link } from '@tanstack/react-router'
import type { Key } from '#src/contract/key.ts'
import { movesByClock } from '#src/domain/key.ts'
import type { LockWeek, UntoldWhy } from '#src/domain/lockWeek.ts'
import { formatNumber } from '#src/domain/time.ts'
import { counted, personLabel, stateWord } from '#src/features/keys/keyWords.ts'
import { paths } from '#src/paths.ts'
import css from './LockWho.module.css'

const whys: Record<Exclude<UntoldWhy, 'state'>, string> = {
  schedule: 'hours in a form not known here',
  instant: 'a start or end that cannot be read',
  zone: 'weekly hours on the lock’s own clock, which is not known',
}

const whyText = ({ state }: Key, why: UntoldWhy) =>
  why === 'state'
    ? state
      ? `Unloc calls it “${state}”`
      : 'Unloc tells no state'
    : whys[why] + (movesByClock(state) ? `; Unloc says ${stateWord(state!).toLowerCase()}` : '')

const few = 5

interface LockUntoldProps {
  projectId: string
  week: LockWeek
  names: ReadonlyMap<string, string>
}

/** What the numbers leave out, so that nobody is overlooked: keys that are being made, and those that cannot be told. */
export function LockUntold({ projectId, week: { making, untold }, names }: LockUntoldProps) {
  return (
    <>
      {making > 0 && (
        <p className={css.apart}>
          {counted(making, 'key')} {making === 1 ? 'is' : 'are'} being made and not counted.
        </p>
      )}
      {untold.length > 0 && (
        <>
          <p className={css.apart}>
            Of {counted(untold.length, 'key')} it cannot be told when {untold.length === 1 ? 'it' : 'they'}{' '}
            open
            {untold.length === 1 ? 's' : ''}. Not counted:
          </p>
          <ul className={css.openers} aria-label="Cannot be told">
            {untold.slice(0, few).map(({ key, why }) => (
              <li key={key.id}>
                <Link {...paths.key(projectId, key.id)}>{personLabel(key, names).name}</Link>
                <span className={css.until}>{whyText(key, why)}</span>
              </li>
            ))}
          </ul>
          {untold.length > few && (
            <p className={css.apart}>
              and {formatNumber(untold.length - few)} more, listed below among the keys
            </p>
          )}
        </>
      )}
    </>
  )
}
