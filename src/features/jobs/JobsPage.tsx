import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { jobList } from '#src/api/jobs.ts'
import { paths } from '#src/paths.ts'
import { PageHead } from '#src/ui/PageHead.tsx'

export function JobsPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/jobs' })
  const { data } = useQuery(jobList(projectId))
  return (
    <>
      <PageHead title="Jobs" documentTitle="Jobs" />
      <ul>
        {data?.jobs.map((job) => (
          <li key={job.id}>
            <Link {...paths.job(projectId, job.id)}>{job.status ?? job.id}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}
