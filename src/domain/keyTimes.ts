import { readInstant, readPlainInstant } from './time.ts'

/** An instant of each row: a number that compares, from which its text can be made again. */
export class KeyTimes {
  /** Epoch ms; NaN where the text cannot be read, so that every comparison with it is false. */
  at: Float64Array
  /** 1 where the text says no milliseconds. */
  #short: Uint8Array
  /** Texts that do not come back from their milliseconds. */
  readonly #texts = new Map<number, string>()
  readonly #absent: number

  /** `absent`: the number that stands for none. */
  constructor(rows: number, absent: number) {
    this.at = new Float64Array(rows)
    this.#short = new Uint8Array(rows)
    this.#absent = absent
  }

  /** Makes room for so many rows. */
  resize(rows: number) {
    const [at, short] = [this.at, this.#short]
    this.at = new Float64Array(rows)
    this.at.set(at.subarray(0, rows))
    this.#short = new Uint8Array(rows)
    this.#short.set(short.subarray(0, rows))
  }

  /** Keeps a row's text; whether it is another than before. `isNew`: it never had one. */
  put(row: number, text: string | null | undefined, isNew: boolean): boolean {
    const plain = text == null ? undefined : readPlainInstant(text)
    const odd = plain === undefined && text != null ? text : undefined
    const at = plain ?? (text == null ? this.#absent : (readInstant(text) ?? NaN))
    const short = plain !== undefined && text!.length === 20 ? 1 : 0
    if (
      !isNew &&
      Object.is(this.at[row], at) &&
      this.#short[row] === short &&
      (this.#texts.size === 0 ? undefined : this.#texts.get(row)) === odd
    )
      return false
    this.at[row] = at
    this.#short[row] = short
    if (odd !== undefined) this.#texts.set(row, odd)
    else if (this.#texts.size > 0) this.#texts.delete(row)
    return true
  }

  /** The text as it came; undefined where there was none. */
  text(row: number): string | undefined {
    const odd = this.#texts.get(row)
    if (odd !== undefined) return odd
    const at = this.at[row]!
    if (Object.is(at, this.#absent)) return undefined
    const text = new Date(at).toISOString()
    return this.#short[row] === 1 ? `${text.slice(0, 19)}Z` : text
  }
}
