export interface Figure {
  median: number
  min: number
  max: number
}
export interface Goal {
  most?: number
  times?: number
}
export function quantile(values: readonly number[], part: number): number
export function summary(values: readonly (number | undefined)[]): Figure | undefined
export function ratio(ours: Figure | undefined, floor: Figure | undefined): number | undefined
export function isMet(goal: Goal, ours: Figure | undefined, floor?: Figure): boolean | undefined
export function table(
  rows: readonly { title: string; goal?: Goal; ours: Figure | undefined; floor?: Figure | undefined }[],
): string
