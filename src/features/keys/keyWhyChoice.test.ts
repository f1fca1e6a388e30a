import { expect, test } from 'vitest'
import { byName, doorOptions, found, personOption, type WhyOption } from './keyWhyChoice.ts'

const people = [
  { group: 'With a key, now or before', items: [personOption('+4799887766', 'Kåre Østby')] },
  {
    group: 'Without a key',
    items: [personOption('+4791620781', 'Kåre Østby'), personOption('+46701234567', undefined)],
  },
]
const numbers = (typed: string, limit = 60) =>
  found(people, typed, limit).flatMap((group) =>
    ('items' in group ? group.items : [group]).map(({ value }) => value),
  )

test.each([
  ['Kåre', ['+4799887766', '+4791620781']],
  ['kare ostby', ['+4799887766', '+4791620781']],
  ['99887766', ['+4799887766']],
  ['998 87 766', ['+4799887766']],
  ['0047 916', ['+4791620781']],
  ['(+47) 99-88', ['+4799887766']],
  ['+46', ['+46701234567']],
  ['nobody', []],
  ['  ', ['+4799887766', '+4791620781', '+46701234567']],
])('"%s" finds whom a caller means by it', (typed, values) => {
  expect(numbers(typed)).toEqual(values)
})

test('two people of one name are told apart by their numbers, and a limit counts them all', () => {
  const [one, other] = people.map(({ items }) => items[0]!.label)
  expect(one).toBe('Kåre Østby  +47 998 87 766')
  expect(other).toBe('Kåre Østby  +47 916 20 781')
  expect(found(people, '', 2).at(-1)).toMatchObject({
    label: 'And 1 more: type to find them',
    disabled: true,
  })
  expect(numbers('', 2)).toEqual(['+4799887766', '+4791620781', ''])
  expect(found(people, '+46', 60).map((group) => 'group' in group && group.group)).toEqual(['Without a key'])
})

test('those without a name come last, so that names can be read down', () => {
  const some = people.flatMap(({ items }) => items).toReversed()
  expect(some.sort(byName).map(({ value }) => value)).toEqual(['+4791620781', '+4799887766', '+46701234567'])
})

test('two doors of one name are told apart, and a door is found by its address', () => {
  const address = (street: string) => ({ address: { street } })
  const doors = doorOptions([
    { id: 'aaaa-0001', name: 'Kjeller', ...address('Storgata 1') },
    { id: 'aaaa-0002', name: 'Kjeller', ...address('Storgata 2') },
    { id: 'aaaa-0003', name: 'Bod' },
    { id: 'aaaa-0004', name: 'Bod' },
    { id: 'aaaa-0005', name: 'Loft', ...address('Bøgata 3') },
  ])
  expect(doors.map(({ label }) => label)).toEqual([
    'Kjeller, Storgata 1',
    'Kjeller, Storgata 2',
    'Bod (…0003)',
    'Bod (…0004)',
    'Loft',
  ])
  expect((found(doors, 'bogata', 60) as WhyOption[]).map(({ label }) => label)).toEqual(['Loft'])
})
