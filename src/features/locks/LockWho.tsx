import { useMemo, useState, type ReactNode } from 'react'
import type { useKeys } from '#src/api/keys.ts'
import type { Lock } from '#src/contract/lock.ts'
import { peoplePerHour } from '#src/domain/lockHours.ts'
import { openersAt, peopleAt } from '#src/domain/lockWeek.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { LockHeat } from './LockHeat.tsx'
import { lockOpeners } from './lockOpeners.ts'
import { LockOpeners } from './LockOpeners.tsx'
import { LockSlider } from './LockSlider.tsx'
import { LockUntold } from './LockUntold.tsx'
import { LockWeekReading } from './LockWeekReading.tsx'
import { clockText, momentText } from './lockWeekWords.ts'
import css from './LockWho.module.css'
import { useLockWeek } from './useLockWeek.ts'

interface LockWhoProps {
  projectId: string
  lock: Lock
  keys: ReturnType<typeof useKeys>
  now: number
  children: ReactNode
}

/** Who can open the door now and at a chosen moment of the coming week, by what its keys say. */
export function LockWho({ projectId, lock, keys, now, children }: LockWhoProps) {
  const { week, days } = useLockWeek(keys, lock, now)
  const [wanted, setChosen] = useState<number>()
  const [hovered, setHovered] = useState<number>()
  // A chosen moment that the clock has reached is now.
  const chosen = wanted !== undefined && wanted > now && wanted < week.to ? wanted : undefined
  const at = chosen ?? now
  const shown = hovered !== undefined && hovered > now ? hovered : hovered === undefined ? at : now
  const isNow = shown === now
  const { zone } = week
  const partial = !keys.pass.complete
  const counts = useMemo(() => peoplePerHour(week, days), [week, days])
  const openers = useMemo(
    () => lockOpeners(openersAt(week, shown), keys.names, zone, shown),
    [week, keys.names, zone, shown],
  )
  const count = peopleAt(week, shown)
  const people =
    count === 0 && !partial ? 'Nobody' : counted(count, 'person', 'people') + (partial ? ' so far' : '')
  if (partial && keys.index.size === 0)
    return (
      <div className={css.who}>
        <section className={css.moment}>
          <h2>Who can open</h2>
          {keys.loading ? (
            <RowsSkeleton label="Loading who can open" rows={4} />
          ) : (
            <p className={css.quiet}>– This cannot be told, since no keys could be loaded.</p>
          )}
        </section>
        <div className={css.about}>{children}</div>
      </div>
    )
  return (
    <div className={css.who}>
      <section className={css.moment}>
        <h2>Who can open</h2>
        <p className={css.sentence}>
          <strong>{people}</strong> can open{' '}
          {isNow ? 'now' : `at ${momentText(shown, zone, 'day')} ${clockText(shown, zone)}`}
        </p>
        <p className={css.quiet}>
          {partial
            ? keys.loading
              ? 'The keys are still loading, so every number here is what has come so far.'
              : 'Not all keys could be loaded, so there may be more people.'
            : isNow
              ? 'This is what the keys say. A lock or phone without a connection may lag behind.'
              : 'This is what the keys say today: a forecast, if nothing changes.'}
        </p>
        <LockSlider
          now={now}
          to={week.to}
          days={days}
          zone={zone}
          chosen={chosen}
          people={people}
          onChoose={setChosen}
        />
        <LockOpeners projectId={projectId} openers={openers} />
        <LockUntold projectId={projectId} week={week} names={keys.names} />
      </section>
      <section className={css.week}>
        <h2>
          The week{' '}
          {zone !== undefined && <span className={css.quiet}>people in each hour, {zoneLabel(zone)}</span>}
        </h2>
        {zone === undefined ? (
          <p className={css.quiet}>
            Without the lock’s time zone its days and hours cannot be drawn. Unloc tells none for this lock.
          </p>
        ) : (
          <>
            <LockHeat
              days={days}
              counts={counts}
              partial={partial}
              now={now}
              at={at}
              shown={shown}
              onChoose={setChosen}
              onHover={setHovered}
            />
            <LockWeekReading week={week} days={days} zone={zone} partial={partial} />
          </>
        )}
      </section>
      <div className={css.about}>{children}</div>
    </div>
  )
}
