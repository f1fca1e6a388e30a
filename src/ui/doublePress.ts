/** A press by a pointer, with what the place showed then. `at`: ms, as events tell it. */
export interface Press {
  at: number
  x: number
  y: number
  shown: string
}

/** How quickly the second half of a double press follows (ms), and how near (px). */
const quick = 500
const near = 5

/**
 * Whether a press is the second half of a double one whose first half has already changed what stands there: it was
 * meant for what is gone, and would land on whatever has taken its place.
 */
export const wasMeantForBefore = (before: Press | undefined, press: Press): boolean =>
  before !== undefined &&
  before.shown !== press.shown &&
  press.at - before.at < quick &&
  Math.hypot(press.x - before.x, press.y - before.y) < near
