import type { Job } from '#src/contract/job.ts'
import { isFinal, jobProgress } from '#src/domain/job.ts'
import { formatDuration, formatNumber, readInstant } from '#src/domain/time.ts'
import { address, paths } from '#src/paths.ts'
import type { Column } from '#src/ui/table/DataTable.tsx'
import twoLines from '#src/ui/table/twoLines.module.css'
import { When } from '#src/ui/When.tsx'
import { JobBadge } from './JobBadge.tsx'
import { JobBar } from './JobBar.tsx'
import css from './JobsPage.module.css'
import { jobLine, jobTypeWord, makesKeys } from './jobWords.ts'

/** One job of the list, with what this browser knows beside it. */
export interface JobListLine {
  job: Job
  projectId: string
  now: number
  subject: string | undefined
  /** No job, but the heading over those of one press. */
  press: { heading: string; sum: string } | undefined
  /** Which job of its press it is. */
  part: string | undefined
  /** How many keys were asked for; known only where this browser asked. */
  requested: number | undefined
  startedHere: boolean
  /** Epoch ms, where this browser saw it end. */
  endedAt: number | undefined
  /** Unloc no longer knows it. */
  gone: boolean
}

export const jobColumns: readonly Column<JobListLine>[] = [
  {
    id: 'job',
    name: 'Job',
    width: 'minmax(12rem, 2fr)',
    cell: (line) => (
      <a href={address(paths.job(line.projectId, line.job.id))} className={css.name}>
        <span>{line.part ?? jobTypeWord(line.job)}</span>
        {line.subject && <span className={css.quiet}>{line.subject}</span>}
      </a>
    ),
  },
  {
    id: 'status',
    name: 'Status',
    width: '8.5rem',
    cell: (line) => <Standing line={line} />,
  },
  {
    id: 'keys',
    name: 'Keys',
    width: 'minmax(11rem, 1.3fr)',
    cell: (line) => <Counts line={line} />,
  },
  {
    id: 'requested',
    name: 'Asked for',
    width: '5rem',
    align: 'end',
    spare: 4,
    cell: (line) => (line.requested === undefined ? '–' : formatNumber(line.requested)),
  },
  {
    id: 'started',
    name: 'Started',
    width: 'minmax(9.5rem, 0.8fr)',
    spare: 1,
    cell: (line) => <Started line={line} />,
  },
  {
    id: 'origin',
    name: 'Started from',
    width: '7.5rem',
    spare: 3,
    cell: (line) => <span className={line.startedHere ? undefined : css.quiet}>{originText(line)}</span>,
  },
  {
    id: 'took',
    name: 'Duration',
    width: '6rem',
    align: 'end',
    spare: 2,
    cell: (line) => durationText(line),
  },
]

export const jobLineId = (line: JobListLine) => line.job.id

/** The same job for a narrow screen. */
export const narrowJob = (line: JobListLine) => (
  <a href={address(paths.job(line.projectId, line.job.id))} className={twoLines.lines}>
    <span className={twoLines.top}>
      <span>{[line.part, line.subject ?? jobTypeWord(line.job)].filter(Boolean).join(' · ')}</span>
      <Standing line={line} />
    </span>
    <span className={twoLines.below}>
      <span>{makesKeys(line.job) ? jobLine(progressOf(line)) : jobTypeWord(line.job)}</span>
      <Started line={line} />
    </span>
  </a>
)

/** What stands over the jobs of one press. */
export const jobHeading = ({ press, subject }: JobListLine) =>
  press && (
    <span className={css.heading}>
      <span>{press.heading}</span>
      <span className={css.quiet}>{subject}</span>
      <span className={css.quiet}>{press.sum}</span>
    </span>
  )

const progressOf = (line: JobListLine) => jobProgress(line.job, line.requested)

const Standing = ({ line }: { line: JobListLine }) =>
  line.gone ? <span className={css.quiet}>No longer kept</span> : <JobBadge job={line.job} />

function Counts({ line }: { line: JobListLine }) {
  if (!makesKeys(line.job)) return '–'
  const text = jobLine(progressOf(line))
  return (
    <span className={css.counts}>
      <span className="numbers">{text}</span>
      {text !== '–' && !line.gone && <JobBar progress={progressOf(line)} isFinal={isFinal(line.job)} />}
    </span>
  )
}

function Started({ line }: { line: JobListLine }) {
  const at = readInstant(line.job.created)
  return at === undefined ? '–' : <When at={at} now={line.now} />
}

/** How long a job ran, or runs. The API does not tell when one ended, so only who watched it knows. */
function durationText({ job, gone, endedAt, now }: JobListLine): string {
  const from = readInstant(job.created)
  const to = isFinal(job) || gone || job.status == null ? endedAt : now
  return from === undefined || to === undefined || to < from ? '–' : formatDuration(to - from)
}

const originText = (line: JobListLine) => (line.startedHere ? 'This browser' : 'Elsewhere')
