import { useSyncExternalStore } from 'react'
import { colorScheme } from '#src/ui/colorScheme.ts'
import { IconDeviceDesktop, IconMoon, IconSun } from '#src/ui/icons.ts'
import css from './ColorScheme.module.css'

const schemes = [
  { value: 'light', word: 'Light', Icon: IconSun },
  { value: 'dark', word: 'Dark', Icon: IconMoon },
  { value: 'auto', word: 'As the system', Icon: IconDeviceDesktop },
] as const

export function ColorScheme() {
  const chosen = useSyncExternalStore(colorScheme.subscribe, colorScheme.chosen)
  return (
    <div role="radiogroup" className={css.choices} aria-label="Colours">
      {schemes.map(({ value, word, Icon }) => (
        <label key={value} className={css.choice} title={word}>
          <input
            type="radio"
            name="colours"
            aria-label={word}
            checked={chosen === value}
            onChange={() => colorScheme.choose(value)}
          />
          <Icon size={15} stroke={1.8} aria-hidden />
        </label>
      ))}
    </div>
  )
}
