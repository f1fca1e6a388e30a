import { summary } from './figures.mjs'

// What is told of the rounds, in this order. A goal is the most that is allowed, in the row's own unit, or so many
// times the floor.
const list = [
  ['JS and CSS fetched before the first row, KB brotli', 'bytes', { most: 150 }],
  ['the same as the gateway sent it, KB', 'bytesSent'],
  ['first contentful paint, ms', 'firstContentfulPaint'],
  ['first contentful paint, 4x, ms', 'firstContentfulPaint4x', { times: 1.4 }],
  ['25 rows in the DOM, ms', 'rows'],
  ['25 rows in the DOM, 4x, ms', 'rows4x', { times: 1.5 }],
  ['main thread blocked during load, ms', 'blocked'],
  ['main thread blocked during load, 4x, ms', 'blocked4x', { times: 2.5 }],
  ['first page of keys read by the page → rows painted, ms', 'readToRows', { times: 1.3 }],
  ['the same, 4x, ms', 'readToRows4x'],
  ['last byte of that page → rows painted, ms', 'dataToRows'],
  ['all 100,000 keys read, ms', 'whole'],
  ['work of the main thread until then, ms of processor time', 'reading'],
  ['worst keystroke in the search, ms', 'keystroke', { times: 1.3 }],
  ['the same, 4x, ms', 'keystroke4x'],
  ['work of the main thread for all sixteen, ms of processor time', 'typing'],
  ['state filter, ms', 'filter', { times: 1.2 }],
  ['the same, 4x, ms', 'filter4x'],
  ['clear the filter, ms', 'clear', { times: 1.2 }],
  ['the same, 4x, ms', 'clear4x'],
  ['sort by person, ms', 'sort', { times: 1.2 }],
  ['the same, 4x, ms', 'sort4x'],
  ['sort again, other way round, ms', 'sortAgain', { times: 1.2 }],
  ['select all with the count, ms', 'select', { times: 1.2 }],
  ['the same, 4x, ms', 'select4x'],
  ['worst interaction as the browser notes it, 4x, ms', 'interaction4x', { most: 200 }],
  ['scroll at 8,000 px/s, 95th percentile of frames, ms', 'frameP95', { times: 1.05 }],
  ['scroll, frames over 50 ms', 'framesSlow', { most: 0 }],
  ['scroll, blank frames', 'framesBlank', { most: 0 }],
  ['JS heap with 100,000 keys, MB', 'heap', { most: 35 }],
  ['typed arrays beside the heap, MB', 'arrays'],
]

/** The rows of the table that the rounds have figures for. */
export const goalRows = (rounds) =>
  list.flatMap(([title, name, goal]) => {
    const of = (site) => summary(rounds.map((round) => round[site]?.[name]))
    const [ours, floor] = [of('console'), of('floor')]
    return ours ? [{ title, goal, ours, floor }] : []
  })

/** The console against itself: how much longer the first rows take with 100,000 keys than with 2,500. */
export const navigationRows = (rounds) =>
  [
    ['first rows with 100,000 keys, of the time with 2,500', 'firstPainted', 'rowsOf2500', { most: 1.2 }],
    ['the same, 4x and 10 Mbit/s', 'firstPainted4x', 'rowsOf2500At4x', { most: 1.2 }],
  ].flatMap(([title, many, few, goal]) => {
    const of = (name) => summary(rounds.map(({ console }) => console?.[name]))
    const [all, some] = [of(many), of(few)]
    return all && some ? [{ title, goal, all, some, times: all.median / some.median }] : []
  })
