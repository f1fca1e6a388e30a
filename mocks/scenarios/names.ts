import type { Random } from '../engine/seeded.ts'

// First and last names stay together by origin, as they do on the door bells of a Norwegian housing co-operative.
const origins: { weight: number; first: string[]; last: string[] }[] = [
  {
    weight: 60,
    first: [
      'Anne',
      'Bjørn',
      'Eirik',
      'Frøydis',
      'Gunnar',
      'Håkon',
      'Ingrid',
      'Jørgen',
      'Kari',
      'Lars',
      'Magnus',
      'Nora',
      'Odd',
      'Ragnhild',
      'Siri',
      'Sølvi',
      'Torstein',
      'Unni',
      'Vegard',
      'Åse',
      'Øyvind',
      'Ella',
      'Henrik',
      'Maja',
      'Oskar',
      'Tuva',
    ],
    last: [
      'Aas',
      'Bakken',
      'Berge',
      'Dahl',
      'Eide',
      'Fjeld',
      'Grønli',
      'Hagen',
      'Haugen',
      'Iversen',
      'Kjær',
      'Lunde',
      'Moen',
      'Nygård',
      'Ødegård',
      'Rønning',
      'Sæther',
      'Solberg',
      'Strand',
      'Tangen',
      'Vik',
      'Aasheim',
    ],
  },
  {
    weight: 9,
    first: ['Agnieszka', 'Katarzyna', 'Łukasz', 'Marek', 'Piotr', 'Zofia'],
    last: ['Kowalczyk', 'Nowak', 'Wiśniewski', 'Zieliński'],
  },
  {
    weight: 7,
    first: ['Aisha', 'Bilal', 'Fatima', 'Imran', 'Saima', 'Usman'],
    last: ['Ahmed', 'Hussain', 'Khan', 'Malik'],
  },
  {
    weight: 6,
    first: ['Abdi', 'Amina', 'Hodan', 'Mohamed', 'Sahra'],
    last: ['Abdullahi', 'Ali', 'Hassan', 'Warsame'],
  },
  { weight: 5, first: ['Hương', 'Linh', 'Minh', 'Thảo', 'Tuấn'], last: ['Lê', 'Nguyễn', 'Phạm', 'Trần'] },
  { weight: 4, first: ['Darius', 'Eglė', 'Jonas', 'Rasa'], last: ['Jankauskas', 'Kazlauskas', 'Petrauskas'] },
  { weight: 4, first: ['Dawit', 'Hana', 'Selam', 'Yonas'], last: ['Gebremedhin', 'Haile', 'Tesfay'] },
  {
    weight: 3,
    first: ['Olena', 'Oleksandr', 'Iryna', 'Taras'],
    last: ['Bondarenko', 'Kovalenko', 'Shevchenko'],
  },
  { weight: 2, first: ['Björn', 'Elsa', 'Johan', 'Åsa'], last: ['Lindqvist', 'Sjöberg', 'Öberg'] },
]
const total = origins.reduce((sum, { weight }) => sum + weight, 0)

export interface PersonName {
  firstName: string
  lastName: string
}

/** A name as it might stand beside a door bell there. */
export function personName(random: Random): PersonName {
  let left = random.next() * total
  const origin = origins.find(({ weight }) => (left -= weight) < 0) ?? origins[0]
  return { firstName: random.pick(origin?.first ?? []), lastName: random.pick(origin?.last ?? []) }
}

/** Mobile numbers in shapes that the phone metadata takes for valid; `#` is any digit. Weighted towards Norway. */
const shapes = [
  ...Array<string[]>(10)
    .fill(['+4790######', '+4791######', '+4793######', '+4795######', '+4797######'])
    .flat(),
  ...Array<string[]>(8).fill(['+4740######', '+4741######', '+4746######', '+4748######']).flat(),
  ...['+4670#######', '+4673#######', '+4851#######', '+4860#######', '+4526######'],
  ...['+3706#######', '+35840#######', '+447400######', '+12015550###'],
]

/** A mobile number that nobody in `taken` has; it is added there. */
export function phoneNumber(random: Random, taken: Set<string>): string {
  for (;;) {
    const number = random.pick(shapes).replace(/#/g, () => String(random.int(0, 9)))
    if (taken.has(number)) continue
    taken.add(number)
    return number
  }
}
