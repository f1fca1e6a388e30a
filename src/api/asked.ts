let last = 0

/**
 * The number of a request for `call`'s `beforeSend`: it rises in the order in which requests leave, which is not the
 * order in which they are answered. Of two answers about one thing the one with the higher number is the newer.
 */
export function askedInTurn(): { beforeSend: () => void; number: () => number } {
  let asked = 0
  return { beforeSend: () => (asked = ++last), number: () => asked }
}
