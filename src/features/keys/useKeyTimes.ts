import { useWatch } from 'react-hook-form'
import type { KeyForm } from './keyForm.ts'
import type { KeyTimes } from './keyPeriod.ts'

/** What the form says of start and end, watched. */
export function useKeyTimes(): KeyTimes {
  const [start, startSide, end, endSide, meaning, lockIds] = useWatch<
    KeyForm,
    ['start', 'startSide', 'end', 'endSide', 'meaning', 'lockIds']
  >({ name: ['start', 'startSide', 'end', 'endSide', 'meaning', 'lockIds'] })
  return { start, startSide, end, endSide, meaning, lockIds }
}
