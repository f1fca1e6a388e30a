/** Milliseconds from the start of the job until this vendor confirms a key; Infinity: it never does. */
type Confirmation = (key: { place: number; of: number; chance: number }) => number

const second = 1000

/** The vendors of the demo and their tempers. `place` of `of`: the key's turn among those of its vendor in the job. */
export const vendors = {
  virtual: ({ chance }) => 50 + 450 * chance,
  danalock: ({ chance }) => (2 + 3.5 * chance) * second,
  salto: ({ chance }) => (3 + 5 * chance) * second,
  masterlock: ({ chance }) => (3 + 5 * chance) * second,
  // One key after the other; a large batch is pressed together so that its end stays within a demo's patience.
  'dormakaba-dkey': ({ place, of, chance }) => (10 + place * Math.min(3, 60 / of) + 1.5 * chance) * second,
  parqio: () => Infinity,
} as const satisfies Record<string, Confirmation>

export type VendorName = keyof typeof vendors
export const vendorNames = Object.keys(vendors) as VendorName[]
export const isVendor = (name: unknown): name is VendorName => vendorNames.some((known) => known === name)

export interface VendorSwitch {
  at: number
  vendor: VendorName
  reachable: boolean
}

/**
 * Whether a vendor's lock system could be reached at an instant (epoch ms). Of the switches up to then the last one
 * said counts, so a switch made after the clock was turned back overrules the time that had been.
 */
export function reachableAt(switches: readonly VendorSwitch[], vendor: VendorName, at: number): boolean {
  return switches.findLast((s) => s.vendor === vendor && s.at <= at)?.reachable ?? true
}
