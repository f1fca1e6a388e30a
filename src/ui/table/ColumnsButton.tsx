import { useRef, useState } from 'react'
import { IconColumns3 } from '../icons.ts'
import { part } from '../part.tsx'
import type { ColumnsPanelProps } from './ColumnsPanel.tsx'
import css from './DataTable.module.css'

const ColumnsPanel = part(() => import('./ColumnsPanel.tsx').then((m) => m.ColumnsPanel))

/** Trouble with it is told when it is wanted, which a pointer that passes by does not say. */
const reach = () => void ColumnsPanel.load().catch(() => undefined)

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
        onPointerEnter={reach}
        onFocus={reach}
        onClick={() => setOpen(true)}
      >
        <IconColumns3 size={16} stroke={1.8} aria-hidden />
      </button>
      {open && (
        <ColumnsPanel
          {...props}
          isWanted
          onClose={() => {
            setOpen(false)
            button.current?.focus()
          }}
        />
      )}
    </>
  )
}
