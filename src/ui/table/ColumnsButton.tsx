import { lazy, Suspense, useRef, useState } from 'react'
import { IconColumns3 } from '../icons.ts'
import type { ColumnsPanelProps } from './ColumnsPanel.tsx'
import css from './DataTable.module.css'

const load = () => import('./ColumnsPanel.tsx')
const ColumnsPanel = lazy(() => load().then((m) => ({ default: m.ColumnsPanel })))

/** Opens the choice of columns; its code comes when somebody reaches for it. */
export function ColumnsButton(props: Omit<ColumnsPanelProps, 'onClose'>) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const name = props.isNarrow ? 'Row height' : 'Columns'
  return (
    <>
      <button
        ref={button}
        type="button"
        className={css.choose}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={name}
        title={name}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
      >
        <IconColumns3 size={16} stroke={1.8} aria-hidden />
      </button>
      {open && (
        <Suspense>
          <ColumnsPanel
            {...props}
            onClose={() => {
              setOpen(false)
              button.current?.focus()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
