import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAudit, type Audit, type AuditEntry } from './audit.ts'

let folder: string
let file: string
const open: Audit[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'))
  file = join(folder, 'state', 'audit.db')
})
afterEach(() => {
  for (const one of open.splice(0)) one.close()
  rmSync(folder, { recursive: true })
})
const opened = (path = file, now?: () => number): Audit => {
  const audit = openAudit(path, now)
  open.push(audit)
  return audit
}

const P = 'p-1'
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  requestId: 'r-1',
  person: 'Kari',
  role: 'manager',
  action: 'keyRevoke',
  projectId: P,
  about: { key: 'k-1' },
  ...more,
})
const ids = (audit: Audit, query: Partial<Parameters<Audit['page']>[0]> = {}) =>
  audit.page({ projectId: P, ...query }).rows.map(({ id }) => id)

describe('rows', () => {
  test('one of a write that ended, and one of a write whose end nobody knows', () => {
    let now = Date.parse('2026-11-23T12:00:00Z')
    const audit = opened(file, () => now)
    const first = audit.begin(entry({ action: 'keyRevokeBulk', about: { lock: 'l-1' }, shown: 31 }))
    now += 60_000
    audit.begin(entry({ requestId: 'r-2', shown: undefined }))
    audit.end(first, 200, 'job-1')
    expect(audit.page({ projectId: P })).toEqual({
      more: false,
      rows: [
        {
          id: 2,
          at: '2026-11-23T12:01:00.000Z',
          requestId: 'r-2',
          person: 'Kari',
          role: 'manager',
          action: 'keyRevoke',
          projectId: P,
          about: { key: 'k-1' },
        },
        {
          id: 1,
          at: '2026-11-23T12:00:00.000Z',
          requestId: 'r-1',
          person: 'Kari',
          role: 'manager',
          action: 'keyRevokeBulk',
          projectId: P,
          about: { lock: 'l-1' },
          shown: 31,
          status: 200,
          outcome: 'job-1',
        },
      ],
    })
  })

  test('are there after it was opened again', () => {
    const audit = openAudit(file)
    audit.end(audit.begin(entry()), 204)
    audit.close()
    const again = opened()
    expect(again.page({ projectId: P }).rows).toMatchObject([{ requestId: 'r-1', status: 204 }])
    expect(again.check()).toBe('ok')
  })

  test('are seen in their own project only', () => {
    const audit = opened()
    audit.begin(entry())
    audit.begin(entry({ projectId: 'p-2' }))
    expect(ids(audit)).toEqual([1])
  })

  test('an end is written once', () => {
    const audit = opened()
    const id = audit.begin(entry())
    audit.end(id, 200)
    expect(() => audit.end(id, 500)).toThrow('never')
    expect(audit.page({ projectId: P }).rows).toMatchObject([{ status: 200 }])
  })

  test.each([
    "UPDATE sent SET person = 'x'",
    'UPDATE ended SET status = 200',
    'DELETE FROM sent',
    'DELETE FROM ended',
    "INSERT OR REPLACE INTO sent (id, at, requestId, person, role, action, found) VALUES (1, '', '', 'x', '', '', '')",
    "INSERT OR REPLACE INTO ended (id, at, status, found) VALUES (1, '', 200, '')",
    'UPDATE OR REPLACE sent SET id = 2',
  ])('cannot be changed: %s', (sql) => {
    const audit = opened()
    audit.end(audit.begin(entry()), 502)
    audit.begin(entry())
    const db = new Database(file)
    expect(() => db.exec(sql)).toThrow('rows are never')
    db.close()
    expect(audit.page({ projectId: P }).rows).toMatchObject([{}, { person: 'Kari', status: 502 }])
  })
})

