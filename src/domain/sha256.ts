// Fractions of the roots of the first primes, as FIPS 180-4 (4.2.2, 5.3.3) takes them. A double holds 53 bits, of which
// 35 are needed.
const primes: number[] = []
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
const fraction = (root: number) => ((root % 1) * 2 ** 32) | 0
const constants = Int32Array.from(primes, (prime) => fraction(prime ** (1 / 3)))
const initial = Int32Array.from(primes.slice(0, 8), (prime) => fraction(prime ** 0.5))

const state = new Int32Array(8)
const at = (i: number) => state[i] ?? 0
const encoder = new TextEncoder()
const words = new Int32Array(64)
const word = (i: number) => words[i] ?? 0
const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by))

/**
 * SHA-256 of a text as UTF-8, in hex. For opaque ids: the browser's own is asynchronous, and a library's a good part of
 * what the first screen weighs. Nothing secret may go through it.
 */
export function sha256(text: string): string {
  const bytes = encoder.encode(text)
  const size = Math.ceil((bytes.length + 9) / 64) * 64
  const padded = new Uint8Array(size)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(size - 4, bytes.length * 8)
  state.set(initial)
  for (let block = 0; block < size; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(block + i * 4)
    for (let i = 16; i < 64; i++) {
      const [x, y] = [word(i - 15), word(i - 2)]
      const first = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)
      const second = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10)
      words[i] = word(i - 16) + first + word(i - 7) + second
    }
    let [a, b, c, d] = [at(0), at(1), at(2), at(3)]
    let [e, f, g, h] = [at(4), at(5), at(6), at(7)]
    for (let i = 0; i < 64; i++) {
      const choice = (e & f) ^ (~e & g)
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (constants[i] ?? 0) + word(i)) | 0
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
      h = g
      g = f
      f = e
      e = (d + one) | 0
      d = c
      c = b
      b = a
      a = (one + two) | 0
    }
    const sums = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i++) state[i] = at(i) + (sums[i] ?? 0)
  }
  let hex = ''
  for (let i = 0; i < 8; i++) hex += (at(i) >>> 0).toString(16).padStart(8, '0')
  return hex
}
