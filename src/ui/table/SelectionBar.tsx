import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './SelectionBar.module.css'

interface SelectionBarProps {
  label: string
  /** How many rows are selected, then in spans what else is to be known of them. */
  status: ReactNode
  onClear: () => void
  /** What can be done with them; the smallest reach last. */
  children: ReactNode
}

/** The bar at the foot of a list while rows of it are selected. */
export function SelectionBar({ label, status, onClear, children }: SelectionBarProps) {
  return (
    <section className={css.bar} aria-label={label}>
      <p role="status">{status}</p>
      <Button variant="subtle" color="gray" onClick={onClear}>
        Clear
      </Button>
      <div className={css.actions}>{children}</div>
    </section>
  )
}
