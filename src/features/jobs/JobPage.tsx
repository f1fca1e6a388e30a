import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { jobGet } from '#src/api/jobs.ts'
import { PageHead } from '#src/ui/PageHead.tsx'

export function JobPage() {
  const { projectId, jobId } = useParams({ from: '/shell/p/$projectId/jobs/$jobId' })
  const { data } = useQuery(jobGet(projectId, jobId))
  return <PageHead title="Job" documentTitle="Job" aside={data?.job.status} />
}
