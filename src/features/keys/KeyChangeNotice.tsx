import { Link } from '@tanstack/react-router'
import { useChanges } from '#src/api/changeRecord.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/feedback/Notice.tsx'
import css from './KeyChange.module.css'
import { counted } from './keyWords.ts'

interface KeyChangeNoticeProps {
  projectId: string
  /** Only a change that this job is part of. */
  jobId?: string
}

/** Says that a change of keys still needs somebody, or goes on, and leads there. */
export function KeyChangeNotice({ projectId, jobId }: KeyChangeNoticeProps) {
  const changes = useChanges(projectId).filter(
    ({ isOver, pairs }) => !isOver && (jobId === undefined || pairs.some(({ job }) => job === jobId)),
  )
  return changes.map(({ batch, pairs }) => (
    <div key={batch} className={css.notice}>
      <Notice tone="warn">
        A change of {counted(pairs.length, 'key')} is not finished.{' '}
        <Link {...paths.keyChange(projectId)} search={{ change: batch }}>
          See how it stands
        </Link>
      </Notice>
    </div>
  ))
}
