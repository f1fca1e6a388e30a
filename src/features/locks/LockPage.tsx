import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lockList } from '#src/api/locks.ts'
import { PageHead } from '#src/ui/PageHead.tsx'

export function LockPage() {
  const { projectId, lockId } = useParams({ from: '/shell/p/$projectId/locks/$lockId' })
  const { data } = useQuery(lockList(projectId))
  const name = data?.get(lockId)?.name ?? 'Lock'
  return <PageHead title={name} documentTitle={name} />
}
