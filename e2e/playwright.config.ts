import { defineConfig } from '@playwright/test'
import type { HouseOptions } from './house.ts'

// `npm run e2e` finds the browser and says where it is; without it, Playwright's own is taken.
const executablePath = process.env.CONSOLE_CHROMIUM

// Variants that the rest of the run proves nearly as well, so that `npm test` stays below ten minutes.
const isLong = process.env.TEST_LONG === '1'
const not = (...tags: string[]) =>
  [...tags, ...(isLong ? [] : ['long'])].map((tag) => new RegExp(`@${tag}\\b`))

export default defineConfig<object, HouseOptions>({
  testDir: '.',
  testMatch: '*.e2e.ts',
  // Below the folder of the runners' reports, because Playwright empties it.
  outputDir: '../test-results/e2e',
  fullyParallel: true,
  forbidOnly: true,
  // A story that passes the second time has not passed.
  retries: 0,
  // One more than the cores that `npm test` may count on: a story spends much of its time waiting for answers.
  workers: 3,
  // Guards against hanging, not budgets: a machine that does something else besides must not fail a story.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
    viewport: { width: 1280, height: 800 },
    // A trace of every story costs a third of the run: ask for one with `npm run e2e -- --trace on -g <story>`.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Without a graphics card its part is played by the processor, which takes a tenth of the run.
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--disable-gpu'] },
  },
  projects: [
    // First, because it is the longest by far: as the last one it would leave the other worker idle.
    { name: 'dev', grep: /@dev\b/, use: { target: 'dev' } },
    {
      name: 'gateway',
      grepInvert: not('demoOnly', 'dev'),
      // Drawing transitions without a graphics card is a sixth of a story's work. The other targets keep them.
      use: { target: 'gateway', contextOptions: { reducedMotion: 'reduce' } },
    },
    {
      name: 'demo',
      grep: isLong ? /@demo(Only|Long)?\b/ : /@demo(Only)?\b/,
      grepInvert: not(),
      use: { target: 'demo' },
    },
  ],
})
