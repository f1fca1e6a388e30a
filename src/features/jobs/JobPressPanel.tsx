import { Link } from '@tanstack/react-router'
import type { Job } from '#src/contract/job.ts'
import { isFinal, jobProgress, sumJobs } from '#src/domain/job.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { JobBadge } from './JobBadge.tsx'
import { JobBar } from './JobBar.tsx'
import css from './JobPressPanel.module.css'
import { pressParts, type JobPress } from './jobPress.ts'
import { jobLine, pressHeading, sumLine } from './jobWords.ts'

interface JobPressPanelProps {
  projectId: string
  press: JobPress
  /** The job whose page this is. */
  jobId: string
  jobOf: (id: string) => Job | undefined
  /** By job: how many of its keys are known not to be as asked. */
  unlikeIn: ReadonlyMap<string, number>
}

/** The press that a job is a part of: one sum over all of its jobs, and the way to each. */
export function JobPressPanel({ projectId, press, jobId, jobOf, unlikeIn }: JobPressPanelProps) {
  const parts = pressParts(press, jobOf)
  const sum = sumJobs(parts)
  return (
    <section className={css.press} aria-labelledby="press">
      <h2 id="press">{pressHeading(press)}</h2>
      <p className="numbers">{sumLine(sum)}</p>
      <div className={css.bar}>
        <JobBar
          progress={sum}
          isFinal={parts.every(({ job }) => job !== undefined && isFinal(job))}
          label="Keys of all jobs of this press"
        />
      </div>
      <ol>
        {press.parts.map(({ id, pairs }, i) => {
          const job = jobOf(id)
          const unlike = unlikeIn.get(id) ?? 0
          return (
            <li key={id}>
              <Link {...paths.job(projectId, id)} aria-current={id === jobId ? 'page' : undefined}>
                Job {i + 1}
              </Link>
              {job ? <JobBadge job={job} /> : <span className={css.quiet}>Not read yet</span>}
              <span className={css.quiet}>
                {jobLine(jobProgress(job ?? { id }, pairs.length))}
                {unlike > 0 && <strong>{`, ${formatNumber(unlike)} not as asked`}</strong>}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
