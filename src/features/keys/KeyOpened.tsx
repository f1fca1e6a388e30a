import type { useKeys } from '#src/api/keys.ts'
import type { Key } from '#src/contract/key.ts'
import { logPolicy, openingsByKey } from '#src/domain/accessLog.ts'
import { keyUserId } from '#src/domain/key.ts'
import { isE164 } from '#src/domain/phone.ts'
import { KeyLog } from './KeyLog.tsx'
import { keyLogEmpty } from './keyLogWords.ts'
import css from './KeyPage.module.css'

interface KeyOpenedProps {
  projectId: string
  keyOf: Key
  keys: ReturnType<typeof useKeys>
}

/** What was opened with one key. The API knows no such filter: of the person's openings at the lock, those that name it. */
export function KeyOpened({ projectId, keyOf: key, keys }: KeyOpenedProps) {
  const number = keyUserId(key)
  const { lockId } = key
  const canAsk = number !== undefined && isE164(number) && lockId != null
  return (
    <section className={css.opened}>
      <h2>Opened with this key</h2>
      <KeyLog
        projectId={projectId}
        keys={keys}
        of="key"
        filter={canAsk ? { appUserId: number, lockId } : undefined}
        only={(events) => openingsByKey(events, key.id)}
        empty={
          canAsk
            ? keyLogEmpty(logPolicy(keys.locks.get(lockId)))
            : {
                title: 'The openings with this key cannot be asked for.',
                text: 'Unloc finds them by the person’s phone number and the lock, and the key does not name both.',
              }
        }
      />
    </section>
  )
}
