import type { useKeys } from '#src/api/keys.ts'
import { KeyWhy } from '#src/features/keys/KeyWhy.tsx'
import css from './PersonPage.module.css'

interface PersonWhyProps {
  projectId: string
  /** E.164. */
  number: string
  keys: ReturnType<typeof useKeys>
  now: number
}

/** Whether this person can open a door, and why not. */
export const PersonWhy = (props: PersonWhyProps) => (
  <section className={css.part}>
    <h2>Why can’t they get in?</h2>
    <KeyWhy of="person" {...props} />
  </section>
)
