/** Distinct texts, numbered as they come; code 0 stands for none. */
export class Dictionary {
  readonly values: (string | undefined)[] = [undefined]
  readonly #codes = new Map<string, number>()

  constructor(first: readonly string[] = []) {
    for (const text of first) this.codeOf(text)
  }

  /** The text's code, given now if it has none yet. */
  codeOf(text: string | null | undefined): number {
    if (!text) return 0
    let code = this.#codes.get(text)
    if (code === undefined) {
      code = this.values.push(text) - 1
      this.#codes.set(text, code)
    }
    return code
  }

  /** The text's code if it has one. */
  find(text: string): number | undefined {
    return this.#codes.get(text)
  }
}
