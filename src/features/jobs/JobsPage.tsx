import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { explain } from '#src/api/explain.ts'
import { jobList } from '#src/api/jobs.ts'
import { isFinal } from '#src/domain/job.ts'
import { formatNumber } from '#src/domain/time.ts'
import { KeyMay } from '#src/features/keys/KeyMay.tsx'
import { useSearchText } from '#src/features/keys/useSearchText.ts'
import { paths } from '#src/paths.ts'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { ListCount } from '#src/ui/feedback/ListCount.tsx'
import { ListTrouble } from '#src/ui/feedback/ListTrouble.tsx'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import { RowsSkeleton } from '#src/ui/feedback/RowsSkeleton.tsx'
import { IconSearch } from '#src/ui/icons.ts'
import { LinkButton } from '#src/ui/LinkButton.tsx'
import { PageHead } from '#src/ui/PageHead.tsx'
import { DataTable } from '#src/ui/table/DataTable.tsx'
import { jobColumns, jobHeading, jobLineId, narrowJob } from './jobColumns.tsx'
import { JobFollow } from './JobFollow.tsx'
import { orderJobs } from './jobOrder.ts'
import css from './JobsPage.module.css'
import { JobTellMe } from './JobTellMe.tsx'
import { useJobLines } from './useJobLines.ts'

/** So many are in sight at once. */
const fewest = 12
const noun = ['job', 'jobs'] as const

export function JobsPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/jobs' })
  const { data, error, refetch, isPending, isFetching } = useQuery(jobList(projectId))
  const jobs = useMemo(() => orderJobs(data?.jobs ?? []), [data])
  const running = jobs.filter((job) => job.status != null && !isFinal(job)).length
  const [text, setText] = useSearchText()
  const { count, found, lineAt } = useJobLines(projectId, jobs, data?.gone, text)
  return (
    <>
      <PageHead
        title="Jobs"
        documentTitle="Jobs"
        aside={
          <ListCount
            size={jobs.length}
            shown={text.trim() === '' ? undefined : found}
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
            {data.unasked > 0 &&
              ` How the oldest ${formatNumber(data.unasked)} ended is told when you open them.`}
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
      {(jobs.length > fewest || text !== '') && (
        <div className={css.search} role="search" aria-label="Find jobs">
          <TextInput
            aria-label="Search jobs"
            placeholder="Person, lock, status or job id"
            leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
            type="search"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
      )}
      {isPending ? (
        <RowsSkeleton label="Loading jobs" />
      ) : count > 0 ? (
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
        data &&
        (jobs.length > 0 ? (
          <Empty
            title="No job matches this search."
            action={
              <Button variant="default" onClick={() => setText('')}>
                Clear the search
              </Button>
            }
          >
            Jobs are found by whom they are for, their doors, their status and their id.
          </Empty>
        ) : (
          <Empty
            title={data.source === 'local' ? 'This browser has started no jobs.' : 'No jobs yet.'}
            action={
              <KeyMay action="create">
                <LinkButton {...paths.keyCreate(projectId)}>Make keys</LinkButton>
              </KeyMay>
            }
          >
            Making keys takes from a moment to some minutes. Each such job is listed here, with how many of
            its keys are made and which ones failed.
          </Empty>
        ))
      )}
    </>
  )
}
