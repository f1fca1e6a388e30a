import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { explain } from '#src/api/explain.ts'
import { jobList } from '#src/api/jobs.ts'
import { isFinal } from '#src/domain/job.ts'
import { formatNumber } from '#src/domain/time.ts'
import { paths } from '#src/paths.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { ListCount } from '#src/ui/feedback/ListCount.tsx'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { jobColumns, jobHeading, jobLineId, narrowJob } from './jobColumns.tsx'
import { JobFollow } from './JobFollow.tsx'
import { orderJobs } from './jobOrder.ts'
import css from './JobsPage.module.css'
import { JobTellMe } from './JobTellMe.tsx'
import { useJobLines } from './useJobLines.ts'

const noun = ['job', 'jobs'] as const

export function JobsPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/jobs' })
  const { data, error, refetch, isPending, isFetching } = useQuery(jobList(projectId))
  const jobs = useMemo(() => orderJobs(data?.jobs ?? []), [data])
  const running = jobs.filter((job) => job.status != null && !isFinal(job)).length
  const { count, lineAt } = useJobLines(projectId, jobs, data?.gone)
  return (
    <>
      <PageHead
        title="Jobs"
        documentTitle="Jobs"
        aside={
          <ListCount
            size={jobs.length}
            shown={undefined}
            complete={data?.complete ?? false}
            loading={isFetching}
            noun={noun}
            more={running > 0 ? `, ${formatNumber(running)} running` : ''}
          />
        }
      >
        <JobTellMe projectId={projectId} label="Tell me when jobs end" />
        <JobFollow projectId={projectId} />
      </PageHead>
      {data?.source === 'local' && (
        <div className={css.note}>
          <Notice>
            This Unloc gives no list of jobs. Listed are those that this browser started; a job that was
            started elsewhere opens by its id.
          </Notice>
        </div>
      )}
      {error && (
        <ListTrouble
          trouble={explain(error)}
          onRetry={() => void refetch()}
          size={jobs.length}
          asOf={data?.complete ? data.asOf : undefined}
          noun={noun}
        />
      )}
      {isPending ? (
        <RowsSkeleton label="Loading jobs" />
      ) : jobs.length > 0 ? (
        <DataTable
          name="jobs"
          label="Jobs"
          columns={jobColumns}
          count={count}
          rowAt={lineAt}
          rowId={jobLineId}
          narrow={narrowJob}
          heading={jobHeading}
        />
      ) : (
        data && (
          <Empty
            title={data.source === 'local' ? 'This browser has started no jobs.' : 'No jobs yet.'}
            action={<LinkButton {...paths.keyCreate(projectId)}>Make keys</LinkButton>}
          >
            Making keys takes from a moment to some minutes. Each such job is listed here, with how many of
            its keys are made and which ones failed.
          </Empty>
        )
      )}
    </>
  )
}
