import type { ReactNode } from 'react'
import css from './SelectionBar.module.css'

interface SelectionBarProps {
  label: string
  /** How many rows are selected, then in spans what else is to be known of them. */
  status: ReactNode
  /** What can be done with them. */
  children: ReactNode
}

/** The bar at the foot of a list while rows of it are selected. */
export function SelectionBar({ label, status, children }: SelectionBarProps) {
  return (
    <section className={css.bar} aria-label={label}>
      <p role="status">{status}</p>
      <div className={css.actions}>{children}</div>
    </section>
  )
}
