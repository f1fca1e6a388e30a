import { Button, SegmentedControl } from '@mantine/core'
import { memo, useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useWatch } from 'react-hook-form'
import { viewerZone, zoneLabel } from '#src/domain/calendar.ts'
import { IconArrowBackUp, IconArrowForwardUp } from '#src/ui/icons.ts'
import { minutesAhead } from './keyFacts.ts'
import type { KeyForm, KeyFormContext } from './keyForm.ts'
import { placeOf } from './keyFormWords.ts'
import { KeyHours } from './KeyHours.tsx'
import css from './KeyRecurrence.module.css'
import { KeyWeek } from './KeyWeek.tsx'
import { KeyWeekDay } from './KeyWeekDay.tsx'
import { KeyWeekHelp } from './KeyWeekHelp.tsx'
import { undoKey } from './keyWeekKeys.ts'
import { KeyWeekPresets } from './KeyWeekPresets.tsx'
import { useKeyField } from './useKeyField.ts'
import { useKeyWeek } from './useKeyWeek.ts'

interface KeyRecurrenceProps {
  context: KeyFormContext
  /** Epoch ms: the two clocks are compared at this moment. */
  now: number
}

/** Whether the keys open at any time or in weekly hours, and these drawn and in rows: two ways to one value. */
export const KeyRecurrence = memo(function KeyRecurrence({ context, now }: KeyRecurrenceProps) {
  const { value: weekly, set: setWeekly } = useKeyField('weekly')
  return (
    <>
      <SegmentedControl
        aria-label="Opening hours"
        className={css.mode}
        value={weekly ? 'weekly' : 'always'}
        onChange={(value) => setWeekly(value === 'weekly')}
        data={[
          { value: 'always', label: 'At any time' },
          { value: 'weekly', label: 'Weekly hours' },
        ]}
      />
      {weekly && (
        <div role="group" aria-label="Weekly hours">
          <WeeklyHours context={context} now={now} />
        </div>
      )}
    </>
  )
})

function WeeklyHours({ context, now }: KeyRecurrenceProps) {
  const { value: hours, set, error: errors } = useKeyField('hours')
  const lockIds = useWatch<KeyForm, 'lockIds'>({ name: 'lockIds' })
  const editor = useKeyWeek(hours, set)
  const { said, canUndo, canRedo, drawn } = editor
  // What a stroke opens is painted first, in the grid and in the summary; the rows and buttons follow at once.
  const late = useDeferredValue(drawn) !== drawn && drawn !== undefined

  const zones = [...new Set(lockIds.map(context.zoneOf))]
  const zone = zones.length === 1 ? zones[0] : undefined
  const [viewer] = useState(viewerZone)
  const ahead = useMemo(() => (zone === undefined ? 0 : minutesAhead(viewer, zone, now)), [zone, viewer, now])

  return (
    // Keys that undo work wherever one is in the editor; each thing in it that acts is a control of its own.
    <div
      className={css.editor}
      role="presentation"
      onKeyDown={(event) => {
        if (undoKey(event, editor)) event.preventDefault()
      }}
    >
      <KeyWeekPresets hours={hours} onReplace={editor.replace} />
      <div className={css.above}>
        <p id="week-about" className={css.quiet}>
          {zone === undefined ? 'Hours in lock time' : `Hours in lock time, ${zoneLabel(zone)}`}
          {ahead !== 0 && `; on the right yours, ${placeOf(viewer)}, as the clocks stand now`}. The same hours
          stand in rows below.
        </p>
        <Later late={late} className={css.history} onTurn={editor.catchUp}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            disabled={!canUndo}
            onClick={editor.undo}
          >
            Undo
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowForwardUp size={14} aria-hidden />}
            disabled={!canRedo}
            onClick={editor.redo}
          >
            Redo
          </Button>
        </Later>
      </div>
      <KeyWeek editor={editor} ahead={ahead === 0 ? undefined : ahead} />
      <Later late={late} className={css.dock} onTurn={editor.catchUp}>
        <div className={css.said}>
          <p role="status">{said?.text}</p>
          {said?.undo && canUndo && (
            <Button size="compact-sm" variant="subtle" aria-label="Undo this" onClick={editor.undo}>
              Undo
            </Button>
          )}
        </div>
        <KeyWeekDay key={editor.cursor.day} editor={editor} />
      </Later>
      <Later late={late} onTurn={editor.catchUp}>
        <KeyHours hours={hours} errors={errors} onHours={editor.write} />
      </Later>
      <KeyWeekHelp />
    </div>
  )
}

interface LaterProps {
  /** While it is, what stands in it stays as it was. */
  late: boolean
  className?: string | undefined
  /** Somebody turns to it, so that it may not be late any more: a press must act on the hours as they are. */
  onTurn: () => void
  children: ReactNode
}

const Later = memo(
  ({ className, onTurn, children }: LaterProps) => (
    <div
      className={className}
      role="presentation"
      onFocusCapture={onTurn}
      onClickCapture={() => flushSync(onTurn)}
    >
      {children}
    </div>
  ),
  (_, { late }) => late,
)
