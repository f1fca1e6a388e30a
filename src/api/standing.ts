/**
 * Where this tab stands with the gateway, as its answers tell: `asking` nothing was answered yet · `in` · `out` nobody
 * has been signed in since the page was loaded · `ended` while somebody worked here · `left` on the way out, when
 * nothing may be drawn or kept any more.
 */
export type Standing = 'asking' | 'in' | 'out' | 'ended' | 'left'

let now: Standing = 'asking'
let turn = 0
const listeners = new Set<() => void>()

function go(to: Standing): void {
  // Out of `left` leads only a page that is loaded anew.
  if (to === now || now === 'left') return
  now = to
  if (to !== 'in') turn++
  for (const listener of listeners) listener()
}

export const standing = {
  get: (): Standing => now,
  /** Rises whenever the doors are shut: an answer to a request of an earlier turn tells nothing of this one. */
  turn: (): number => turn,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  letIn: (): void => go('in'),
  /** The gateway knows nobody here, in answer to a request of that turn. */
  shutOut: (askedIn: number): void => {
    if (askedIn === turn) go(now === 'asking' || now === 'out' ? 'out' : 'ended')
  },
  leave: (): void => go('left'),
}

/** Learns from an answer's status, in any order of answers. */
export function noteStatus(status: number, askedIn: number): void {
  if (status === 401) standing.shutOut(askedIn)
  else if (status < 300 && now === 'asking') standing.letIn()
}
