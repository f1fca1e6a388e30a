import { batteryOf } from '#src/domain/lock.ts'
import type { Lock } from '#src/contract/lock.ts'
import { formatAgo } from '#src/domain/time.ts'
import { IconBattery3, IconBattery1 } from '#src/ui/icons.ts'
import css from './LockBattery.module.css'

/** A lock's battery: the vendor's word, whether it asks for action, and how old the word is. Not told is a dash. */
export function LockBattery({ lock, now, age = true }: { lock: Lock; now: number; age?: boolean }) {
  const battery = batteryOf(lock)
  if (!battery) return '–'
  const Icon = battery.low ? IconBattery1 : IconBattery3
  return (
    <span className={css.battery} data-low={battery.low || undefined}>
      <Icon size={16} stroke={1.8} aria-hidden />
      <span>{battery.word}</span>
      {age && (
        <span className={css.age}>
          {battery.at === undefined ? 'age not told' : formatAgo(battery.at, now)}
        </span>
      )}
    </span>
  )
}
