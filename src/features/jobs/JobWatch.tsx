import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react'
import { useJobRecords } from '#src/api/jobRecord.ts'
import { jobGet, jobListBeside } from '#src/api/jobs.ts'
import { useShared } from '#src/api/tabs.ts'
import { useVisible } from '#src/api/visible.ts'
import { isFinal } from '#src/domain/job.ts'
import { paths } from '#src/paths.ts'
import type { JobToast, JobToastsProps } from './JobToasts.tsx'
import { jobSeen } from './jobSeen.ts'
import { notifyOutside } from './jobTellMe.ts'

interface JobWatchProps {
  projectId: string
  /** The job whose page this is. */
  jobId: string | undefined
  /** The page is the list of jobs. */
  isList: boolean
}

// Where the code cannot be had, the end still stands in the title and at Jobs.
const JobToasts = lazy<ComponentType<JobToastsProps>>(() =>
  import('./JobToasts.tsx').then(
    ({ JobToasts }) => ({ default: JobToasts }),
    () => ({ default: () => null }),
  ),
)

/** Learns of the end of jobs that were started in this browser, wherever the person is, and tells it once. */
export function JobWatch({ projectId, jobId, isList }: JobWatchProps) {
  const { data: list } = useQuery(jobListBeside(projectId))
  // The page of a job may know its end before the list does.
  const { data: look } = useQuery({ ...jobGet(projectId, jobId ?? ''), enabled: false })
  const records = useJobRecords(projectId)
  const visible = useVisible()
  const navigate = useNavigate()
  const [toasts, setToasts] = useState<JobToast[]>([])
  const [said, setSaid] = useState('')
  useShared(visible ? jobSeen.project(projectId) : undefined)
  useShared(visible && jobId !== undefined ? jobSeen.job(projectId, jobId) : undefined)
  useShared(visible && isList ? jobSeen.list(projectId) : undefined)

  const isOpen = records.some(({ told, unread }) => !told || unread)
  useEffect(() => {
    if (!isOpen) return
    const { jobs = [], ...rest } = list ?? { gone: [], complete: false, asOf: 0 }
    const over = look && isFinal(look.job) ? [look.job] : []
    const known = [...jobs.filter(({ id }) => !over.some((job) => job.id === id)), ...over]
    const tell = async () => {
      const { takeEnds } = await import('./jobTelling.ts')
      const { ends, hidden } = await takeEnds(projectId, { ...rest, jobs: known })
      if (ends.length === 0) return
      const { jobEndWords } = await import('./jobEndWords.ts')
      for (const end of ends) {
        const [only] = end.records
        const target =
          only && end.records.length === 1 ? paths.job(projectId, only.id) : paths.jobs(projectId)
        const words = jobEndWords(end)
        if (hidden)
          notifyOutside(projectId, {
            text: words.notice,
            mark: end.id,
            onOpen: () => void navigate(target),
          })
        else {
          setToasts((before) => [...before, { ...end, ...words, target }])
          setSaid(words.title)
        }
      }
    }
    // The code could not be loaded, or locks are refused: the page lives on without a notice.
    tell().catch(() => undefined)
  }, [projectId, list, look, records, isOpen, visible, jobId, isList, navigate])

  const unread = new Set(records.flatMap((record) => (record.unread ? [record.id] : [])))
  // Who has looked at a job since needs no notice of it.
  const shown = toasts.filter((toast) => !toast.unread || toast.records.some(({ id }) => unread.has(id)))
  return (
    <>
      <div aria-live="polite" className="visually-hidden">
        {shown.length > 0 && said}
      </div>
      {toasts.length > 0 && (
        <Suspense>
          <JobToasts
            projectId={projectId}
            toasts={shown}
            onClose={(id) => setToasts((before) => before.filter((toast) => toast.id !== id))}
          />
        </Suspense>
      )}
    </>
  )
}
