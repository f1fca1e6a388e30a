import { useEffect, useState } from 'react'
import { changeChannel } from '../browserState.ts'
import type { PhoneView } from '../engine/phone.ts'
import { ask } from './demoDoor.ts'
import { type Gone, goneBetween, goneMs } from './phoneWords.ts'

/** How often a phone looks by itself. What the demo changes, in any tab, it hears at once. */
const lookMs = 3_000

interface Seen {
  view: PhoneView & { life: number }
  gone: Gone[]
}

/** What a person's phone shows, kept fresh; undefined until the first answer. `gone` is what left since it was opened. */
export function usePhone(personId: string): Seen | undefined {
  const [seen, setSeen] = useState<Seen>()
  useEffect(() => {
    let asked = 0
    let shown = 0
    const look = () => {
      if (document.hidden) return
      const turn = ++asked
      ask<Seen['view']>('phone', { personId }).then(
        (view) => {
          // An answer that was overtaken would bring a key back that was just taken away.
          if (turn < shown) return
          shown = turn
          setSeen((before) => next(before, view))
        },
        // A side door that does not answer has told `demoLost`.
        () => undefined,
      )
    }
    const changes = new BroadcastChannel(changeChannel)
    changes.addEventListener('message', look)
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, lookMs)
    look()
    return () => {
      shown = Infinity
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      changes.close()
    }
  }, [personId])
  return seen
}

function next(before: Seen | undefined, view: Seen['view']): Seen {
  // After a reset the keys are others, and nobody took one back.
  if (before?.view.life !== view.life || !view.person) return { view, gone: [] }
  const news = goneBetween(before.view.keys, view.keys, view.now)
  const here = new Set(view.keys.map(({ id }) => id))
  const still = before.gone.filter(({ id, at }) => !here.has(id) && Math.abs(view.now - at) < goneMs)
  return { view, gone: [...news, ...still].slice(0, 3) }
}
