/**
 * What a list shows to somebody who is at its rows while more come: the rows that were drawn, in their places, as far as
 * they still belong. The others wait, wherever among them they belong. The same array as long as none has to leave.
 * @param rows what the list would be now, each row once
 */
export function heldRows(drawn: Uint32Array, rows: Uint32Array): { rows: Uint32Array; waiting: number } {
  let most = 0
  for (let i = 0; i < rows.length; i++) if (rows[i]! > most) most = rows[i]!
  const isIn = new Uint8Array(most + 1)
  for (let i = 0; i < rows.length; i++) isIn[rows[i]!] = 1
  const kept = drawn.every((row) => isIn[row] === 1) ? drawn : drawn.filter((row) => isIn[row] === 1)
  return { rows: kept, waiting: rows.length - kept.length }
}
