import { expect, test } from 'vitest'
import { listOf, readKeyCreateSearch } from './keyCreateSearch.ts'
import { emptyForm } from './keyForm.ts'
import { prefill } from './keyPrefill.ts'

test.each<[Record<string, unknown>, object]>([
  [{}, {}],
  [
    { lock: 'a,b', person: '0123456789ab' },
    { lock: 'a,b', person: '0123456789ab' },
  ],
  [{ lock: 'a,,a,b c,<x>' }, { lock: 'a' }],
  [{ person: '+4799887766' }, {}],
  [{ person: '99887766,0123456789ab' }, { person: '0123456789ab' }],
  [{ retry: 'job-1' }, { retry: 'job-1' }],
  [
    { retry: 'job-1', only: '0a1b2c3d', lock: 'a', person: '0123456789ab' },
    { retry: 'job-1', only: '0a1b2c3d' },
  ],
  // A mark that is not read must not widen what is tried again.
  [
    { retry: 'job-1', only: '+4799887766' },
    { retry: 'job-1', only: 'none' },
  ],
  [{ retry: '+4799887766', lock: 'a' }, { lock: 'a' }],
  [{ lock: 7, person: null, other: 'x' }, {}],
])('%j', (raw, read) => {
  expect(readKeyCreateSearch(raw)).toEqual(read)
})

test('the address adds to a draft and repeats nothing of it', () => {
  const kari = { text: '99887766', number: '+4799887766' }
  const draft = { ...emptyForm, people: [kari], lockIds: ['a'], note: 'x' }
  const values = prefill(draft, listOf('a,b'), ['+4799887766', '+4741234567', undefined])
  expect(values).toEqual({
    ...draft,
    lockIds: ['a', 'b'],
    people: [kari, { text: '+4741234567', number: '+4741234567' }],
  })
})
