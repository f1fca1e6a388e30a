import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useNow } from '#src/api/clock.ts'
import { explain } from '#src/api/explain.ts'
import { jobPhase } from '#src/domain/job.ts'
import { formatAgo, formatDuration, formatInstant } from '#src/domain/time.ts'
import { KeyChangeNotice } from '#src/features/keys/KeyChangeNotice.tsx'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconArrowLeft } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import rawCss from '#src/ui/raw.module.css'
import { jobUnlike } from './jobAsked.ts'
import { JobAnnounce } from './JobAnnounce.tsx'
import { JobBadge } from './JobBadge.tsx'
import { JobBar } from './JobBar.tsx'
import { JobFailures } from './JobFailures.tsx'
import { JobNotices } from './JobNotices.tsx'
import css from './JobPage.module.css'
import { jobOffers } from './jobOffers.ts'
import { JobPressPanel } from './JobPressPanel.tsx'
import { JobRows } from './JobRows.tsx'
import { JobRetryOf } from './JobRetryOf.tsx'
import { JobTellMe } from './JobTellMe.tsx'
import { jobSubject } from './jobSubject.ts'
import { jobSentence, jobStanding, jobTypeWord, makesKeys } from './jobWords.ts'
import { JobUnlikeAlarm } from './JobUnlikeAlarm.tsx'
import { useJob } from './useJob.ts'
import { useJobPress } from './useJobPress.ts'

export function JobPage() {
  const { projectId, jobId } = useParams({ from: '/shell/p/$projectId/jobs/$jobId' })
  const view = useJob(projectId, jobId)
  const { asked, job, isFinal, record, startedAt, endedAt, progress, rows, keys } = view
  const { press, part, listed, unlike: unlikeIn } = useJobPress(projectId, jobId)
  const now = useNow(1_000)
  const offers = jobOffers(view, jobId, isFinal)
  const unlike = useMemo(() => jobUnlike(rows, record?.terms), [rows, record])
  const back = (
    <Link {...paths.jobs(projectId)}>
      <IconArrowLeft size={14} aria-hidden /> Jobs
    </Link>
  )

  if (!job && !view.missing)
    return (
      <>
        <PageHead title="Job" documentTitle="Job" back={back} />
        {asked.error ? (
          <Broken {...explain(asked.error)} onRetry={() => void asked.refetch()} />
        ) : (
          <RowsSkeleton label="Loading the job" rows={6} />
        )}
      </>
    )
  if (!job && !record)
    return (
      <>
        <PageHead title="Job" documentTitle="Job" back={back} />
        <Empty
          title="Unloc knows no job with this id."
          action={<LinkButton {...paths.jobs(projectId)}>See all jobs</LinkButton>}
        >
          The id may be mistyped or belong to another project, or the job is so old that Unloc has dropped it.
          This browser did not start it either. The id asked for is <code>{jobId}</code>.
        </Empty>
      </>
    )

  const subject = jobSubject(
    new Set(rows.flatMap(({ personId }) => personId ?? [])),
    new Set(rows.flatMap(({ lockId }) => lockId ?? [])),
    { person: (id) => view.find(id)?.name, lock: (id) => keys.locks.get(id)?.name ?? undefined },
  )
  const sentence = job && progress ? jobSentence(job, progress) : undefined
  const took =
    startedAt === undefined ? undefined : isFinal ? endedAt && endedAt - startedAt : now - startedAt
  const length = took !== undefined && took >= 0 ? formatDuration(took) : undefined
  const counts = job && progress && makesKeys(job)
  return (
    <>
      <PageHead
        title={
          <>
            {job ? jobTypeWord(job) : 'New keys'}
            {subject && <span className={css.subject}> {subject}</span>}
            {press && <span className={css.subject}>{`, job ${part} of ${press.parts.length}`}</span>}
          </>
        }
        documentTitle={job ? jobTypeWord(job) : 'Job'}
        aside={job && <JobBadge job={job} />}
        back={back}
      >
        {!isFinal && record && <JobTellMe projectId={projectId} label="Tell me when it is done" />}
        {job && (['unknown', 'failed'].includes(jobPhase(job)) || asked.error) && (
          <Button
            variant="default"
            loading={asked.isFetching}
            onClick={() => {
              void asked.refetch()
              // A job that broke off may leave keys that come all the same.
              if (isFinal) void view.listed.refetch()
            }}
          >
            Check again
          </Button>
        )}
      </PageHead>
      {press && (
        <JobPressPanel
          projectId={projectId}
          press={press}
          jobId={jobId}
          unlikeIn={unlikeIn}
          jobOf={(id) => (id === jobId ? job : listed.get(id))}
        />
      )}
      {sentence && (
        <p className={css.sentence}>
          {press && `Job ${part}: `}
          {sentence}
          {length && <span> · {length}</span>}
        </p>
      )}
      {counts && (
        <div className={css.bar}>
          <JobBar progress={progress} isFinal={isFinal} label="Keys of this job" />
        </div>
      )}
      {startedAt !== undefined && (
        <p className={css.meta}>
          Started {isFinal && `${formatAgo(startedAt, now)}, `}
          {formatInstant(startedAt, undefined, undefined, 'full')}
          {record ? ', from this browser' : ', not from this browser'}
          {!sentence && length && ` · ${length}`}
        </p>
      )}
      {record?.retryOf !== undefined && <JobRetryOf projectId={projectId} jobId={record.retryOf} />}
      {unlike.length > 0 && <JobUnlikeAlarm projectId={projectId} view={view} unlike={unlike} />}
      <KeyChangeNotice projectId={projectId} jobId={jobId} />
      <JobNotices view={view} />
      {job && progress && (
        <JobAnnounce
          isFinal={isFinal}
          sentence={sentence ?? jobStanding(job).word}
          progress={progress}
          failures={offers.failures}
        />
      )}
      {offers.failures.length > 0 && <JobFailures projectId={projectId} view={view} {...offers} />}
      {rows.length > 0 && (
        <section className={css.section}>
          <h2>Keys</h2>
          {view.listed.isPending && !keys.pass.complete ? (
            <RowsSkeleton label="Loading the keys of this job" rows={Math.min(rows.length, 12)} />
          ) : (
            <JobRows projectId={projectId} view={view} now={now} unlike={unlike} />
          )}
        </section>
      )}
      {job && (
        <details className={rawCss.raw}>
          <summary>What the API says, word for word</summary>
          <pre>{JSON.stringify(job, null, 2)}</pre>
        </details>
      )}
    </>
  )
}
