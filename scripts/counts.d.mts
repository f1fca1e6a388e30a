interface Counts {
  passed: number
  failed: number
  notes: string[]
}
export function countVitest(report: object): Counts
export function countPlaywright(report: object): Counts
