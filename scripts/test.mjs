// `npm test`: everything, and one last line that adds it up. Finds the browser itself and starts every runner as its
// own child, because the browser may need variables that only this process has.
//   --only <group>   types, lint, format, build, unit, zones or e2e (several with commas); e2e builds first
//   --no-build       with --only e2e: take the builds that lie there
//   --long           the whole oracle and more time zones; children see TEST_LONG=1
//   --allow-apt      let the browser finder install Debian's Chromium
// What is left goes to vitest or playwright: `npm run e2e -- -g revoke`.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findBrowser } from './browser.mjs'
import { steps } from './steps.mjs'

const rest = process.argv.slice(2)
const flag = (name) => {
  const at = rest.indexOf(name)
  if (at >= 0) rest.splice(at, 1)
  return at >= 0
}
const long = flag('--long')
const noBuild = flag('--no-build')
const allowApt = flag('--allow-apt')
const onlyAt = rest.indexOf('--only')
const only = onlyAt >= 0 ? rest.splice(onlyAt, 2)[1]?.split(',') : undefined

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const all = steps({ long, rest })
const unknown = only?.filter((group) => !all.some((step) => step.group === group)) ?? []
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}`)
  process.exit(2)
}
const asked = all.filter((step) => !only || only.includes(step.group))
const builds = !noBuild && asked.some((step) => step.needsBuild)
const chosen = all.filter((step) => asked.includes(step) || (builds && step.group === 'build'))

// A log file is read by people and by programs that take the last line: no colours in it.
if (!process.stdout.isTTY) {
  delete process.env.FORCE_COLOR
  process.env.NO_COLOR = '1'
}

const children = new Set()
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
    process.exit(130)
  })

const results = []
let browserProblem
if (chosen.some((step) => step.needsBrowser)) {
  heading('Browser')
  try {
    const { version, source, path } = await findBrowser({ allowApt })
    console.log(`Chromium ${version} from ${source}${path && `: ${path}`}`)
  } catch (problem) {
    browserProblem = problem.message
    console.error(browserProblem)
  }
}

// Two lanes for two cores: the checks take about as long as the builds. The runners have the machine to themselves,
// because their workers use both cores and some tests look at the time they take.
await Promise.all(
  ['checks', 'builds'].map(async (lane) => {
    for (const step of chosen.filter((step) => step.lane === lane)) await runStep(step, 'capture')
  }),
)
for (const step of chosen.filter((step) => !step.lane)) await runStep(step, 'live')
summarise()

async function runStep(step, show) {
  const started = Date.now()
  if (show === 'live') heading(step.title)
  const ended = step.needsBrowser && browserProblem ? { problem: 'no browser' } : await start(step, show)
  const seconds = (Date.now() - started) / 1000
  const result = { title: step.title, seconds, ...judge(step, ended) }
  results.push(result)
  if (show === 'capture') {
    heading(step.title)
    if (result.failed > 0) console.log(ended.output.trim())
    console.log(`${result.failed > 0 ? 'failed' : 'passed'} in ${seconds.toFixed(1)} s`)
  }
  for (const note of result.notes) console.log(`  ! ${note}`)
}

function start(step, show) {
  if (step.report) {
    rmSync(step.report, { force: true })
    mkdirSync('test-results', { recursive: true })
  }
  return new Promise((resolve) => {
    let output = ''
    let overran = false
    const child = spawn(process.execPath, step.args, {
      env: { ...process.env, ...step.env, ...(long ? { TEST_LONG: '1' } : {}) },
      stdio: show === 'live' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    const timer = setTimeout(() => {
      overran = true
      child.kill('SIGTERM')
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
    }, step.limit)
    const done = (problem) => {
      clearTimeout(timer)
      children.delete(child)
      resolve({ output, problem: overran ? `not done within ${step.limit / 60_000} minutes` : problem })
    }
    child.on('error', (error) => done(error.message))
    child.on('close', (code, signal) => done(code === 0 ? undefined : `ended with ${signal ?? code}`))
  })
}

function judge(step, { problem }) {
  if (!step.count) return problem ? failure(problem) : { passed: 1, failed: 0, notes: [] }
  let counted
  try {
    counted = step.count(JSON.parse(readFileSync(step.report, 'utf8')))
  } catch {
    return failure(problem ?? 'the runner left no report')
  }
  // A runner may count only green tests and still have broken, e.g. on an error outside of any test.
  if (problem && counted.failed === 0) return { ...counted, failed: 1, notes: [...counted.notes, problem] }
  if (counted.passed + counted.failed === 0) return failure('no test was run')
  return counted
}

function failure(note) {
  return { passed: 0, failed: 1, notes: [note] }
}

function heading(title) {
  console.log(`\n=== ${title} ===`)
}

function summarise() {
  heading('Sum')
  for (const { title, seconds, passed, failed, notes } of results) {
    console.log(
      `${`${seconds.toFixed(1)} s`.padStart(8)}  ${failed > 0 ? 'FAILED' : 'passed'}  ${title}: ${passed} / ${passed + failed}`,
    )
    if (failed > 0) for (const note of notes) console.log(`${' '.repeat(18)}${note}`)
  }
  const add = (name) => results.reduce((sum, result) => sum + result[name], 0)
  const failed = add('failed')
  const sum = `${add('passed')} passed, ${failed} failed`
  mkdirSync('test-results', { recursive: true })
  writeFileSync('test-results/sum.txt', `${sum}\n`)
  console.log(`\n${sum}`)
  process.exitCode = failed > 0 || results.length === 0 ? 1 : 0
}
