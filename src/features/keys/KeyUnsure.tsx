import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { explain } from '#src/api/explain.ts'
import type { Key } from '#src/contract/key.ts'
import { keyUserId } from '#src/domain/key.ts'
import { personId } from '#src/domain/person.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { IconAlertTriangle } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import css from './KeyCreate.module.css'
import { countKeys, numbersOf, pairOf, type KeyForm } from './keyForm.ts'
import { findBatch } from './keySend.ts'

interface KeyUnsureProps {
  projectId: string
  values: KeyForm
  batch: string
  /** The pairs that exist by now; the rest may be sent. */
  onResolved: (asked: string[]) => void
  onDone: () => void
}

/** The answer to a press was lost. It is not sent again by itself: first somebody looks what came of it. */
export function KeyUnsure({ projectId, values, batch, onResolved, onDone }: KeyUnsureProps) {
  const numbers = numbersOf(values)
  const look = useMutation({
    mutationFn: () => findBatch(projectId, numbers, values.lockIds, batch),
  })
  const pairs = look.data && [...new Set([...values.asked, ...look.data.flatMap(pairsOfKey)])]
  const left = pairs && countKeys({ ...values, asked: pairs })
  const filter = numbers.length === 1 ? { person: personId(projectId, numbers[0]!) } : {}
  return (
    <div className={css.unsure} role="alert">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
      <div>
        <strong>The answer was lost, so the outcome is unknown.</strong>
        <p>
          The keys may have been made. Nothing is sent again by itself, since that could hand out every key
          twice. Look first.
        </p>
        {pairs !== undefined && left !== undefined && (
          <p role="status">
            {left === 0
              ? 'All of the keys are there. Nothing is left to send.'
              : pairs.length === values.asked.length
                ? 'None of the keys is listed so far. Unloc may take a moment: look again before you send again.'
                : `${formatNumber(pairs.length - values.asked.length)} of the keys are there, ${formatNumber(left)} are not listed so far.`}
          </p>
        )}
        {look.isError && <Broken {...explain(look.error)} />}
        <div className={css.buttons}>
          <Button size="compact-sm" variant="default" loading={look.isPending} onClick={() => look.mutate()}>
            {look.data ? 'Look again' : 'Look which keys exist'}
          </Button>
          {left === 0 ? (
            <Button size="compact-sm" variant="default" onClick={onDone}>
              Show the keys
            </Button>
          ) : (
            <>
              <LinkButton size="compact-sm" variant="default" {...paths.keys(projectId)} search={filter}>
                Open the list of keys
              </LinkButton>
              {pairs && (
                <Button size="compact-sm" variant="default" onClick={() => onResolved(pairs)}>
                  {pairs.length === values.asked.length ? 'Let me send again' : 'Let me send the rest'}
                </Button>
              )}
            </>
          )}
        </div>
      </div>
    </div>
  )
}

const pairsOfKey = (key: Key): string[] => {
  const appUserId = keyUserId(key)
  return appUserId && key.lockId ? [pairOf({ appUserId, lockId: key.lockId })] : []
}
