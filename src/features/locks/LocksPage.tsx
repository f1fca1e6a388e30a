import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lockList } from '#src/api/locks.ts'
import { paths } from '#src/paths.ts'
import { PageHead } from '#src/ui/PageHead.tsx'

export function LocksPage() {
  const { projectId } = useParams({ from: '/shell/p/$projectId/locks' })
  const { data } = useQuery(lockList(projectId))
  return (
    <>
      <PageHead title="Locks" documentTitle="Locks" />
      <ul>
        {[...(data?.values() ?? [])].map((lock) => (
          <li key={lock.id}>
            <Link {...paths.lock(projectId, lock.id)}>{lock.name ?? lock.id}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}
