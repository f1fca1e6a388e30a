import css from './RowsSkeleton.module.css'

/** The shape of a list that is on its way. Shown on a first load only. */
export function RowsSkeleton({ label, rows = 12 }: { label: string; rows?: number }) {
  return (
    <div className={css.rows} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={css.row} style={{ opacity: 1 - i / (rows + 2) }} />
      ))}
    </div>
  )
}
