import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// Who may import whom (README, "the house"). One direction, no cycles, no barrels. A line that fails says which file
// imports what, and which row of this table stands against it.

interface Room {
  /** Path prefixes of what is in the room; the first room that fits a file is its room. */
  holds: string[]
  /** Prefixes of our own files that it may import, beside its own. */
  ours: string[]
  /** Packages it may import; `*` for any but those that another row keeps to itself. */
  packages: string[]
}

const rooms: Record<string, Room> = {
  contract: { holds: ['src/contract/'], ours: [], packages: ['zod'] },
  domain: {
    holds: ['src/domain/'],
    ours: ['src/contract/'],
    // Hashing for a person's opaque id, and the phone-number core.
    packages: ['@noble/hashes', 'react-phone-number-input', 'libphonenumber-js'],
  },
  api: {
    holds: ['src/api/'],
    ours: ['src/contract/', 'src/domain/'],
    packages: ['@tanstack/react-query', 'react'],
  },
  ui: { holds: ['src/ui/'], ours: ['src/domain/time.ts'], packages: ['*', 'dayjs'] },
  // keys imports no other feature: it links by paths.
  keys: { holds: ['src/features/keys/'], ours: feature(), packages: ['*'] },
  locks: { holds: ['src/features/locks/'], ours: feature('src/features/keys/'), packages: ['*'] },
  jobs: { holds: ['src/features/jobs/'], ours: feature('src/features/keys/'), packages: ['*'] },
  // A person's page lists the jobs that made their keys, in the jobs' own badge and words.
  people: {
    holds: ['src/features/people/'],
    ours: feature('src/features/keys/', 'src/features/jobs/'),
    packages: ['*'],
  },
  // Who did what: people and locks in the keys' own words.
  logbook: { holds: ['src/features/logbook/'], ours: feature('src/features/keys/'), packages: ['*'] },
  app: { holds: ['src/app/'], ours: feature('src/features/'), packages: ['*'] },
  paths: { holds: ['src/paths.ts', 'src/paths.test.ts'], ours: [], packages: [] },
  // What main takes from the mock it may take only by a dynamic import: see the test below.
  main: {
    holds: ['src/main.tsx'],
    ours: ['src/app/', 'mocks/browser.ts', 'mocks/demo/'],
    packages: ['react-dom', 'temporal-polyfill'],
  },
  'mocks/engine': { holds: ['mocks/engine/'], ours: ['src/contract/', 'src/domain/'], packages: [] },
  'mocks/demo': {
    holds: ['mocks/demo/'],
    ours: ['mocks/', 'src/ui/', 'src/domain/', 'src/contract/', 'src/paths.ts'],
    packages: ['*'],
  },
  mocks: {
    holds: ['mocks/'],
    ours: ['src/contract/', 'src/domain/'],
    packages: ['msw', 'node:', 'temporal-polyfill'],
  },
  server: {
    holds: ['server/'],
    ours: ['src/contract/', 'src/domain/'],
    packages: [
      'hono',
      '@hono/node-server',
      'node:',
      'zod',
      'libsql',
      'openid-client',
      'oauth2-mock-server',
      'pino',
      'undici',
    ],
  },
  e2e: {
    holds: ['e2e/'],
    ours: ['mocks/scenarios/', 'src/paths.ts'],
    packages: ['@playwright/test', '@axe-core/playwright', 'node:', 'oauth2-mock-server'],
  },
}

function feature(...more: string[]): string[] {
  return ['src/ui/', 'src/api/', 'src/domain/', 'src/contract/', 'src/paths.ts', ...more]
}

/** Taken by the rooms that name them, and by no `*`. */
const kept = ['dayjs', 'msw', 'temporal-polyfill', 'zod', 'hono', '@hono/node-server', 'node:', 'vitest']

const root = fileURLToPath(new URL('..', import.meta.url))
interface Import {
  spelled: string
  /** Path from the project's root, or the package. */
  to: string
  ours: boolean
  /** `type`: gone at run time. `onDemand`: by `import(…)`. */
  kind: 'type' | 'value' | 'onDemand'
}

const files = ['src', 'mocks', 'server', 'e2e'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
)
const sources = new Map(
  files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return [file, { text, statements: ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements }]
  }),
)
const imports = new Map(files.map((file) => [file, readImports(file)]))
const importsOf = (file: string) => imports.get(file) ?? []

