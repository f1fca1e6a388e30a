import { useState } from 'react'
import type { JobProgress } from '#src/domain/job.ts'
import { counted } from '#src/features/keys/keyWords.ts'
import type { JobFailure } from '#src/domain/jobRows.ts'

interface JobAnnounceProps {
  isFinal: boolean
  sentence: string
  progress: JobProgress
  failures: readonly JobFailure[]
}

/**
 * A job's progress for those who listen: at each quarter and at the end, not at each key; and its failures once, when
 * it ends under the eyes. A job that was over when the page opened is read like any page.
 */
export function JobAnnounce({ isFinal, sentence, progress, failures }: JobAnnounceProps) {
  const [watched, setWatched] = useState(!isFinal)
  if (!isFinal && !watched) setWatched(true)
  const quarter = quarterOf(progress)
  const failed = failures.reduce((sum, { rows }) => sum + rows.length, 0)
  const reasons = failures.flatMap(({ reason }) => reason ?? []).join('. ')
  return (
    <div className="visually-hidden">
      <p role="status">
        {!watched
          ? ''
          : isFinal
            ? `The job is over: ${sentence}`
            : quarter === undefined
              ? 'The job is under way'
              : `${quarter} % of the keys are done`}
      </p>
      <p role="alert">
        {watched && isFinal && failed > 0
          ? `${counted(failed, 'key')} failed${reasons ? `: ${reasons}` : ''}`
          : ''}
      </p>
    </div>
  )
}

/** 0, 25, 50, 75 or 100; of the keys that the job names, where nobody here knows how many were asked for. */
function quarterOf({ requested, created = 0, failed = 0, creating }: JobProgress): number | undefined {
  const total = requested ?? (creating === undefined ? 0 : created + failed + creating)
  return total === 0 ? undefined : Math.min(4, Math.floor(((created + failed) / total) * 4)) * 25
}
