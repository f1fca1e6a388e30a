import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { explain } from '#src/api/explain.ts'
import { personId } from '#src/domain/person.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { IconAlertTriangle } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import css from './KeyCreate.module.css'
import { countKeys, numbersOf, type KeyForm } from './keyForm.ts'
import { arrivedPairs, arrivedWords } from './keyLost.ts'
import { findBatch } from './keySend.ts'

interface KeyUnsureProps {
  projectId: string
  values: KeyForm
  batch: string
  lostAt: number | undefined
  /** The pairs that exist by now; the rest may be sent. */
  onResolved: (asked: string[]) => void
  onDone: () => void
}

/**
 * The answer to a press was lost. It is not sent again by itself: first it is looked, once as this appears and then by
 * a press, what came of it.
 */
export function KeyUnsure({ projectId, values, batch, lostAt, onResolved, onDone }: KeyUnsureProps) {
  const numbers = numbersOf(values)
  const { lockIds } = values
  const look = useQuery({
    queryKey: ['p', projectId, 'lostPress', batch],
    queryFn: () => findBatch(projectId, { numbers, lockIds, batch, lostAt }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const total = countKeys(values)
  const found = look.data && arrivedPairs(values.asked, look.data)
  const all = found && found.count > 0 && found.count >= total
  const filter = numbers.length === 1 ? { person: personId(projectId, numbers[0]!) } : {}
  return (
    <div className={css.unsure} role="alert">
      <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
      <div>
        <strong>The answer was lost, so the outcome is unknown.</strong>
        <p>
          The keys may have been made. Nothing is sent again by itself, since that could hand out every key
          twice.
        </p>
        <p role="status">
          {found ? arrivedWords(found, total) : look.isFetching ? 'Looking which of the keys exist.' : ''}
        </p>
        {look.isError && <Broken {...explain(look.error)} />}
        <div className={css.buttons}>
          {all ? (
            <Button size="compact-sm" variant="default" onClick={onDone}>
              Show the keys
            </Button>
          ) : (
            found && (
              <Button size="compact-sm" variant="default" onClick={() => onResolved(found.pairs)}>
                {found.count === 0
                  ? 'Let me send again'
                  : `Let me make the other ${formatNumber(total - found.count)}`}
              </Button>
            )
          )}
          <Button
            size="compact-sm"
            variant="default"
            loading={look.isFetching}
            onClick={() => void look.refetch()}
          >
            Look again
          </Button>
          {!all && (
            <LinkButton size="compact-sm" variant="default" {...paths.keys(projectId)} search={filter}>
              Open the list of keys
            </LinkButton>
          )}
        </div>
      </div>
    </div>
  )
}
