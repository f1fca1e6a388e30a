import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { explain } from '#src/api/explain.ts'
import { projectList } from '#src/api/project.ts'
import { sessionGet } from '#src/api/session.ts'
import { paths } from '#src/paths.ts'
import { Broken } from '#src/ui/feedback/Broken.tsx'
import { Empty } from '#src/ui/feedback/Empty.tsx'
import { IconKey } from '#src/ui/icons.ts'
import { PageHead } from '#src/ui/PageHead.tsx'
import { part } from '#src/ui/part.tsx'
import css from './HomePage.module.css'
import { UnlocMark } from './UnlocMark.tsx'

const ShellAccount = part(() => import('./ShellAccount.tsx').then((m) => m.ShellAccount))

/** Chooses the project. With one project there is nothing to choose. */
export function HomePage() {
  const projects = useQuery(projectList())
  const { data: session } = useQuery(sessionGet())
  const [only, ...more] = projects.data ?? []
  if (only && more.length === 0) return <Navigate {...paths.keys(only.id)} replace />
  return (
    <main className={css.page} aria-busy={projects.isPending}>
      <div className={css.brand}>
        <span className="shell-mark" aria-hidden>
          <IconKey size={15} stroke={2.2} />
        </span>
        Unloc console
        <UnlocMark unloc={session?.unloc} />
        <div className={css.account}>
          <ShellAccount />
        </div>
      </div>
      <PageHead title="Projects" documentTitle="Projects" />
      {projects.isError && <Broken {...explain(projects.error)} onRetry={() => void projects.refetch()} />}
      {projects.data?.length === 0 && (
        <Empty title="No project can be reached with these credentials.">
          New API credentials have no permission. An administrator adds them to a project in Unloc Control
          Center, under API permissions.
        </Empty>
      )}
      <ul className={css.list}>
        {projects.data?.map((project) => (
          <li key={project.id}>
            <Link {...paths.keys(project.id)}>{project.name ?? project.id}</Link>
          </li>
        ))}
      </ul>
    </main>
  )
}
