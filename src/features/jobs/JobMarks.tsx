import { useEffect } from 'react'
import { useJobsUnread } from '#src/api/jobRecord.ts'
import { useJobsRunning } from '#src/api/jobs.ts'

/** What the way to the jobs is marked with. */
export interface Marks {
  running: number
  unread: number
}

/** Tells the frame how many jobs run and how many have ended unseen. It draws nothing: the rows do not wait for it. */
export function JobMarks({ projectId, onMarks }: { projectId: string; onMarks: (marks: Marks) => void }) {
  const running = useJobsRunning(projectId)
  const unread = useJobsUnread(projectId)
  useEffect(() => onMarks({ running, unread }), [running, unread, onMarks])
  return null
}
