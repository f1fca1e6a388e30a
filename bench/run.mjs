// `npm run bench`: how quick the console is with 100,000 keys, beside a hand-written floor, in real Chromium.
//   -- --only load,interact,scroll,heap,growth,hour,stroke,form   some parts
//   -- --rounds 3                                            other than five
//   -- --no-build                                            what was built last (never for figures that are told)
//   -- --readme                                              the table goes into the README too
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { format } from 'prettier'
import { findBrowser } from '../scripts/browser.mjs'
import { form } from './form.mjs'
import { growth } from './growth.mjs'
import { hour } from './hour.mjs'
import { buildAll, openHouse } from './house.mjs'
import { report } from './report.mjs'
import { measure } from './round.mjs'
import { serving } from './serving.mjs'
import { stroke } from './stroke.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const parts = ['load', 'interact', 'scroll', 'heap', 'growth', 'hour', 'stroke', 'form']
const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    'no-build': { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
})
const chosen = asked.only?.split(',') ?? parts
const stray = chosen.filter((part) => !parts.includes(part))
if (stray.length > 0) throw new Error(`${stray.join(', ')}: the parts are ${parts.join(', ')}`)
const wanted = (...names) => names.some((name) => chosen.includes(name))

const { path, version } = await findBrowser({})
if (!asked['no-build']) await buildAll()
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim()
const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? ' with changes' : ''}`
const load = [loadavg()[0]]
const told = { at: new Date().toISOString(), commit, browser: version, processors: cpus().length, load }

const house = openHouse()
const browser = await chromium.launch({
  ...(path ? { executablePath: path } : {}),
  // What drives the page asks for the stack of each request, and V8 would then parse the whole script once more to know
  // its lines. In nobody's own browser does that happen.
  args: ['--js-flags=--no-enable-lazy-source-positions'],
})
try {
  if (wanted('load', 'interact', 'scroll', 'heap')) {
    told.serving = await serving(house, 100_000)
    told.rounds = []
    for (let i = 0; i < Number(asked.rounds); i++) {
      const round = {}
      // Each goes first in every other round: what comes second finds the machine warmer.
      for (const site of i % 2 === 0 ? ['console', 'floor'] : ['floor', 'console'])
        round[site] = await measure(browser, house, site, wanted).catch((problem) => {
          // Once more, and said: on a machine that is much too busy an act may not be answered in its 20 seconds.
          console.error(problem)
          told.repeated = (told.repeated ?? 0) + 1
          return measure(browser, house, site, wanted)
        })
      told.rounds.push(round)
      const [ours, floors] = [round.console.found ?? [], round.floor.found ?? []]
      // Between the two some keys may have expired; their texts do not change.
      if (ours.some((count, n) => Math.abs(count - floors[n]) > (n < 2 ? 0 : count / 1000)))
        throw new Error(`The console finds ${ours} and the floor ${floors}: they do not do the same`)
      console.log(`round ${i + 1} of ${asked.rounds}, load average ${loadavg()[0].toFixed(1)}`)
    }
  }
  if (wanted('growth')) told.growth = await growth(browser, house)
  if (wanted('hour')) told.hour = await hour(browser, house)
  if (wanted('stroke')) told.stroke = await stroke(browser)
  if (wanted('form')) told.form = await form(browser, house)
} finally {
  await browser.close()
  await house.close()
}

load.push(loadavg()[0])
const folder = asked.only ? 'test-results' : 'bench/results'
mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}/bench.json`, await format(JSON.stringify(told), { parser: 'json', printWidth: 110 }))
const markdown = await format(report(told), { parser: 'markdown', printWidth: 110 })
console.log(`\n${markdown}`)
if (asked.readme) {
  const readme = readFileSync('README.md', 'utf8')
  const [before, after] = [/^[^]*<!-- bench -->\n/.exec(readme), /<!-- \/bench -->[^]*$/.exec(readme)]
  if (!before || !after) throw new Error('README.md has no place for the table')
  writeFileSync('README.md', `${before[0]}\n${markdown}\n${after[0]}`)
}
