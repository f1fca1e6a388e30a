import type { Lock } from '#src/contract/lock.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { openings } from '#src/domain/schedule.ts'
import { formatList, formatNumber } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { differenceText } from './keyFacts.ts'
import { toRecurrence, type KeyForm } from './keyForm.ts'
import { KeyOpeningList } from './KeyOpeningList.tsx'
import { rangeText } from './keyOpeningWords.ts'
import { period, type ZoneGroup } from './keyPeriod.ts'
import css from './KeySummary.module.css'

interface KeyOpeningsProps {
  values: KeyForm
  group: ZoneGroup
  /** The zone that the others are compared with; undefined when there is nothing to compare. */
  lead: string | undefined
  locks: ReadonlyMap<string, Lock>
  now: number
}

/** When the keys of the doors in one time zone open next, on the clock at those doors and on the viewer's own. */
export function KeyOpenings({ values, group, lead, locks, now }: KeyOpeningsProps) {
  const { zone, readIn, lockIds } = group
  const timing = { ...period(values, readIn), recurrence: toRecurrence(values) }
  const names = lockIds.slice(0, 3).map((id) => lockNameOf(locks, id))
  const more = lockIds.length - names.length
  const doors = formatList(more > 0 ? [...names, `${formatNumber(more)} more`] : names)
  if (zone === undefined)
    return (
      <section className={css.zone}>
        <h3>Time zone not known</h3>
        <p className={css.quiet}>
          Unloc tells none for {doors}.
          {(values.start || values.end) && ` Start and end are taken in ${zoneLabel(readIn)}.`}
          {values.weekly && ' The weekly hours go by the lock’s own clock, whatever it shows.'}
        </p>
      </section>
    )
  const next = openings(timing, zone, now, 5)
  const begin = next[0]?.from ?? now
  return (
    <section className={css.zone}>
      <h3>{lead === undefined ? `Opens next, ${zoneLabel(zone, begin)}` : zoneLabel(zone, begin)}</h3>
      {lead !== undefined && (
        <p className={css.quiet}>
          {doors}
          {zone !== lead && `. The clock there is ${differenceText(zone, lead, begin, timing.end)}.`}
        </p>
      )}
      {zone !== readIn && values.weekly && <p className={css.quiet}>{rangeText(timing, zone)}</p>}
      {next.length === 0 ? (
        <p className={css.quiet}>Never.</p>
      ) : (
        <KeyOpeningList openings={next} timing={timing} zone={zone} now={now} />
      )}
    </section>
  )
}
