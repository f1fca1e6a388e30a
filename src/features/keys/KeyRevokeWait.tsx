import { useNow } from '#src/api/clock.ts'
import { formatDuration } from '#src/domain/time.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'

/** Unloc asked for patience: how long. */
export function KeyRevokeWait({ until }: { until: number | undefined }) {
  const now = useNow(1_000)
  if (until === undefined) return null
  const left = Math.max(1_000, Math.ceil((until - now) / 1_000) * 1_000)
  return <Notice tone="warn">Unloc asks us to slow down. It goes on in {formatDuration(left)}.</Notice>
}
