import { Switch } from '@mantine/core'
import { useId } from 'react'
import css from './JobTellMe.module.css'
import { useTellMe } from './jobTellMe.ts'

/** The explicit yes to notices of the browser. Nothing is asked before it is pressed. */
export function JobTellMe({ projectId, label }: { projectId: string; label: string }) {
  const { state, turn } = useTellMe(projectId)
  const hint = useId()
  if (state === 'unsupported') return null
  return (
    <div className={css.tellMe}>
      <Switch
        size="xs"
        label={label}
        checked={state === 'on'}
        disabled={state === 'blocked'}
        aria-describedby={hint}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <p id={hint} className={state === 'blocked' ? css.hint : 'visually-hidden'}>
        {state === 'blocked'
          ? 'This browser blocks notices of this site. Allow them in its settings, beside the address.'
          : 'Of jobs that were started in this browser: by a notice of its own, also when you look at something else.'}
      </p>
    </div>
  )
}
