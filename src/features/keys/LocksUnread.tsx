import { explain } from '#src/api/explain.ts'
import type { useKeys } from '#src/api/keys.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'

/** Says that the list of locks did not come, above what is shown without their names and zones. */
export const LocksUnread = ({ keys }: { keys: ReturnType<typeof useKeys> }) =>
  keys.locksError && (
    <Notice tone="warn">
      The locks could not be read, so their names and time zones are missing below.{' '}
      {explain(keys.locksError).title}
    </Notice>
  )
