// Finds a Chromium for the tests on a machine of which only Node and npm are known. Every step is tried by really
// launching it; the reasons of the steps that failed are collected and printed if none works. Never a silent skip.
// `node scripts/browser.mjs [--allow-apt]` only says what it finds.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/** Launch options for whoever was started with the environment that `findBrowser` left. */
export const launchOptions = () =>
  process.env.CONSOLE_CHROMIUM ? { executablePath: process.env.CONSOLE_CHROMIUM } : {}

/**
 * Finds a browser and leaves its path in `process.env.CONSOLE_CHROMIUM` (empty: Playwright's own). The npm Chromium
 * also needs `LD_LIBRARY_PATH` and `FONTCONFIG_FILE`: start the runners as children of the process that called this.
 * @throws Error with the reason of every step
 */
export async function findBrowser({ allowApt = false } = {}) {
  const explicit = process.env.CONSOLE_CHROMIUM
  if (explicit) {
    // Asked for by name: quietly taking another one would test something else than the person meant.
    const version = await tryLaunch(explicit).catch((problem) => {
      throw new Error(`CONSOLE_CHROMIUM=${explicit} does not start: ${reason(problem)}`)
    })
    return { version, source: 'CONSOLE_CHROMIUM', path: explicit }
  }
  const steps = [
    ["Playwright's cache", playwrightsOwn],
    ['system browser', systemBrowser],
    ['npm package @sparticuz/chromium', npmChromium],
    ['playwright install', playwrightInstall],
    ['apt-get install chromium', () => aptChromium(allowApt)],
  ]
  const reasons = []
  for (const [source, step] of steps) {
    const before = { ...process.env }
    try {
      const { path, version } = await step()
      process.env.CONSOLE_CHROMIUM = path
      return { version, source, path }
    } catch (problem) {
      restoreEnvironment(before)
      reasons.push(`  - ${source}: ${reason(problem)}`)
    }
  }
  throw new Error(
    `No Chromium could be started, and the stories cannot be tested without one. Tried:\n${reasons.join('\n')}\n` +
      'Install Chromium, Chrome or Edge, or set CONSOLE_CHROMIUM to the path of one, or run the tests with --allow-apt ' +
      'as root on Debian or Ubuntu.',
  )
}

async function playwrightsOwn() {
  return { path: '', version: await tryLaunch('') }
}

async function systemBrowser() {
  const found = [
    ...new Set(
      systemPlaces()
        .filter(existsSync)
        .map((path) => realpathSync(path)),
    ),
  ]
  if (found.length === 0) throw new Error('no Chromium, Chrome or Edge on PATH or in the usual places')
  const reasons = []
  for (const path of found) {
    try {
      return { path, version: await tryLaunch(path) }
    } catch (problem) {
      reasons.push(`${path}: ${reason(problem)}`)
    }
  }
  throw new Error(reasons.join('; '))
}

function systemPlaces() {
  const { env, platform } = process
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((app) =>
      ['', env.HOME ?? ''].map((home) => `${home}/Applications/${app}.app/Contents/MacOS/${app}`),
    )
  if (platform === 'win32')
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ])
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
  ]
  return (env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)))
}

async function npmChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('made for linux x64 only')
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  )
  const folder = join(root, '.cache', `chromium-${version}`)
  try {
    return await unpackAndTry(folder)
  } catch {
    // It takes any file that lies there for whole: one that an interrupted run left must go before the second try.
    rmSync(folder, { recursive: true, force: true })
    return await unpackAndTry(folder)
  }
}

async function unpackAndTry(folder) {
  mkdirSync(folder, { recursive: true })
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME } = process.env
  // It unpacks to one fixed name in the temp folder, which any other program could have filled.
  process.env.TMPDIR = folder
  // It brings the libraries that a bare system lacks, but sets them up on import only if it believes to be on AWS.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    const path = await packed.executablePath()
    setEnvironment({ TMPDIR, AWS_LAMBDA_JS_RUNTIME, FONTCONFIG_FILE: writeFontConfig(folder) })
    // Only the path: its `args` switch off web security and run everything in one process.
    return { path, version: await tryLaunch(path) }
  } finally {
    setEnvironment({ TMPDIR, AWS_LAMBDA_JS_RUNTIME })
  }
}

/**
 * It brings fonts too, and a configuration that looks for them in /tmp only. Without any font the browser starts, shows
 * text as nothing, and dies on the first text field.
 */
function writeFontConfig(folder) {
  const file = join(folder, 'fonts.conf')
  const lines = [
    '<?xml version="1.0"?>',
    '<fontconfig>',
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>',
    `<dir>${join(folder, 'fonts')}</dir>`,
    `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
  ]
  writeFileSync(file, lines.join('\n'))
  return file
}

async function playwrightInstall() {
  const cli = join(require.resolve('playwright/package.json'), '../cli.js')
  run(process.execPath, [cli, 'install', 'chromium-headless-shell'], 180_000)
  return playwrightsOwn()
}

async function aptChromium(allowed) {
  if (!allowed) throw new Error('not tried, it changes the system: ask for it with --allow-apt')
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Error('needs root on Debian or Ubuntu')
  run('apt-get', ['update'], 180_000)
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 600_000)
  return systemBrowser()
}

/** Starts the browser, lets it do a little work, and answers its version. An empty path means Playwright's own. */
async function tryLaunch(path) {
  const browser = await chromium.launch({ ...(path ? { executablePath: path } : {}), timeout: 30_000 })
  try {
    const page = await browser.newPage()
    await page.setContent('<h1 style="display: inline">ready</h1><input aria-label="field" />')
    await page.getByRole('textbox').fill('text')
    await page.screenshot()
    const { width = 0 } = (await page.getByRole('heading').boundingBox()) ?? {}
    if (width < 10) throw new Error('it started but has no font to show text with')
    return browser.version()
  } finally {
    await browser.close()
  }
}

function run(command, args, timeout) {
  const { error, status, signal, stderr, stdout } = spawnSync(command, args, { timeout, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0)
    throw new Error(`${command} ended with ${signal ?? status}: ${tellingLine(stderr || stdout)}`)
}

/** The line of a program's output that says what went wrong, as far as a guess can tell. */
const tellingLine = (text) => {
  const lines = text.trim().split('\n')
  return (lines.find((line) => /error|fail/i.test(line)) ?? lines.at(-1) ?? '').trim()
}

const reason = (problem) =>
  problem instanceof Error
    ? problem.message
        .split('\n')
        .map((line) => line.replace(/[╔═╗║╚╝]/g, '').trim())
        .filter(Boolean)
        .slice(0, 3)
        .join(' ')
    : String(problem)

function setEnvironment(variables) {
  for (const [name, value] of Object.entries(variables))
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
}

function restoreEnvironment(before) {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  setEnvironment(before)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { version, source, path } = await findBrowser({ allowApt: process.argv.includes('--allow-apt') })
    console.log(`Chromium ${version} from ${source}${path && ` at ${path}`}`)
  } catch (problem) {
    console.error(problem.message)
    process.exit(1)
  }
}
