import { expect, test } from 'vitest'
import { isMet, quantile, ratio, summary, table } from './figures.mjs'

const figure = (median: number) => ({ median, min: median, max: median })

test.each([
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 2, 3], 0.5, 2.5],
  [[10, 20], 0.95, 19.5],
  [[7], 0.95, 7],
  [[], 0.5, NaN],
])('quantile of %j at %d is %d', (values, part, expected) => expect(quantile(values, part)).toBe(expected))

test('a round without the figure is left out, and no round gives none', () => {
  expect(summary([5, undefined, 1, NaN, 3])).toEqual({ median: 3, min: 1, max: 5 })
  expect(summary([undefined])).toBeUndefined()
})

test('no ratio is made up against a floor of nothing', () => {
  expect(ratio(figure(30), figure(20))).toBe(1.5)
  expect(ratio(figure(0), figure(0))).toBe(1)
  expect(ratio(figure(30), figure(0))).toBeUndefined()
  expect(ratio(undefined, figure(20))).toBeUndefined()
})

test.each([
  [{ most: 150 }, 150, undefined, true],
  [{ most: 150 }, 150.1, undefined, false],
  [{ times: 1.2 }, 24, 20, true],
  [{ times: 1.2 }, 25, 20, false],
  [{ times: 1.2 }, 25, 0, undefined],
  [{}, 25, 20, undefined],
])('goal %j with %d against %d: %s', (goal, ours, floor, met) =>
  expect(isMet(goal, figure(ours), floor === undefined ? undefined : figure(floor))).toBe(met),
)

test('the table says absolute figures, ratio, goal and whether it is met', () => {
  expect(
    table([
      {
        title: 'sort',
        goal: { times: 1.2 },
        ours: { median: 30, min: 28.04, max: 130.4 },
        floor: figure(20),
      },
      { title: 'heap', goal: { most: 35 }, ours: figure(34.9) },
      { title: 'not measured', ours: undefined },
    ]),
  ).toBe(`| figure | console | floor | ratio | goal | met |
| --- | --- | --- | --- | --- | --- |
| sort | 30 (28–130) | 20 (20–20) | 1.50 × | ≤ 1.2 × | no |
| heap | 34.9 (34.9–34.9) | – | – | ≤ 35 | yes |
| not measured | – | – | – |  |  |`)
})
