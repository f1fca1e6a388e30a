import type { useKeys } from '#src/api/keys.ts'
import { logPolicy } from '#src/domain/accessLog.ts'
import { lockNameOf } from '#src/domain/lock.ts'
import { isE164 } from '#src/domain/phone.ts'
import { KeyLog } from '#src/features/keys/KeyLog.tsx'
import { hiddenDoors, personLogEmpty } from '#src/features/keys/keyLogWords.ts'
import type { PersonKey } from './personFacts.ts'
import css from './PersonPage.module.css'

interface PersonLogProps {
  projectId: string
  /** E.164. */
  number: string
  own: readonly PersonKey[]
  keys: ReturnType<typeof useKeys>
}

/** What a person opened, as far as the doors' policies let it be listed. */
export function PersonLog({ projectId, number, own, keys }: PersonLogProps) {
  const lockIds = [...new Set(own.flatMap(({ key }) => key.lockId ?? []))]
  const hidden = hiddenDoors(
    lockIds.map((id) => ({ name: lockNameOf(keys.locks, id), policy: logPolicy(keys.locks.get(id)) })),
  )
  return (
    <section className={css.part}>
      <h2>Openings</h2>
      <KeyLog
        projectId={projectId}
        keys={keys}
        of="person"
        filter={isE164(number) ? { appUserId: number } : undefined}
        empty={
          isE164(number)
            ? personLogEmpty(hidden)
            : {
                title: 'The openings of this person cannot be asked for.',
                text: 'Unloc finds them by phone number, and this is none.',
              }
        }
        note={hidden}
      />
    </section>
  )
}
