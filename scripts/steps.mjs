// What `npm test` runs, as data. Runners are started as `node <script>`, without a shell, so that it is the same on
// every system.
import { fileURLToPath } from 'node:url'
import { countPlaywright, countVitest } from './counts.mjs'

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const bin = (path) => inProject(`node_modules/${path}`)
const minute = 60_000

export const vitestReport = inProject('test-results/vitest.json')
export const playwrightReport = inProject('test-results/playwright.json')

const vite = bin('vite/bin/vite.js')
const vitest = bin('vitest/vitest.mjs')

/** Twenty seconds for each zone of the process: once in `npm test`, in three zones with `--long`. */
const oracle = 'src/domain/scheduleOracle.test.ts'

/** The rules of time must not lean on the zone of the machine: half hours, southern summers, changes at midnight. */
const longZones = [
  'America/St_Johns',
  'Pacific/Auckland',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'America/Santiago',
  'UTC',
]

/**
 * A step: `group` is the name for `--only`, `lane` says which steps may run beside each other, `count` reads the
 * report of a runner (a step without one is a check that counts as one).
 */
export const steps = ({ long, rest }) => [
  check('types', 'Types: tsc', [bin('typescript/bin/tsc')]),
  // As long as both others together, so it stands in the lane of the builds, which are short.
  {
    ...check('lint', 'Lint: eslint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']),
    lane: 'builds',
  },
  check('format', 'Format: prettier', [bin('prettier/bin/prettier.cjs'), '--check', '.']),
  // The stories serve the demo from below the root, as a static host does.
  build('Build: demo', [vite, 'build', '--mode', 'demo'], { DEMO_BASE: '/unloc-console/' }),
  build('Build: production', [vite, 'build']),
  build('Build: server', [vite, 'build', '--mode', 'server', '--ssr', 'server/main.ts']),
  {
    group: 'unit',
    title: 'Unit and contract tests: vitest',
    args: [
      vitest,
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${vitestReport}`,
      ...rest,
    ],
    env: { TZ: 'Europe/Oslo' },
    limit: (long ? 30 : 10) * minute,
    report: vitestReport,
    count: countVitest,
  },
  ...(long ? longZones : []).map((zone, i) => ({
    group: 'zones',
    title: `Rules again, on a machine in ${zone}: vitest`,
    args: [
      vitest,
      'run',
      '--reporter=dot',
      ...(i < 2 ? [] : ['--exclude', oracle]),
      'src/domain',
      'src/ui',
      'mocks/engine',
    ],
    env: { TZ: zone },
    limit: 30 * minute,
  })),
  {
    group: 'e2e',
    title: 'Stories in a real browser: playwright',
    args: [
      bin('@playwright/test/cli.js'),
      'test',
      '-c',
      'e2e/playwright.config.ts',
      '--reporter=list,json',
      ...rest,
    ],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    limit: (long ? 60 : 20) * minute,
    report: playwrightReport,
    count: countPlaywright,
    needsBrowser: true,
    needsBuild: true,
  },
]

const check = (group, title, args) => ({ group, title, args, lane: 'checks', limit: 8 * minute })
const build = (title, args, env = {}) => ({
  group: 'build',
  title,
  args,
  env,
  lane: 'builds',
  limit: 3 * minute,
})
