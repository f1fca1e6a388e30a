/** Twelve hex digits as a number: a map of texts would take twice the room. */
const readId = (id: string): number | undefined =>
  /^[\da-f]{12}$/.test(id) ? Number.parseInt(id, 16) : undefined

/**
 * Finds people of a list that only grows by their opaque ids. Each person is hashed once, and only as far as the list
 * has to be gone through: looking for 10,000 ids that nobody has costs no more than looking for one.
 */
export class PersonPlaces {
  readonly #hash: (e164: string) => string
  readonly #places = new Map<number, number>()
  #upTo = 0

  /** `hash`: the opaque id of a number, as `personHash` has it. */
  constructor(hash: (e164: string) => string) {
    this.#hash = hash
  }

  /** The place of the person in the list, which may have gaps; undefined where nobody there has this id. */
  find(id: string, numbers: readonly (string | undefined)[]): number | undefined {
    const wanted = readId(id)
    if (wanted === undefined) return undefined
    for (; !this.#places.has(wanted) && this.#upTo < numbers.length; this.#upTo++) {
      const number = numbers[this.#upTo]
      const hash = number === undefined ? undefined : readId(this.#hash(number))
      if (hash !== undefined && !this.#places.has(hash)) this.#places.set(hash, this.#upTo)
    }
    return this.#places.get(wanted)
  }
}
