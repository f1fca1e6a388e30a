import type { useKeys } from '#src/api/keys.ts'
import { pageLimit } from '#src/contract/endpoints.ts'
import { formatNumber } from '#src/domain/time.ts'
import { ReadAgain } from '#src/ui/feedback/ReadAgain.tsx'
import { PlainButton } from '#src/ui/PlainButton.tsx'
import css from './KeyPass.module.css'

/** How old the list of keys is, reading it again, and breaking that off where it takes long. */
export function KeyPassActions({ keys }: { keys: ReturnType<typeof useKeys> }) {
  const { pass, loading } = keys
  const read = pass.read ?? 0
  return (
    <>
      {loading && pass.complete && read >= pageLimit && (
        <span className={css.read}>{formatNumber(read)} read again</span>
      )}
      {loading && (!pass.complete || read >= pageLimit) && (
        <PlainButton variant="default" size="xs" className={css.stop ?? ''} onClick={keys.stop}>
          Stop {pass.complete ? 'reading' : 'loading'}
        </PlainButton>
      )}
      {(pass.complete || !loading) && (
        <ReadAgain label="Read all keys again" asOf={pass.asOf} loading={loading} onClick={keys.refetch} />
      )}
    </>
  )
}
