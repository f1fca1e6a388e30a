import type { useKeys } from '#src/api/keys.ts'
import type { Key } from '#src/contract/key.ts'
import { keyUserId, stateAt } from '#src/domain/key.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { describeSchedule, readSchedule } from '#src/domain/schedule.ts'
import { formatNumber } from '#src/domain/time.ts'
import factsCss from '#src/ui/facts.module.css'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { KeyBadge } from './KeyBadge.tsx'
import { commonOf } from './keyChange.ts'
import css from './KeyChange.module.css'
import fieldsCss from './KeyFields.module.css'
import { counted, instantText, personLabel } from './keyWords.ts'

interface KeyChangeNowProps {
  keys: ReturnType<typeof useKeys>
  olds: readonly Key[]
  goneCount: number
  now: number
}

const shown = 8

/** Which keys are meant, and what they are now. */
export function KeyChangeNow({ keys, olds, goneCount, now }: KeyChangeNowProps) {
  const people = new Set(olds.map(keyUserId)).size
  const locks = new Set(olds.map(({ lockId }) => lockId)).size
  const zone = commonOf(olds, ({ lockId }) => keys.zoneOf(lockId) ?? '')
  const told = (name: 'start' | 'end', none: string) => {
    if (zone === undefined && olds.some((key) => key[name] != null)) return 'They differ'
    const common = commonOf(olds, (key) => key[name] ?? '')
    return common === undefined ? 'They differ' : instantText(common, zone || undefined, now) || none
  }
  const hours = commonOf(olds, (key) => {
    const schedule = readSchedule(key.recurrence)
    return schedule.kind === 'unreadable' ? [schedule, key.recurrence] : [schedule]
  })
  return (
    <section className={fieldsCss.section} aria-labelledby="change-keys">
      <h2 id="change-keys">
        {olds.length === 1
          ? 'This key'
          : `These ${counted(olds.length, 'key')} of ${counted(people, 'person', 'people')}, to ${counted(locks, 'lock')}`}
      </h2>
      <ul className={css.keys}>
        {olds.slice(0, shown).map((key) => (
          <li key={key.id}>
            <span className={css.who}>
              {personLabel(key, keys.names).name}
              <span className="numbers">{personLabel(key, keys.names).below}</span>
              <span>{key.lockId == null ? 'No lock told' : lockNameOf(keys.locks, key.lockId)}</span>
            </span>
            <KeyBadge state={stateAt(key, keys.zoneOf(key.lockId), now)} />
          </li>
        ))}
      </ul>
      {olds.length > shown && <p className={css.quiet}>and {formatNumber(olds.length - shown)} more</p>}
      {goneCount > 0 && (
        <Notice tone="warn">
          {counted(goneCount, 'chosen key is', 'chosen keys are')} not listed any more and left out.
        </Notice>
      )}
      <dl className={factsCss.facts}>
        <dt>Start</dt>
        <dd className="numbers">{told('start', 'At once')}</dd>
        <dt>End</dt>
        <dd className="numbers">{told('end', 'No end')}</dd>
        <dt>Weekly hours</dt>
        <dd>{hours === undefined ? 'They differ' : describeSchedule(olds[0]?.recurrence)}</dd>
      </dl>
    </section>
  )
}
