/** The value below which a part of the values lies, between neighbours by their distance. `part` 0.5: the median. */
export function quantile(values, part) {
  if (values.length === 0) return NaN
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * part
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below + (above - below) * (place - Math.floor(place))
}

/** Median, least and greatest of a figure over the rounds; undefined when no round has it. */
export function summary(values) {
  const known = values.filter(Number.isFinite)
  if (known.length === 0) return undefined
  return { median: quantile(known, 0.5), min: Math.min(...known), max: Math.max(...known) }
}

/** Console against floor, of the medians. Of nothing against nothing it is 1; against a floor of nothing there is none. */
export function ratio(ours, floor) {
  if (!ours || !floor) return undefined
  if (floor.median === 0) return ours.median === 0 ? 1 : undefined
  return ours.median / floor.median
}

/** Whether a goal is met: the largest ratio, or the largest value in the figure's own unit. Undefined: cannot be told. */
export function isMet({ most, times }, ours, floor) {
  if (!ours) return undefined
  if (most !== undefined) return ours.median <= most
  const r = ratio(ours, floor)
  return times === undefined || r === undefined ? undefined : r <= times
}

const round = (value) => (value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10))
const cell = (figure) =>
  figure ? `${round(figure.median)} (${round(figure.min)}–${round(figure.max)})` : '–'

/** Rows of `[title, goal, ours, floor]` as a Markdown table. Absolute figures always stand beside the ratio. */
export function table(rows) {
  const lines = rows.map(({ title, goal, ours, floor }) => {
    const r = ratio(ours, floor)
    const met = isMet(goal ?? {}, ours, floor)
    return [
      title,
      cell(ours),
      cell(floor),
      r === undefined ? '–' : `${r.toFixed(2)} ×`,
      goal?.most !== undefined ? `≤ ${goal.most}` : goal?.times !== undefined ? `≤ ${goal.times} ×` : '',
      met === undefined ? '' : met ? 'yes' : 'no',
    ]
  })
  const head = ['figure', 'console', 'floor', 'ratio', 'goal', 'met']
  return [head, head.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n')
}
