import { notifications, Notifications, type NotificationData } from '@mantine/notifications'
import '@mantine/core/styles/Notification.layer.css'
import '@mantine/notifications/styles.layer.css'
import { useEffect, useRef } from 'react'
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconProgressAlert } from '#src/ui/icons.ts'
import type { paths } from '#src/paths.ts'
import type { JobEndWords } from './jobEndWords.ts'
import type { JobEnd } from './jobTelling.ts'
import { JobToastText } from './JobToastText.tsx'
import css from './JobToasts.module.css'

export interface JobToast extends JobEnd, JobEndWords {
  target: ReturnType<typeof paths.job> | ReturnType<typeof paths.jobs>
}

export interface JobToastsProps {
  projectId: string
  toasts: JobToast[]
  onClose: (id: string) => void
}

const icons = {
  done: IconCircleCheck,
  partly: IconProgressAlert,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
}
const closesAfterMs = 15_000

/** The ends of jobs over the page. What went well leaves by itself; what did not stays until it is closed or looked at. */
export function JobToasts({ projectId, toasts, onClose }: JobToastsProps) {
  const shown = useRef(new Set<string>())
  useEffect(() => {
    const ids = new Set(toasts.map(({ id }) => id))
    for (const id of shown.current) if (!ids.has(id)) notifications.hide(id)
    for (const toast of toasts) {
      const { id, look, title } = toast
      if (shown.current.has(id)) continue
      const Icon = icons[look]
      const notice: NotificationData = {
        id,
        // The shell says it aloud: an alert would break in on what is being read.
        role: 'group',
        'aria-label': title,
        title,
        message: <JobToastText projectId={projectId} toast={toast} onOpen={() => notifications.hide(id)} />,
        icon: <Icon size={18} stroke={1.8} aria-hidden />,
        'data-look': look,
        autoClose: look === 'done' && closesAfterMs,
        // Nothing goes away under the keyboard.
        onFocusCapture: () => notifications.update({ ...notice, id, autoClose: false }),
        closeButtonProps: { 'aria-label': 'Close this notice' },
        onClose: () => onClose(id),
      }
      notifications.show(notice)
    }
    shown.current = ids
  }, [projectId, toasts, onClose])
  return (
    <section className={css.notices} aria-label="Notices">
      <Notifications
        position="bottom-right"
        limit={3}
        containerWidth={380}
        transitionDuration={150}
        notificationMaxHeight="none"
        // Above the bars of the page, below its dialogs.
        zIndex={150}
        withinPortal={false}
        classNames={{ root: css.root, notification: css.toast }}
      />
    </section>
  )
}