describe('pages', () => {
  test('newest first, each row once, until there are no more', () => {
    const audit = opened(':memory:')
    for (let at = 0; at < 7; at++) audit.begin(entry())
    expect(audit.page({ projectId: P, limit: 3 })).toMatchObject({ more: true })
    expect(ids(audit, { limit: 3 })).toEqual([7, 6, 5])
    expect(ids(audit, { limit: 3, before: 5 })).toEqual([4, 3, 2])
    expect(audit.page({ projectId: P, limit: 3, before: 2 })).toMatchObject({
      rows: [{ id: 1 }],
      more: false,
    })
    expect(audit.page({ projectId: P, limit: 7 })).toMatchObject({ more: false })
  })

  test('end early where the rows are long, and go on from there', () => {
    const audit = opened(':memory:')
    const people = Array.from({ length: 40_000 }, (_, i) => `+4790${String(i).padStart(6, '0')}`)
    for (let at = 0; at < 3; at++) audit.begin(entry({ about: { people } }))
    expect(audit.page({ projectId: P })).toMatchObject({ rows: [{ id: 3 }], more: true })
    expect(ids(audit, { before: 3 })).toEqual([2])
  })
})

describe('search', () => {
  test.each([
    ['kari', [1]],
    ['ÅSE', [2]],
    ['+4799887766', [2]],
    ['887766', [2]],
    ['keycreate', [2]],
    ['door 100%', [3]],
    ['100%', [3]],
    ['1%0', []],
    ['_', [4]],
    ['l_1', [4]],
    ['\\', [5]],
    ["'; DROP TABLE sent; --", []],
    ['job-77', [2]],
    ['409', [1]],
    ['no longer possible', [1]],
    ['  kari ', [1]],
    ['people', []],
    ['nobody', []],
    ['', [5, 4, 3, 2, 1]],
  ])('%j', (text, expected) => {
    const audit = opened(':memory:', () => 0)
    audit.end(audit.begin(entry()), 409, 'This is no longer possible')
    const created = entry({ person: 'Åse', action: 'keyCreate', about: { people: ['+4799887766'] } })
    audit.end(audit.begin(created), 202, 'job-77')
    audit.begin(entry({ person: 'Per', about: { lock: 'Door 100%' } }))
    audit.begin(entry({ person: 'Per', about: { lock: 'l_1' } }))
    audit.begin(entry({ person: 'Per', about: { lock: 'a\\b' } }))
    expect(ids(audit, { text })).toEqual(expected)
  })

  test('through 100,000 rows', () => {
    const audit = opened(':memory:')
    for (let at = 0; at < 100_000; at++) audit.begin(entry({ requestId: `r-${at}` }))
    const before = performance.now()
    expect(ids(audit, { text: 'r-7' }).length).toBe(100)
    expect(ids(audit, { text: 'r-77777' })).toEqual([77_778])
    expect(ids(audit, { text: 'of nobody' })).toEqual([])
    console.log(
      `Record of writes: 3 searches through 100,000 rows in ${Math.round(performance.now() - before)} ms`,
    )
  })
})

describe('the file', () => {
  test('is for this user alone, with all that lies beside it', () => {
    opened().begin(entry())
    const mode = (path: string) => statSync(path).mode & 0o777
    expect(mode(join(folder, 'state'))).toBe(0o700)
    for (const ending of ['', '-wal', '-shm']) expect(mode(file + ending)).toBe(0o600)
  })

  test('is made so again where somebody had opened it up', () => {
    writeFileSync(join(folder, 'wide.db'), '', { mode: 0o644 })
    opened(join(folder, 'wide.db'))
    expect(statSync(join(folder, 'wide.db')).mode & 0o777).toBe(0o600)
  })

  test('of no database, of something else, damaged, or no file at all: one line each', () => {
    const wrong = (path: string) => {
      try {
        opened(path)
        return 'opened'
      } catch (cause) {
        return (cause as Error).message
      }
    }
    const text = join(folder, 'text.db')
    writeFileSync(text, 'not a database '.repeat(100))
    const other = join(folder, 'other.db')
    const db = new Database(other)
    db.exec('CREATE TABLE people (name TEXT)')
    db.close()
    const damaged = join(folder, 'damaged.db')
    const audit = openAudit(damaged)
    for (let at = 0; at < 200; at++) audit.begin(entry())
    audit.close()
    const whole = new Database(damaged)
    whole.pragma('wal_checkpoint(TRUNCATE)')
    whole.close()
    const size = statSync(damaged).size
    writeFileSync(damaged, Buffer.alloc(size - 8192, 7), { flag: 'r+' })
    for (const path of [text, other, damaged, folder]) {
      expect(wrong(path)).toContain(path)
      expect(wrong(path)).toMatch(/^The record of writes cannot be opened \(.*\): .+$/)
    }
    expect(wrong(other)).toContain('something else')
  })
})
