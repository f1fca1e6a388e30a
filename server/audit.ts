import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import type { AuditPage, AuditQuery, AuditRow } from '#src/contract/gateway.ts'
import type { z } from '#src/contract/zod.ts'

/** A write that is about to leave. Never a secret: of what the browser sent only what `about` names. */
export type AuditEntry = Pick<AuditRow, 'requestId' | 'person' | 'role' | 'action'> & {
  projectId?: string | undefined
  about?: Record<string, unknown> | undefined
  shown?: number | undefined
}

/** The record of writes: rows are added and read, and there is nothing else that one can do with it. */
export interface Audit {
  /** Writes down that this is about to leave; returns the row's id. @throws Error when it is not safely in the file */
  begin(entry: AuditEntry): number
  /** Writes down what the browser is about to be answered. Once per row. @throws Error as `begin` */
  end(id: number, status: number, outcome?: string): void
  page(query: z.infer<typeof AuditQuery>): AuditPage
  /** SQLite's own look at the whole file: `ok`, or what is wrong. */
  check(): string
  close(): void
}

/** "Unlo" as SQLite's application id, so that a file of something else is not written into. */
const applicationId = 0x556e6c6f
const version = 1

/**
 * A row is two: `sent` before the write leaves, `ended` before the browser is answered. A `sent` without its `ended` is
 * a write of which nobody knows whether it took effect. `found` is the row's text in lower case: SQLite folds ASCII
 * letters alone, and a search by `instr` on it is literal, with nothing to escape.
 */
const tables = ['sent', 'ended'] as const
const schema = `
CREATE TABLE sent (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, requestId TEXT NOT NULL, person TEXT NOT NULL,
  role TEXT NOT NULL, action TEXT NOT NULL, projectId TEXT, about TEXT, shown INTEGER, found TEXT NOT NULL
) STRICT;
CREATE INDEX sentByProject ON sent (projectId, id);
CREATE TABLE ended (
  id INTEGER PRIMARY KEY REFERENCES sent (id), at TEXT NOT NULL, status INTEGER NOT NULL, outcome TEXT,
  found TEXT NOT NULL
) STRICT;
${tables
  .flatMap((table) => [
    `CREATE TRIGGER ${table}NoUpdate BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'rows are never changed'); END;`,
    `CREATE TRIGGER ${table}NoDelete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'rows are never deleted'); END;`,
    // INSERT OR REPLACE takes the old row away without asking the trigger above.
    `CREATE TRIGGER ${table}NoReplace BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM ${table} WHERE id = NEW.id)
     BEGIN SELECT RAISE(ABORT, 'rows are never replaced'); END;`,
  ])
  .join('\n')}
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${version};`

const usualPage = 100
/** A page ends early where its rows are this long together (characters): a create may name thousands of people. */
const pageLength = 1_000_000
/** The API's words are kept to this length. */
const outcomeLength = 500

interface Found {
  id: number
  at: string
  requestId: string
  person: string
  role: string
  action: string
  projectId: string | null
  about: string | null
  shown: number | null
  status: number | null
  outcome: string | null
}

/**
 * Opens the record of writes, or makes it, with its folder, for this user alone. Each row is on the disk when the call
 * returns (`synchronous=FULL`). `now` is epoch ms. `:memory:` keeps it nowhere, for tests.
 * @throws Error in one line for a file that cannot be opened, is damaged, or is of something else
 */
export function openAudit(file: string, now: () => number = Date.now): Audit {
  const db = open(file)
  const insertSent = db.prepare(
    'INSERT INTO sent (at, requestId, person, role, action, projectId, about, shown, found) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertEnded = db.prepare('INSERT INTO ended (id, at, status, outcome, found) VALUES (?, ?, ?, ?, ?)')
  const select = db.prepare(`
    SELECT sent.id, sent.at, requestId, person, role, action, projectId, about, shown, status, outcome
    FROM sent LEFT JOIN ended ON ended.id = sent.id
    WHERE projectId = ? AND sent.id < ? AND (? = '' OR instr(sent.found, ?) > 0 OR instr(ended.found, ?) > 0)
    ORDER BY sent.id DESC LIMIT ?`)

  return {
    begin({ requestId, person, role, action, projectId, about, shown }) {
      const at = new Date(now()).toISOString()
      const text = about && JSON.stringify(about)
      const words = textOf([at, requestId, person, role, action, shown, ...valuesOf(about)])
      const row = [at, requestId, person, role, action, projectId ?? null, text ?? null, shown ?? null, words]
      return Number(insertSent.run(row).lastInsertRowid)
    },
    end(id, status, outcome) {
      const at = new Date(now()).toISOString()
      const said = outcome?.slice(0, outcomeLength) ?? null
      insertEnded.run([id, at, status, said, textOf([status, said])])
    },
    page({ projectId, before = Number.MAX_SAFE_INTEGER, text = '', limit = usualPage }) {
      const sought = text.trim().toLowerCase()
      const rows: AuditRow[] = []
      let length = 0
      const found = select.iterate([projectId, before, sought, sought, sought, limit + 1])
      for (const one of found as Iterable<Found>) {
        length += one.about?.length ?? 0
        if (rows.length === limit || (rows.length > 0 && length > pageLength)) return { rows, more: true }
        rows.push(toRow(one))
      }
      return { rows, more: false }
    },
    check: () =>
      (db.pragma('integrity_check') as { integrity_check: string }[])
        .map((row) => row.integrity_check)
        .join('; '),
    close: () => void db.close(),
  }
}

function open(file: string): Database.Database {
  try {
    if (file !== ':memory:') {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      // SQLite gives its side files the mode of the file itself, which it would make readable for all.
      closeSync(openSync(file, 'a', 0o600))
      chmodSync(file, 0o600)
    }
    const db = new Database(file, { timeout: 5000 })
    const told = (name: string) => Object.values((db.pragma(name) as Record<string, unknown>[])[0] ?? {})[0]
    const [made] = db.prepare('SELECT count(*) AS count FROM sqlite_master').all() as { count: number }[]
    if (made?.count === 0) db.exec(`BEGIN IMMEDIATE; ${schema} COMMIT;`)
    if (told('application_id') !== applicationId) throw new Error('it is a database of something else')
    if (told('user_version') !== version) throw new Error('another version of the console wrote it')
    if (told('quick_check(1)') !== 'ok') throw new Error('it is damaged')
    // Both are asked for and looked at: a file system that cannot share memory keeps the old kind of journal.
    const journal = told('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    if (told('synchronous') !== 2 || !(journal === 'wal' || file === ':memory:'))
      throw new Error('it cannot be kept safely there')
    return db
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/\s+/g, ' ') : String(cause)
    throw new Error(`The record of writes cannot be opened (${file}): ${why}`, { cause })
  }
}

function toRow({ about, ...row }: Found): AuditRow {
  const { id, at, requestId, person, role, action, projectId, shown, status, outcome } = row
  return {
    id,
    at,
    requestId,
    person,
    role,
    action,
    ...(projectId === null ? {} : { projectId }),
    ...(about === null ? {} : { about: JSON.parse(about) as Record<string, unknown> }),
    ...(shown === null ? {} : { shown }),
    ...(status === null ? {} : { status }),
    ...(outcome === null ? {} : { outcome }),
  }
}

/** What a search looks through: each value by itself, so that no text is found across two of them. */
const textOf = (values: unknown[]): string =>
  values
    .filter((value) => value != null)
    .map(String)
    .join('\n')
    .toLowerCase()

const valuesOf = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [value]
