import { useState, type KeyboardEvent } from 'react'

/**
 * A row of removable things as one stop of the Tab key: the arrow keys go on from there, Delete removes. Two hundred
 * chips must not stand between a keyboard and the next field. The field itself has the id `prefix`; it gets the focus
 * when the last thing is gone.
 */
export function useRoving(prefix: string, count: number, onRemove: (place: number) => void) {
  const [current, setCurrent] = useState(0)
  const stop = Math.min(current, count - 1)
  const focus = (id: string) => document.getElementById(id)?.focus()
  const remove = (place: number) => {
    onRemove(place)
    const next = count > 1 ? `${prefix}-${Math.min(place, count - 2)}` : prefix
    // Once the row is drawn without it.
    requestAnimationFrame(() => focus(next))
  }
  return {
    remove,
    /** For the button that removes the thing at a place. */
    button: (place: number) => ({
      id: `${prefix}-${place}`,
      tabIndex: place === stop ? 0 : -1,
      onFocus: () => setCurrent(place),
      onKeyDown: (event: KeyboardEvent) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
        if (event.key === 'Delete' || event.key === 'Backspace') remove(place)
        else if (step) focus(`${prefix}-${place + step}`)
        else return
        event.preventDefault()
      },
    }),
  }
}
