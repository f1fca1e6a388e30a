/** Work of one owner that waits for a free moment. */
const waiting = new WeakSet<object>()

type Deadline = Pick<IdleDeadline, 'timeRemaining'>
const whenIdle: (work: (deadline: Deadline) => void) => void =
  typeof requestIdleCallback === 'function'
    ? (work) => requestIdleCallback(work)
    : (work) => void setTimeout(() => work({ timeRemaining: () => 0 }), 50)

/**
 * Does work bit by bit while nobody waits for anything: `step` is called until it says that nothing is left. An owner has
 * one such work at a time, so asking again while it goes on changes nothing.
 */
export function onIdle(owner: object, step: () => boolean): void {
  if (waiting.has(owner)) return
  waiting.add(owner)
  const work = (deadline: Deadline) => {
    let isMore: boolean
    do isMore = step()
    while (isMore && deadline.timeRemaining() > 5)
    if (isMore) whenIdle(work)
    else waiting.delete(owner)
  }
  whenIdle(work)
}

/** When the browser has nothing else to do; soon also where it always has. */
export const freeMoment = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 1000 })
    else setTimeout(resolve)
  })

/** Calls at once, but not twice within so many ms (`every`, asked at each call): what comes between is called for at its end. */
export function calmly(listener: () => void, every: () => number): { call: () => void; end: () => void } {
  let last = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = () => {
    clearTimeout(timer)
    timer = undefined
    last = performance.now()
    listener()
  }
  return {
    call() {
      const wait = last + every() - performance.now()
      if (wait <= 0) now()
      else timer ??= setTimeout(now, wait)
    },
    end: () => clearTimeout(timer),
  }
}
