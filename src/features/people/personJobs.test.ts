import { expect, test } from 'vitest'
import type { Job } from '#src/contract/job.ts'
import { doorsText, jobShare, personJobs } from './personJobs.ts'

const anna = 'a1b2c3d4e5f6'
const keys = new Map([
  ['k1', { lockId: 'l1' }],
  ['k2', { lockId: 'l2' }],
  ['k3', { lockId: null }],
])
const job = (id: string, created: string | undefined, lists: Job['resultData'] = {}): Job => ({
  id,
  type: 'createKeys',
  created,
  resultData: lists,
})
const record = (id: string, startedAt: number, ...pairs: [lockId: string, personId: string][]) => ({
  id,
  startedAt,
  pairs: pairs.map(([lockId, personId]) => ({ lockId, personId })),
})
const at = (day: string) => Date.parse(`2026-11-${day}T08:00:00Z`)
const iso = (day: string) => `2026-11-${day}T08:00:00Z`
const short = (...args: Parameters<typeof personJobs>) =>
  personJobs(...args).map((one) => `${one.job.id} ${one.lockIds.join('+')} ${jobShare(one)}`)

test('jobs that name a key of the person, newest first; those of others are left out', () => {
  const jobs = [
    job('old', iso('01'), { createdKeys: [{ id: 'k1' }, { id: 'other' }] }),
    job('others', iso('03'), { createdKeys: ['other'] }),
    { id: 'refresh', type: 'refreshLockConnection', created: iso('04') },
    job('new', iso('05'), {
      creatingKeys: [{ keyId: 'k1' }],
      failedKeys: [{ key: { id: 'k2' }, reason: 'x' }],
    }),
    job('undated', undefined, { failedKeys: [{ id: 'k3' }] }),
  ]
  expect(short(jobs, [], anna, keys)).toEqual([
    'new l1+l2 2 keys, 1 failed',
    'old l1 1 key',
    'undated  1 key failed',
  ])
})

test('jobs that this browser remembers to have asked for the person, also before they name a key', () => {
  const records = [
    record('mine', at('06'), ['l1', anna], ['l2', anna], ['l1', 'bbbbbbbbbbbb']),
    record('theirs', at('07'), ['l1', 'bbbbbbbbbbbb']),
  ]
  const jobs = [job('mine', undefined), job('theirs', iso('07'))]
  expect(short(jobs, records, anna, keys)).toEqual(['mine l1+l2 2 keys'])
  expect(personJobs(jobs, records, anna, keys)[0]?.startedAt).toBe(at('06'))
  // What it names since is not counted twice.
  const named = [job('mine', iso('06'), { createdKeys: ['k1'], failedKeys: ['k1', 7] })]
  expect(short(named, records, anna, keys)).toEqual(['mine l1+l2 2 keys, 1 failed'])
})

test.each([
  [['Hall'], 'Hall'],
  [['Hall', 'Roof', 'Yard'], 'Hall, Roof and Yard'],
  [['Hall', 'Roof', 'Yard', 'Attic'], 'Hall, Roof and 2 more doors'],
])('the doors %j in words', (names, text) => {
  expect(doorsText(names, 'en-GB')).toBe(text)
})
