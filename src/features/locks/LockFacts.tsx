import { Fragment, type ReactNode } from 'react'
import type { Lock } from '#src/contract/lock.ts'
import { lockZone, vendorName } from '#src/domain/lock.ts'
import { formatInstant, readInstant } from '#src/domain/time.ts'
import { zoneLabel } from '#src/domain/calendar.ts'
import factsCss from '#src/ui/facts.module.css'

const privacyWords: Record<string, string> = {
  public: 'Openings are logged with the person',
  anonymized: 'Openings are logged without the person',
  private: 'Openings are not logged by Unloc',
}

/** What the API tells about a lock; what it leaves out is left out here too. */
export function LockFacts({ lock, now }: { lock: Lock; now: number }) {
  const zone = lockZone(lock)
  const instant = (iso: string | null | undefined) => {
    const at = readInstant(iso)
    return at === undefined ? undefined : formatInstant(at, zone ?? 'UTC', undefined, 'full')
  }
  const { floor, visitorInstructions } = lock.address ?? {}
  const facts: [name: string, value: ReactNode][] = [
    ['Floor', floor],
    ['For visitors', visitorInstructions],
    ['Note', lock.note],
    ['Vendor', vendorName(lock) ?? 'Not told'],
    // A word that is no zone here is shown all the same: somebody may know what was meant.
    [
      'Time zone',
      zone
        ? `${zoneLabel(zone, now)} (${zone})`
        : lock.timezone
          ? `Not known here: ${lock.timezone}`
          : 'Not told',
    ],
    ['Log', lock.privacyPolicy && (privacyWords[lock.privacyPolicy] ?? lock.privacyPolicy)],
    ['Hardware', lock.duplicateLock && 'Shared with another lock of Unloc'],
    ...Object.entries(lock.metadata ?? {}).map(([name, value]): [string, ReactNode] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
    ['Added', instant(lock.created)],
    ['Changed', instant(lock.updated)],
  ]
  return (
    <section>
      <h2>About</h2>
      <dl className={factsCss.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </Fragment>
            ),
        )}
      </dl>
    </section>
  )
}
