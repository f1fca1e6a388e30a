import { table } from './figures.mjs'
import { goalRows, navigationRows } from './goals.mjs'

const ms = (value) => (value >= 100 ? String(Math.round(value)) : value.toFixed(1).replace(/\.0$/, ''))
const lines = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
const span = ({ median, min, max }) => `${ms(median)} (${ms(min)}–${ms(max)})`

/** What was measured, as Markdown. A part that was not asked for is left out. */
export function report({
  at,
  commit,
  browser,
  load,
  processors,
  rounds = [],
  serving,
  growth,
  hour,
  stroke,
  form,
  repeated,
}) {
  const parts = [
    `${at.slice(0, 16).replace('T', ' ')} UTC, commit ${commit}, Chromium ${browser}, ${processors} processors, load average ` +
      `${load[0].toFixed(1)} before and ${load[1].toFixed(1)} after (others' work is in the figures too).`,
  ]
  // The one after is the benchmark's own, in the main.
  if (load[0] > processors)
    parts.push('**The machine was busy with other work: times are too long, and their ratios are rough.**')
  if (repeated) parts.push(`${repeated} measurements broke off and were made again.`)
  const goals = goalRows(rounds)
  if (goals.length > 0)
    parts.push(
      `Medians of ${rounds.length} rounds, console and floor in turn, least and greatest in brackets. 4x: processor slowed down four ` +
        'times, and 10 Mbit/s while loading.',
      table(goals),
    )
  const navigation = navigationRows(rounds)
  if (navigation.length > 0)
    parts.push(
      lines(
        ['the console against itself', '100,000 keys', '2,500 keys', 'ratio', 'goal', 'met'],
        navigation.map(({ title, goal, all, some, times }) => [
          title,
          span(all),
          span(some),
          `${times.toFixed(2)} ×`,
          `≤ ${goal.most} ×`,
          times <= goal.most ? 'yes' : 'no',
        ]),
      ),
    )
  if (growth)
    parts.push(
      lines(
        [
          'keys',
          'first rows',
          'all read',
          'worst keystroke',
          'filter',
          'sort',
          'select all',
          'heap + arrays, MB',
        ],
        growth.map((one) => [
          new Intl.NumberFormat('en-GB').format(one.keys),
          ...[one.rows, one.whole, one.keystroke, one.filter, one.sort, one.select].map(ms),
          `${ms(one.heap)} + ${ms(one.arrays)}`,
        ]),
      ),
    )
  if (hour)
    parts.push(
      `An hour on a running job (${hour.at(-1).looks} looks, clocks turned), heap in MB at minute ` +
        `${hour.map(({ minute, heap }) => `${minute}: ${heap.toFixed(1)}`).join(', ')}.`,
    )
  if (stroke)
    parts.push(
      `Stroke in the week grid to the painted preview, 4x: ${span(stroke)} ms, median of ${stroke.strokes} (goal 50).`,
    )
  if (form)
    parts.push(
      lines(
        ['the form: 300 people, 40 doors of 1,000', 'speed', 'ms', 'goal', 'met'],
        form.flatMap(({ slowdown, paste, toggle, keystroke }) => {
          const goal = slowdown === 1 ? 100 : 200
          const row = (title, figure, worst) => [
            title,
            slowdown === 1 ? 'normal' : `${slowdown}x`,
            figure,
            `≤ ${goal}`,
            worst <= goal ? 'yes' : 'no',
          ]
          return [
            row('a door more → preview painted', span(toggle), toggle.median),
            row('paste of 300 numbers → those in sight painted', span(paste), paste.median),
            row('keystroke in the picker → doors painted', span(keystroke), keystroke.max),
          ]
        }),
      ),
    )
  if (serving)
    parts.push(
      `The servers alone need ${ms(serving.mock100)} ms for a page of 100 keys and ${ms(serving.mock2500)} for one of 2,500 (mock), ` +
        `${ms(serving.gateway100)} and ${ms(serving.gateway2500)} with the gateway before it.`,
    )
  return `${parts.join('\n\n')}\n`
}
