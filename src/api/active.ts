/**
 * Whether somebody has pressed or typed something since the last request that said so. The gateway keeps a session alive
 * for those who work, and not for a page that was left open and reads by itself.
 */
let isActive = false

/** @param target what hears every press and stroke: the window */
export function watchActivity(target: Pick<Window, 'addEventListener'>): void {
  for (const event of ['pointerdown', 'keydown', 'input'])
    target.addEventListener(event, () => (isActive = true), { capture: true, passive: true })
}

export const hasBeenActive = (): boolean => isActive

/** For a request that is about to leave and will say it. */
export function takeActivity(): boolean {
  const was = isActive
  isActive = false
  return was
}
