import type { ReactNode } from 'react'
import { IconAlertTriangle, IconInfoCircle } from '../icons.ts'
import css from './feedback.module.css'

/** A line that a person should read before going on. */
export function Notice({
  tone = 'info',
  children,
}: {
  tone?: 'info' | 'warn' | 'error'
  children: ReactNode
}) {
  const Icon = tone === 'info' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={css.notice} data-tone={tone} role={tone === 'error' ? 'alert' : undefined}>
      <Icon size={16} stroke={1.8} aria-hidden />
      <div>{children}</div>
    </div>
  )
}
