import type { Key } from '#src/contract/key.ts'
import { canTell, openings, readSchedule } from '#src/domain/schedule.ts'
import css from './KeyHoursRead.module.css'
import { KeyOpeningList } from './KeyOpeningList.tsx'

interface KeyNextProps {
  keyOf: Key
  state: string | undefined
  zone: string | undefined
  now: number
}

const count = 5

/** When a key with weekly hours opens next, how long, and what the viewer's own clock shows then. */
export function KeyNext({ keyOf: key, state, zone, now }: KeyNextProps) {
  if (state !== 'active' && state !== 'inactive' && state !== 'scheduled') return null
  if (readSchedule(key.recurrence).kind === 'always') return null
  return (
    <>
      <h2>Next openings</h2>
      {zone === undefined || !canTell(key, zone, now) ? (
        <p className={css.none}>
          {zone === undefined && readSchedule(key.recurrence).kind === 'weekly'
            ? 'These hours go by the lock’s own clock. Its time zone is not known, so no time is given for them.'
            : 'Its times are in a form not known here, so it cannot be told when it opens.'}
        </p>
      ) : (
        <Openings keyOf={key} zone={zone} now={now} />
      )}
    </>
  )
}

function Openings({ keyOf: key, zone, now }: { keyOf: Key; zone: string; now: number }) {
  const next = openings(key, zone, now, count)
  if (next.length === 0) return <p className={css.none}>It does not open again before it ends.</p>
  return <KeyOpeningList openings={next} timing={key} zone={zone} now={now} />
}
