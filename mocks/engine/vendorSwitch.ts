import type { Engine } from './engine.ts'
import { invalid } from './refusal.ts'
import { isVendor, reachableAt, vendorNames, type VendorName } from './vendors.ts'

/** Takes a vendor's lock system off the net from `at` on, or brings it back. @throws Refusal 400 for an unknown one */
export function switchVendor(
  engine: Engine,
  { vendor, reachable }: { vendor: string; reachable: boolean },
  at: number,
): void {
  if (!isVendor(vendor))
    throw invalid([{ name: 'vendor', reason: `must be one of ${vendorNames.join(', ')}` }])
  engine.world.switches.push({ at, vendor, reachable })
}

/** The vendors that have a lock here, and whether they can be reached now. */
export function vendorList(engine: Engine): { vendor: VendorName; reachable: boolean }[] {
  const used = new Set(engine.world.locks.map(({ vendor }) => vendor))
  return vendorNames
    .filter((vendor) => used.has(vendor))
    .map((vendor) => ({ vendor, reachable: reachableAt(engine.world.switches, vendor, engine.now()) }))
}
