import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatch, useParams, type LinkProps } from '@tanstack/react-router'
import { useState } from 'react'
import { projectGet } from '#src/api/project.ts'
import { sessionGet } from '#src/api/session.ts'
import { formatNumber } from '#src/domain/time.ts'
import type { Marks } from '#src/features/jobs/JobMarks.tsx'
import { paths } from '#src/paths.ts'
import { IconKey, IconListCheck, IconLock, IconNotebook, IconSelector } from '#src/ui/icons.ts'
import { part, partOf } from '#src/ui/part.tsx'
import { TitleMark } from '#src/ui/titleMark.ts'

const ColorScheme = partOf(() => import('./ColorScheme.tsx').then((m) => m.ColorScheme))
const UnlocMark = partOf(() => import('./UnlocMark.tsx').then((m) => m.UnlocMark))
const ShellAccount = part(() => import('./ShellAccount.tsx').then((m) => m.ShellAccount))
const JobMarks = part(() => import('#src/features/jobs/JobMarks.tsx').then((m) => m.JobMarks))
const JobWatch = part(() => import('#src/features/jobs/JobWatch.tsx').then((m) => m.JobWatch))
const KeyRevokesLeft = part(() =>
  import('#src/features/keys/KeyRevokesLeft.tsx').then((m) => m.KeyRevokesLeft),
)

interface RailLink {
  target: LinkProps
  word: string
  Icon: typeof IconKey
  running?: number
  unread?: number
  isWide?: boolean
}

/** The frame of every screen: a rail on wide screens, a bar at the foot on narrow ones. */
export function Shell() {
  const { projectId = '', jobId } = useParams({ strict: false })
  const project = useQuery(projectGet(projectId))
  const session = useQuery(sessionGet()).data
  const [several, setSeveral] = useState(false)
  const [{ running, unread }, setMarks] = useState<Marks>({ running: 0, unread: 0 })
  const name = project.data?.name ?? 'Unloc'
  const isJobList = useMatch({ from: '/shell/p/$projectId/jobs', shouldThrow: false }) !== undefined
  const links: RailLink[] = [
    { target: paths.locks(projectId), word: 'Locks', Icon: IconLock },
    { target: paths.keys(projectId), word: 'Keys', Icon: IconKey },
    { target: paths.jobs(projectId), word: 'Jobs', Icon: IconListCheck, running, unread },
    // What managers did is for managers. On a narrow screen it is in the menu of the person.
    ...(session?.person?.role === 'manager'
      ? [{ target: paths.logbook(projectId), word: 'Logbook', Icon: IconNotebook, isWide: true }]
      : []),
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
            {several ? (
              <Link {...paths.home()} className="shell-switch" aria-label={`${name}: choose another project`}>
                {name}
                <IconSelector size={14} stroke={1.8} aria-hidden />
              </Link>
            ) : (
              name
            )}
          </span>
          <UnlocMark unloc={session?.unloc} />
        </div>
        <nav className="shell-nav" aria-label="Main">
          {links.map(({ target, word, Icon, running: count, unread: ended, isWide }) => (
            <Link
              key={word}
              {...target}
              className="shell-link"
              data-wide={isWide}
              activeProps={{ 'data-active': true }}
            >
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
          <div className="shell-account">
            <ShellAccount projectId={projectId} onSeveral={setSeveral} />
          </div>
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
