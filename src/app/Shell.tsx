import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatch, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { projectGet } from '#src/api/project.ts'
import { formatNumber } from '#src/domain/time.ts'
import type { Marks } from '#src/features/jobs/JobMarks.tsx'
import { paths } from '#src/paths.ts'
import { IconKey, IconListCheck, IconLock } from '#src/ui/icons.ts'
import { part } from '#src/ui/part.tsx'
import { TitleMark } from '#src/ui/titleMark.ts'
import { ColorScheme } from './ColorScheme.tsx'

const JobMarks = part(() => import('#src/features/jobs/JobMarks.tsx').then((m) => m.JobMarks))
const JobWatch = part(() => import('#src/features/jobs/JobWatch.tsx').then((m) => m.JobWatch))
const KeyRevokesLeft = part(() =>
  import('#src/features/keys/KeyRevokesLeft.tsx').then((m) => m.KeyRevokesLeft),
)

/** The frame of every screen: a rail on wide screens, a bar at the foot on narrow ones. */
export function Shell() {
  const { projectId = '', jobId } = useParams({ strict: false })
  const project = useQuery(projectGet(projectId))
  const [{ running, unread }, setMarks] = useState<Marks>({ running: 0, unread: 0 })
  const isJobList = useMatch({ from: '/shell/p/$projectId/jobs', shouldThrow: false }) !== undefined
  const links = [
    { target: paths.locks(projectId), word: 'Locks', Icon: IconLock },
    { target: paths.keys(projectId), word: 'Keys', Icon: IconKey },
    { target: paths.jobs(projectId), word: 'Jobs', Icon: IconListCheck, running, unread },
  ]
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        Skip to the page
      </a>
      <header className="shell-rail">
        <div className="shell-project">
          <span className="shell-mark" aria-hidden>
            <IconKey size={15} stroke={2.2} />
          </span>
          <span className="shell-name" title={project.data?.name ?? undefined}>
            {project.data?.name ?? 'Unloc'}
          </span>
        </div>
        <nav className="shell-nav" aria-label="Main">
          {links.map(({ target, word, Icon, running: count, unread: ended }) => (
            <Link key={word} {...target} className="shell-link" activeProps={{ 'data-active': true }}>
              <Icon size={18} stroke={1.8} aria-hidden />
              {word}
              {ended ? (
                <span className="shell-unread">
                  <span className="visually-hidden"> {formatNumber(ended)} finished, not looked at yet</span>
                </span>
              ) : null}
              {count ? (
                <span className="shell-count">
                  {count}
                  <span className="visually-hidden"> running</span>
                </span>
              ) : null}
            </Link>
          ))}
        </nav>
        <div className="shell-foot">
          <ColorScheme />
        </div>
      </header>
      {projectId !== '' && (
        <>
          <JobMarks projectId={projectId} onMarks={setMarks} />
          <JobWatch key={projectId} projectId={projectId} jobId={jobId} isList={isJobList} />
        </>
      )}
      <main id="main" className="shell-main" tabIndex={-1}>
        {projectId !== '' && <KeyRevokesLeft projectId={projectId} />}
        <TitleMark value={unread > 0 ? `(${formatNumber(unread)}) ` : ''}>
          <Outlet />
        </TitleMark>
      </main>
    </div>
  )
}
