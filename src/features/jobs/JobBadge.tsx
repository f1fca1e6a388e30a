import type { Job } from '#src/contract/job.ts'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconHelpCircle,
  IconLoader2,
  IconProgressAlert,
} from '#src/ui/icons.ts'
import css from './JobBadge.module.css'
import { jobStanding } from './jobWords.ts'

const icons = {
  waiting: IconClock,
  running: IconLoader2,
  done: IconCircleCheck,
  partly: IconProgressAlert,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
}

/** Where a job stands as icon, word and colour. A status that is not known is shown as the API sent it. */
export function JobBadge({ job }: { job: Job }) {
  const { word, look } = jobStanding(job)
  const Icon = icons[look]
  return (
    <span className={css.badge} data-look={look}>
      <Icon size={15} stroke={1.9} aria-hidden />
      {word}
    </span>
  )
}
