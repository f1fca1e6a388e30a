import type { JobProgress } from '#src/domain/job.ts'
import css from './JobBar.module.css'
import { jobLine } from './jobWords.ts'

interface JobBarProps {
  progress: JobProgress
  isFinal: boolean
  /** The name for those who cannot see it. Without one the bar is for the eye alone: the words stand beside it. */
  label?: string
}

/** Made, failed and being made as one bar in three colours. Without a known total it fills with what the job names. */
export function JobBar({ progress, isFinal, label }: JobBarProps) {
  const { requested, created = 0, failed = 0, creating = 0 } = progress
  const total = Math.max(requested ?? 0, created + failed + creating)
  const part = (count: number) => (total === 0 ? 0 : count / total)
  const parts = [
    { name: 'made', from: 0, length: part(created) },
    { name: 'failed', from: part(created), length: part(failed) },
    { name: 'creating', from: part(created + failed), length: part(creating) },
  ]
  const told = requested !== undefined || isFinal
  return (
    <div
      className={css.bar}
      data-idle={(total === 0 && !isFinal) || undefined}
      {...(label === undefined
        ? { 'aria-hidden': true }
        : {
            role: 'progressbar',
            'aria-label': label,
            'aria-valuetext': jobLine(progress),
            ...(told && total > 0
              ? { 'aria-valuemin': 0, 'aria-valuemax': total, 'aria-valuenow': created + failed }
              : {}),
          })}
    >
      {parts.map(({ name, from, length }) => (
        <span
          key={name}
          data-part={name}
          style={{ transform: `translateX(${from * 100}%) scaleX(${length})` }}
        />
      ))}
    </div>
  )
}