function readImports(file: string): Import[] {
  const { text = '', statements = [] } = sources.get(file) ?? {}
  const kinds = new Map<string, 'type' | 'value'>()
  for (const one of statements) {
    if (!(ts.isImportDeclaration(one) || ts.isExportDeclaration(one)) || !one.moduleSpecifier) continue
    const spelled = (one.moduleSpecifier as ts.StringLiteral).text
    if (kinds.get(spelled) !== 'value') kinds.set(spelled, isForTypes(one) ? 'type' : 'value')
  }
  const all = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
  return [...new Set(all)].map((spelled) => ({
    spelled,
    to: spelled.startsWith('.') ? join(dirname(file), spelled) : spelled.replace(/^#/, ''),
    ours: /^[.#]/.test(spelled),
    kind: kinds.get(spelled) ?? 'onDemand',
  }))
}

function isForTypes(one: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(one)) return one.isTypeOnly
  const clause = one.importClause
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  if (clause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const roomOf = (file: string) =>
  Object.entries(rooms).find(([, { holds }]) => holds.some((prefix) => file.startsWith(prefix)))
const begins = (path: string, prefixes: string[]) =>
  prefixes.some((prefix) =>
    prefix.endsWith('/') || prefix.endsWith(':') || prefix.endsWith('.ts')
      ? path.startsWith(prefix)
      : path === prefix || path.startsWith(`${prefix}/`),
  )

function mayImport(file: string, { to, ours }: Import): boolean {
  const [, room] = roomOf(file) ?? []
  if (!room) return false
  // A test also takes its tools, and the mock's own door for tests.
  if (isTest(file) && (!ours || to.startsWith('mocks/'))) return true
  if (ours) return begins(to, [...room.holds, ...room.ours])
  return begins(to, room.packages) || (room.packages.includes('*') && !begins(to, kept))
}

describe('the house', () => {
  test('there is something to look at', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(files.flatMap(importsOf).length).toBeGreaterThan(200)
  })

  test('every file is in a room, and imports only what its room may', () => {
    const wrong = files.flatMap((file) => {
      const [name] = roomOf(file) ?? []
      if (name === undefined) return [`${file} is in no room of the house`]
      return importsOf(file)
        .filter((one) => !mayImport(file, one))
        .map((one) => `${file} imports ${one.spelled}: ${name} may not`)
    })
    expect(wrong).toEqual([])
  })

  test('every package that is imported is a dependency of our own', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as Record<'dependencies' | 'devDependencies', Record<string, string>>
    const declared = Object.keys({ ...dependencies, ...devDependencies })
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ to, ours }) => !ours && !to.startsWith('node:') && !begins(to, declared))
        .map(({ spelled }) => `${file} imports ${spelled}: package.json does not name it`),
    )
    expect(wrong).toEqual([])
  })

  test('the mock is imported by main alone, and only on demand', () => {
    const wrong = files
      .filter((file) => file.startsWith('src/') && !isTest(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ to }) => to.startsWith('mocks/'))
          .filter(({ kind }) => file !== 'src/main.tsx' || kind !== 'onDemand')
          .map(({ spelled }) => `${file} imports ${spelled}`),
      )
    expect(wrong).toEqual([])
  })

  test('the first screen does not wait for Mantine', () => {
    const reached = new Set<string>()
    const wrong: string[] = []
    const follow = (file: string) => {
      if (reached.has(file)) return
      reached.add(file)
      for (const { to, ours, kind, spelled } of importsOf(file)) {
        if (kind !== 'value') continue
        if (ours) follow(to)
        else if (to.startsWith('@mantine/'))
          wrong.push(`${file} imports ${spelled}: make it plain, or a part (ui/part.tsx)`)
      }
    }
    follow('src/main.tsx')
    expect(reached.has('src/features/keys/KeysPage.tsx')).toBe(true)
    expect(wrong).toEqual([])
  })

  test('paths are spelled by # across rooms, relative inside, always with the ending', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ ours }) => ours)
        .flatMap(({ spelled, to }) => {
          if (!/\.(tsx?|css|svg|json)$/.test(spelled))
            return [`${file} imports ${spelled} without its ending`]
          const crossing = place(file) !== place(to)
          if (spelled.startsWith('.') && crossing) return [`${file} imports ${spelled}: write it with #`]
          if (spelled.startsWith('#') && !crossing) return [`${file} imports ${spelled}: write it relative`]
          return []
        }),
    )
    expect(wrong).toEqual([])
  })

  test('no barrels', () => {
    const wrong = files.filter((file) => {
      if (/^index\./.test(basename(file))) return true
      const { statements = [] } = sources.get(file) ?? {}
      const passedOn = [...statements]
        .filter(ts.isExportDeclaration)
        .filter((one) => isOurs(one.moduleSpecifier))
      return (
        passedOn.some((one) => !one.exportClause) ||
        (passedOn.length > 0 && passedOn.length === statements.length)
      )
    })
    expect(wrong).toEqual([])
  })

  // A file that needs another's types and hands it a function back is no circle: at run time only one loads the other.
  test('no cycles', () => {
    expect(cycles()).toEqual([])
  })
})

const isOurs = (specifier: ts.Expression | undefined) =>
  specifier !== undefined && /^[.#]/.test((specifier as ts.StringLiteral).text)

/** Where relative paths are at home: the mock is one house with rooms, everything else is as in the table. */
function place(file: string): string {
  if (file.startsWith('mocks/')) return 'mocks'
  return roomOf(file)?.[0] ?? relative('.', dirname(file))
}

/** Every circle of imports once, as `a → b → a`. */
function cycles(): string[] {
  const found = new Set<string>()
  const done = new Set<string>()
  const visit = (file: string, way: string[]): void => {
    const at = way.indexOf(file)
    if (at >= 0) return void found.add([...way.slice(at), file].join(' → '))
    if (done.has(file)) return
    for (const { to, ours, kind } of importsOf(file)) if (ours && kind !== 'type') visit(to, [...way, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return [...found]
}
