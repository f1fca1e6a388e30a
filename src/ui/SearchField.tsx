import css from './field.module.css'
import { IconSearch } from './icons.ts'

interface SearchFieldProps {
  label: string
  placeholder: string
  value: string
  onChange: (value: string) => void
  className?: string | undefined
}

/** The field at the head of a list. */
export function SearchField({ label, placeholder, value, onChange, className = '' }: SearchFieldProps) {
  return (
    <div className={`${css.field} ${className}`}>
      <IconSearch size={16} stroke={1.8} aria-hidden />
      <input
        type="search"
        className={css.input}
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  )
}
