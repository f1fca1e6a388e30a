/** Hex digits of lower case by their character code. */
const hexDigits = new Int8Array(128).fill(-1)
for (let digit = 0; digit < 16; digit++) hexDigits[digit.toString(16).charCodeAt(0)] = digit
const dash = 45
const isDashAt = (place: number) => place === 8 || place === 13 || place === 18 || place === 23

/** The four words of the id that was looked at last: nothing is allocated for a look. */
const words = new Uint32Array(4)

/** Reads a UUID as the API writes it, in lower case, into `words`; false for every other text, which is kept as it is. */
function readUuid(id: string): boolean {
  if (id.length !== 36) return false
  let word = 0
  let count = 0
  for (let place = 0; place < 36; place++) {
    const code = id.charCodeAt(place)
    if (isDashAt(place)) {
      if (code !== dash) return false
      continue
    }
    const digit = code < 128 ? hexDigits[code]! : -1
    if (digit < 0) return false
    word = (word << 4) | digit
    if (++count % 8 === 0) words[count / 8 - 1] = word
  }
  return true
}

const codes = new Uint8Array(36)

function writeUuid(packed: Uint32Array, at: number): string {
  let digit = 0
  for (let place = 0; place < 36; place++) {
    if (isDashAt(place)) {
      codes[place] = dash
      continue
    }
    const value = (packed[at + (digit >>> 3)]! >>> (28 - 4 * (digit & 7))) & 15
    codes[place] = value < 10 ? 48 + value : 87 + value
    digit++
  }
  // At once, so that the text is no chain of pieces.
  return String.fromCharCode.apply(null, codes as unknown as number[])
}

/**
 * Row numbers by id, and back. A UUID takes 16 bytes and a place in an open table, in the place of a text and an entry of
 * a Map: 2.6 MB for 100,000 of them instead of 13. Other ids stay texts. Rows are never taken out.
 */
export class KeyIds {
  count = 0
  #packed = new Uint32Array(4 * 1024)
  /** Row number + 1, at or behind the place that the words give. */
  #table = new Uint32Array(2048)
  readonly #rowOfText = new Map<string, number>()
  readonly #textOfRow = new Map<number, string>()

  /** The row of an id, or undefined. */
  find(id: string): number | undefined {
    if (!readUuid(id)) return this.#rowOfText.get(id)
    const row = this.#table[this.#place()]!
    return row === 0 ? undefined : row - 1
  }

  /** The row of an id, a new one if it has none yet. */
  add(id: string): number {
    const row = this.count
    if (!readUuid(id)) {
      const known = this.#rowOfText.get(id)
      if (known !== undefined) return known
      this.#rowOfText.set(id, row)
      this.#textOfRow.set(row, id)
    } else {
      const place = this.#place()
      const known = this.#table[place]!
      if (known !== 0) return known - 1
      this.#table[place] = row + 1
      if (row * 4 >= this.#packed.length) this.resize(Math.ceil(row * 1.25) + 1)
      for (let i = 0; i < 4; i++) this.#packed[row * 4 + i] = words[i]!
    }
    this.count++
    if (this.count * 3 > this.#table.length * 2) this.#rehash()
    return row
  }

  at(row: number): string {
    return this.#textOfRow.get(row) ?? writeUuid(this.#packed, row * 4)
  }

  /** The place in the table that holds the id in `words`, or the free one where it belongs. */
  #place(): number {
    const table = this.#table
    const packed = this.#packed
    const a = words[0]!
    const b = words[1]!
    const c = words[2]!
    const d = words[3]!
    // The random parts of a UUID differ by its version, so all of it is mixed.
    let mixed =
      Math.imul(a ^ Math.imul(b, 0x85ebca6b), 0xc2b2ae35) ^
      Math.imul(c ^ Math.imul(d, 0x27d4eb2f), 0x165667b1)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    let place = (mixed ^ (mixed >>> 13)) & (table.length - 1)
    for (; table[place] !== 0; place = (place + 1) & (table.length - 1)) {
      const at = (table[place]! - 1) * 4
      if (packed[at] === a && packed[at + 1] === b && packed[at + 2] === c && packed[at + 3] === d) break
    }
    return place
  }

  /** Makes room for so many rows. */
  resize(rows: number) {
    const old = this.#packed
    this.#packed = new Uint32Array(rows * 4)
    this.#packed.set(old.subarray(0, this.#packed.length))
  }

  #rehash() {
    this.#table = new Uint32Array(this.#table.length * 2)
    for (let row = 0; row < this.count; row++) {
      if (this.#textOfRow.has(row)) continue
      for (let i = 0; i < 4; i++) words[i] = this.#packed[row * 4 + i]!
      this.#table[this.#place()] = row + 1
    }
  }
}
