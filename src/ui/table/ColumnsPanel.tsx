import { Button, Drawer, Popover, SegmentedControl } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import { IconArrowDown, IconArrowUp, IconPin, IconPinFilled } from '../icons.ts'
import { usePageInert } from '../usePageInert.ts'
import {
  isChosen,
  orderColumns,
  showColumn,
  type ColumnChoice,
  type ColumnShape,
  type Density,
} from './columnChoice.ts'
import { canMove, moveColumn, pinColumn } from './columnOrder.ts'
import css from './ColumnsPanel.module.css'

interface NamedColumn extends ColumnShape {
  name: string
}

export interface ColumnsPanelProps {
  columns: readonly NamedColumn[]
  /** Those that are shown; undefined when there is only room for rows of two lines. */
  layout: readonly NamedColumn[] | undefined
  choice: ColumnChoice
  sortedBy: string | undefined
  isNarrow: boolean
  change: (change: (choice: ColumnChoice) => ColumnChoice) => void
  reset: () => void
  onClose: () => void
}

/** Which columns a table shows, in which order, which stay in sight, and how high its rows are. */
export function ColumnsPanel(props: ColumnsPanelProps) {
  const { isNarrow, onClose } = props
  usePageInert(isNarrow)
  if (isNarrow)
    return (
      <Drawer
        opened
        onClose={onClose}
        position="bottom"
        title="Row height"
        classNames={{ content: css.drawer ?? '' }}
        closeButtonProps={{ 'aria-label': 'Close' }}
        returnFocus={false}
      >
        <div className={css.sheet}>
          <p className={css.hint}>
            Here each row is told in two lines. Columns can be chosen where the window is wide enough for
            them.
          </p>
          <Rows {...props} />
          <Foot {...props} />
        </div>
      </Drawer>
    )
  return (
    <Popover
      opened
      onChange={(open) => !open && onClose()}
      position="bottom-end"
      shadow="md"
      width="20.5rem"
      trapFocus
      returnFocus={false}
      // The button says what it opens; its place alone is given by the span.
      withRoles={false}
    >
      <Popover.Target>
        <span className={css.anchor} />
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Columns" className={css.panel}>
        <Columns {...props} />
        <Rows {...props} />
        <Foot {...props} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Columns({ columns, layout, choice, sortedBy, change }: ColumnsPanelProps) {
  const list = useRef<HTMLUListElement>(null)
  const [told, tell] = useState('')
  const [moved, setMoved] = useState<string>()
  const ordered = orderColumns(columns, choice)
  const shown = new Set(layout?.map(({ id }) => id))
  // A row that changes its place in the list takes the focus along.
  useLayoutEffect(() => {
    if (moved === undefined) return
    list.current?.querySelector<HTMLElement>(`[data-move="${moved}"]`)?.focus()
  }, [moved, choice])

  const move = ({ id, name }: NamedColumn, by: -1 | 1) => {
    if (!canMove(columns, choice, id, by)) return
    const next = moveColumn(columns, choice, id, by)
    change(() => next)
    setMoved(`${id} ${by}`)
    tell(`${name} is now column ${orderColumns(columns, next).findIndex((one) => one.id === id) + 1}.`)
  }

  return (
    <>
      <ul ref={list} className={css.list}>
        {ordered.map((column, at) => {
          const { id, name } = column
          const isShown = shown.has(id)
          const isPinned = choice.pinned.includes(id)
          const notes = [
            at === 0 && 'always first',
            at > 0 && !isShown && choice.shown[id] !== false && 'hidden: the window is narrow',
            at > 0 && sortedBy === id && 'sorted by this',
          ].filter(Boolean)
          return (
            <li key={id}>
              <label className={css.name}>
                <input
                  type="checkbox"
                  checked={at === 0 || isShown}
                  disabled={at === 0}
                  onChange={() => change((old) => showColumn(old, id, !isShown))}
                />
                <span>
                  {name}
                  {notes.length > 0 && <span className={css.note}>{notes.join(', ')}</span>}
                </span>
              </label>
              {at > 0 && (
                <span className={css.tools}>
                  <button
                    type="button"
                    aria-pressed={isPinned}
                    aria-label={`Keep ${name} in sight`}
                    title="Keep in sight, beside the first column"
                    onClick={() => change((old) => pinColumn(old, id, !isPinned))}
                  >
                    {isPinned ? <IconPinFilled size={15} aria-hidden /> : <IconPin size={15} aria-hidden />}
                  </button>
                  {([-1, 1] as const).map((by) => (
                    <button
                      key={by}
                      type="button"
                      data-move={`${id} ${by}`}
                      // Not `disabled`, which would lose the focus at the end of the way.
                      aria-disabled={!canMove(columns, choice, id, by)}
                      aria-label={by < 0 ? `Move ${name} up` : `Move ${name} down`}
                      title={by < 0 ? 'Up: to the left in the table' : 'Down: to the right in the table'}
                      onClick={() => move(column, by)}
                    >
                      {by < 0 ? (
                        <IconArrowUp size={15} aria-hidden />
                      ) : (
                        <IconArrowDown size={15} aria-hidden />
                      )}
                    </button>
                  ))}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <p role="status" className="visually-hidden">
        {told}
      </p>
    </>
  )
}

const rowHeights: { value: Density; label: string }[] = [
  { value: 'compact', label: 'Compact' },
  { value: 'normal', label: 'Normal' },
  { value: 'roomy', label: 'Roomy' },
]

const Rows = ({ choice, change, isNarrow }: ColumnsPanelProps) => (
  <div className={css.rows}>
    {!isNarrow && <span aria-hidden>Row height</span>}
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label="Row height"
      data={rowHeights}
      value={choice.density}
      onChange={(density) => change((old) => ({ ...old, density }))}
    />
  </div>
)

const Foot = ({ choice, reset, isNarrow }: ColumnsPanelProps) => (
  <div className={css.foot}>
    <p className={css.hint}>
      {!isNarrow && 'Widths: pull the edge of a heading, or go to it and press the arrow keys. '}
      Kept in this browser.
    </p>
    <Button size="xs" variant="default" flex="none" disabled={!isChosen(choice)} onClick={reset}>
      Reset
    </Button>
  </div>
)
