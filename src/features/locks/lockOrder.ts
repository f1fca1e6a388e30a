export const lockSortColumns = ['name', 'address', 'vendor', 'zone', 'battery', 'keys'] as const
export type LockSortColumn = (typeof lockSortColumns)[number]
