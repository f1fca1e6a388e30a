import type { ComponentProps } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { formatInstant, formatNumber } from '#src/domain/time.ts'
import { ListCount } from './ListCount.tsx'
import { ListTrouble } from './ListTrouble.tsx'

// The words of every list's states. That the lists use them, e2e/*States.e2e.ts shows.

const text = (markup: string) => markup.replace(/<[^>]*>/g, '')
const noun = ['door', 'doors'] as const
/** As this machine's locale writes it. */
const many = formatNumber(1200)
const asOf = Date.parse('2026-11-18T09:00:00Z')
const then = formatInstant(asOf, undefined, undefined, 'short')

test.each<[state: string, of: Omit<ComponentProps<typeof ListCount>, 'noun' | 'shown'>, words: string]>([
  ['loading', { size: 0, complete: false, loading: true }, 'loading'],
  ['empty', { size: 0, complete: true, loading: false }, '0 doors'],
  ['whole', { size: 1, complete: true, loading: false }, '1 door'],
  ['whole, and read again', { size: 1200, complete: true, loading: true }, `${many} doors`],
  ['partial, and more is coming', { size: 1200, complete: false, loading: true }, `${many} so far, loading`],
  ['partial, and nothing comes', { size: 12, complete: false, loading: false }, '12 so far, incomplete'],
  ['broken before anything came', { size: 0, complete: false, loading: false }, '–'],
  ['more to say', { size: 3, complete: true, loading: false, more: ', 1 open' }, '3 doors, 1 open'],
])('the count of a list that is %s', (_, of, words) => {
  expect(text(renderToStaticMarkup(<ListCount {...of} noun={noun} shown={undefined} />))).toBe(words)
})

test('a filter’s count never calls a part the whole', () => {
  const count = (complete: boolean) =>
    text(
      renderToStaticMarkup(<ListCount size={60} shown={0} complete={complete} loading={false} noun={noun} />),
    )
  expect(count(true)).toBe('0 of 60 doors')
  expect(count(false)).toBe('0 of 60 so far, incomplete')
})

test.each<[what: string, size: number, asOf: number | undefined, ends: string]>([
  ['nothing came: nothing is claimed', 0, undefined, 'Technical detailslist · 500Try again'],
  ['one came', 1, undefined, 'Only the one door that arrived is listed. There may be more.'],
  ['a part came', 1200, undefined, `Only the ${many} doors that arrived are listed. There may be more.`],
  ['it was whole once', 60, asOf, `What is listed is as of ${then}.`],
  ['it was whole once, and empty', 0, asOf, `What is listed is as of ${then}.`],
])('a list that could not be read: %s', (_, size, asOf, ends) => {
  const trouble = { title: 'It broke.', advice: 'Wait.', words: 'Busy', technical: 'list · 500' }
  const list = <ListTrouble trouble={trouble} onRetry={() => {}} size={size} asOf={asOf} noun={noun} />
  const said = text(renderToStaticMarkup(list))
  expect(said.startsWith('It broke.Wait.Unloc said: Busy')).toBe(true)
  expect(said.slice(-ends.length)).toBe(ends)
})
