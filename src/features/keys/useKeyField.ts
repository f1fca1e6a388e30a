import { useCallback } from 'react'
import { useController, useFormContext, useFormState } from 'react-hook-form'
import type { KeyForm } from './keyForm.ts'

/** Which fields are judged anew when one changes: an end is wrong by its start, a start by the doors' zones. */
const judged: Record<keyof KeyForm, (keyof KeyForm)[]> = {
  people: ['people'],
  typed: ['people'],
  lockIds: ['lockIds', 'start', 'end'],
  start: ['start', 'end'],
  startSide: ['start', 'end'],
  end: ['end'],
  endSide: ['end'],
  meaning: ['start', 'end'],
  weekly: ['hours', 'end'],
  hours: ['hours', 'end'],
  notify: ['notify'],
  note: ['note'],
  asked: [],
  except: [],
}

/** One field of the form: its value, how to set it, and what is wrong with it once a press has shown that. */
export function useKeyField<N extends keyof KeyForm>(name: N) {
  const { control, trigger } = useFormContext<KeyForm>()
  const { field } = useController({ control, name })
  // The controller's own state hears of its very name alone; an error of a row is called `hours.0.to`.
  const { errors, isSubmitted } = useFormState({ control, name })
  const { onChange } = field
  const set = useCallback(
    (value: KeyForm[N]) => {
      onChange(value)
      if (isSubmitted) void trigger(judged[name])
    },
    [onChange, isSubmitted, trigger, name],
  )
  return { value: field.value as KeyForm[N], set, error: errors[name] }
}
