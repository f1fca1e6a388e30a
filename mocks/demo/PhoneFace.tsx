import { IconUser } from '#src/ui/icons.ts'
import css from './Phone.module.css'

/** The first letters of a name, or a person where there is none. */
export function PhoneFace({ name }: { name: string | undefined }) {
  const letters = name
    ?.split(/\s+/)
    .map((word) => Array.from(word)[0] ?? '')
    .filter((_, place, all) => place === 0 || place === all.length - 1)
    .join('')
  return (
    <span className={css.face} aria-hidden>
      {letters ? letters.toUpperCase() : <IconUser size={18} stroke={1.8} />}
    </span>
  )
}
