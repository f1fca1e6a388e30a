/**
 * Which element each row of a list is drawn in: by the row's id, the key by which React knows the element. A row that stood
 * there keeps its own, and a new row gets a new one, so that no element becomes another row's under a press.
 */
export class RowSeats {
  #of: ReadonlyMap<string, number> = new Map()
  #next = 0
  #question: unknown

  has(id: string): boolean {
    return this.#of.has(id)
  }

  /** Whether this is another question than the one that the rows answered which stand there; undefined is none. */
  isOther(question: unknown): boolean {
    return question !== undefined && this.#question !== undefined && question !== this.#question
  }

  /**
   * The elements for these rows. `mayTake`: those that stand there are written anew from the first to the last, whosever
   * they were; nothing is made, taken out or moved, which takes half the time.
   */
  give(ids: readonly string[], mayTake: boolean): ReadonlyMap<string, number> {
    const seats = [...this.#of.values()]
    let next = this.#next
    return new Map(ids.map((id, i) => [id, (mayTake ? seats[i] : this.#of.get(id)) ?? next++]))
  }

  /** To be called when the rows stand there. */
  keep(seats: ReadonlyMap<string, number>, question: unknown): void {
    this.#of = seats
    this.#question = question
    this.#next = Math.max(this.#next, ...[...seats.values()].map((seat) => seat + 1))
  }
}
