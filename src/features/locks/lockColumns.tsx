import type { Lock } from '#src/contract/lock.ts'
import { batteryOf, lockAddress, lockName, lockZone, vendorName } from '#src/domain/lock.ts'
import { formatNumber } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import { KeyFound } from '#src/features/keys/KeyFound.tsx'
import type { FoundIn } from '#src/features/keys/keyFoundIn.ts'
import { address, paths } from '#src/paths.ts'
import type { Column } from '#src/ui/table/DataTable.tsx'
import twoLines from '#src/ui/table/twoLines.module.css'
import { LockBattery } from './LockBattery.tsx'
import css from './LocksPage.module.css'

export interface LockLine {
  lock: Lock
  projectId: string
  now: number
  /** Keys that may open it now or later; undefined while no key is loaded. */
  live: number | undefined
  /** Not all keys are loaded, so `live` may grow. */
  partial: boolean
  /** What is searched for, as it was typed. */
  typed: string
  /** Where it was found, if the row does not show it. */
  found: FoundIn | undefined
}

export const lockColumns: readonly Column<LockLine>[] = [
  {
    id: 'name',
    name: 'Name',
    width: 'minmax(11rem, 1.6fr)',
    sortable: true,
    cell: (line) => (
      <a href={address(paths.lock(line.projectId, line.lock.id))} className={css.name}>
        <KeyFound text={lockName(line.lock)} typed={line.typed} />
        <Found line={line} />
      </a>
    ),
  },
  {
    id: 'address',
    name: 'Address',
    width: 'minmax(10rem, 1.6fr)',
    sortable: true,
    spare: 1,
    cell: (line) => <KeyFound text={lockAddress(line.lock) ?? '–'} typed={line.typed} />,
  },
  {
    id: 'vendor',
    name: 'Vendor',
    width: 'minmax(6.5rem, 0.8fr)',
    sortable: true,
    spare: 2,
    cell: (line) => <KeyFound text={vendorName(line.lock) ?? '–'} typed={line.typed} />,
  },
  {
    id: 'zone',
    name: 'Time zone',
    width: 'minmax(7rem, 0.9fr)',
    sortable: true,
    spare: 3,
    cell: (line) => {
      const zone = lockZone(line.lock)
      return zone ? (
        <span title={zoneLabel(zone, line.now)}>{zoneLabel(zone)}</span>
      ) : (
        <span className={css.quiet}>Not known</span>
      )
    },
  },
  {
    id: 'battery',
    name: 'Battery',
    width: 'minmax(11.5rem, 1fr)',
    sortable: true,
    cell: (line) => <LockBattery lock={line.lock} now={line.now} />,
  },
  {
    id: 'keys',
    name: 'Live keys',
    width: '6rem',
    sortable: true,
    align: 'end',
    cell: (line) => <LiveKeys line={line} />,
  },
]

/** The same lock for a narrow screen. */
export const narrowLock = (line: LockLine) => (
  <a href={address(paths.lock(line.projectId, line.lock.id))} className={twoLines.lines}>
    <span className={twoLines.top}>
      <span>
        <KeyFound text={lockName(line.lock)} typed={line.typed} />
      </span>
      {batteryOf(line.lock) && (
        <span className={css.battery}>
          <LockBattery lock={line.lock} now={line.now} age={false} />
        </span>
      )}
    </span>
    <span className={twoLines.below}>
      <span>
        <Found line={line} />
        {line.found && ' · '}
        <KeyFound
          text={[lockAddress(line.lock), vendorName(line.lock)].filter(Boolean).join(' · ') || '–'}
          typed={line.typed}
        />
      </span>
      <span className="numbers">
        <LiveKeys line={line} /> live
      </span>
    </span>
  </a>
)

const Found = ({ line: { found, typed } }: { line: LockLine }) =>
  found && (
    <span className={css.found}>
      {found.name}: <KeyFound text={found.text} typed={typed} />
    </span>
  )

function LiveKeys({ line: { live, partial } }: { line: LockLine }) {
  if (live === undefined) return '–'
  if (!partial) return formatNumber(live)
  return (
    <span className={css.quiet} title="Not all keys are loaded yet">
      {formatNumber(live)}+<span className="visually-hidden"> so far</span>
    </span>
  )
}
