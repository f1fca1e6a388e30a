import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { keyStore } from '#src/api/keys.ts'
import { lockList } from '#src/api/locks.ts'
import { personNames } from '#src/api/people.ts'
import { personFinder } from './jobPeople.ts'
import { jobSubject } from './jobSubject.ts'
import type { JobToast } from './JobToasts.tsx'
import css from './JobToasts.module.css'

interface JobToastTextProps {
  projectId: string
  toast: JobToast
  onOpen: () => void
}

/** Whom and which doors a press was about, and the way to it. */
export function JobToastText({ projectId, toast, onOpen }: JobToastTextProps) {
  const { records, more, target } = toast
  const { data: locks } = useQuery(lockList(projectId))
  const { data: names } = useQuery(personNames(projectId))
  // Not the keys themselves: a notice must not start a pass over all of them.
  const find = useMemo(
    () => personFinder(projectId, keyStore(projectId).index, names ?? new Map<string, string>()),
    [projectId, names],
  )
  const pairs = records.flatMap((record) => record.pairs)
  const subject = jobSubject(
    new Set(pairs.map(({ personId }) => personId)),
    new Set(pairs.map(({ lockId }) => lockId)),
    { person: (id) => find(id)?.name, lock: (id) => locks?.get(id)?.name ?? undefined },
  )
  return (
    <>
      {subject && <p>{subject}</p>}
      {more && <p>{more}</p>}
      <Link {...target} className={css.link} onClick={onOpen}>
        {records.length === 1 ? 'See the job' : 'See the jobs'}
      </Link>
    </>
  )
}
