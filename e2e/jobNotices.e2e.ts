import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, storyStart, test } from './fixtures.ts'
import { addNumbers, chooseDoor, idOf } from './keyForm.ts'
import { sent } from './wire.ts'

const long = { tag: '@long' }
const notices = (page: Page) => page.getByRole('region', { name: 'Notices' }).getByRole('group')
const nav = (page: Page, name: string, exact = false) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact })
/** The mark at Jobs, as a screen reader says it. */
const unread = (page: Page, count: number) =>
  nav(page, `Jobs ${String(count)} finished, not looked at yet`, true)
const refused = '+4790000001'

/** Starts a job that takes its time, and ends on its page. */
async function start(page: Page, numbers: string[], door = 'Hovedinngang 1'): Promise<string> {
  await addNumbers(page, numbers)
  await chooseDoor(page, door)
  await page.getByRole('button', { name: /^Make \d+ keys?$/ }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  return idOf(page)
}

test(
  'the end of a job reaches the person on another page: a notice, the title, a mark at Jobs, until it is looked at',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    const jobId = await start(page, ['99887766', '41234567', refused])
    await nav(page, 'Locks').click()
    await expect(page).toHaveTitle('Locks · Unloc console')
    await mock.clock({ advanceSeconds: 60 })

    const notice = notices(page)
    await expect(notice).toHaveCount(1)
    await expect(notice).toContainText('2 of 3 keys made, 1 failed')
    await expect(notice).toContainText('3 people to Hovedinngang 1')
    await expect(page).toHaveTitle('(1) Locks · Unloc console')
    await expect(unread(page, 1)).toBeVisible()
    // Not told again after a reload, and still not looked at.
    await page.reload()
    await expect(unread(page, 1)).toBeVisible()
    await expect(page).toHaveTitle('(1) Locks · Unloc console')
    await expect(notice).toHaveCount(0)

    await page.goto(page.url().replace(/locks$/, `jobs/${jobId}`))
    await expect(page.getByText('Partly done')).toBeVisible()
    await expect(page).toHaveTitle('New keys · Unloc console')
    await expect(nav(page, 'Jobs')).toHaveText('Jobs')
  },
)

test('two tabs give one notice of a job, and what is read in one is read in both @long', async ({
  page,
  context,
  mock,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  await start(page, ['99887766'])
  await nav(page, 'Locks').click()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Locks')
  await mock.clock({ advanceSeconds: 60 })
  // No tab counts it as running any more, so both have read of its end.
  for (const tab of [page, other]) await expect(unread(tab, 1)).toBeVisible()
  const counts = () => Promise.all([page, other].map((tab) => notices(tab).count()))
  const shown = () => counts().then(([here = 0, there = 0]) => here + there)
  await expect.poll(shown).toBe(1)
  const [first, second] = (await counts())[0] === 1 ? [page, other] : [other, page]

  await notices(first).getByRole('link', { name: 'See the job' }).click()
  await expect(first.getByText('Done', { exact: true })).toBeVisible()
  await expect(notices(first)).toHaveCount(0)
  for (const tab of [first, second]) await expect(nav(tab, 'Jobs')).toHaveText('Jobs')
  await expect(second).toHaveTitle('Locks · Unloc console')
})

test(
  'who has the page of a job before them is told nothing, and the list of jobs reads all',
  long,
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await start(page, ['99887766'])
    await mock.clock({ advanceSeconds: 60 })
    await expect(page.getByText('Done', { exact: true })).toBeVisible()
    await nav(page, 'Keys').click()
    await nav(page, 'Keys').click()
    await page.getByRole('link', { name: 'New keys' }).click()
    await start(page, ['41234567'])
    await nav(page, 'Keys').click()
    await mock.clock({ advanceSeconds: 60 })
    await expect(notices(page)).toHaveCount(1)
    await expect(notices(page)).toContainText('1 key made')
    await expect(page).toHaveTitle('(1) Keys · Unloc console')
    await nav(page, 'Jobs').click()
    await expect(notices(page)).toHaveCount(0)
    await expect(page).toHaveTitle('Jobs · Unloc console')
  },
)

test(
  'several jobs of one press are told in one notice, when the last has ended',
  long,
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await addNumbers(
      page,
      Array.from({ length: 260 }, (_, i) => String(40_000_000 + i)),
    )
    await chooseDoor(page, 'Virtual Lock 1')
    await page.getByRole('button', { name: 'Make 260 keys' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await nav(page, 'Locks').click()
    await mock.clock({ advanceSeconds: 3_600 })
    await expect(notices(page)).toHaveCount(1)
    await expect(notices(page)).toContainText('260 keys made in 2 jobs')
    await expect(page).toHaveTitle('(2) Locks · Unloc console')
    await notices(page).getByRole('link', { name: 'See the jobs' }).click()
    await expect(page).toHaveTitle('Jobs · Unloc console')
    await expect(notices(page)).toHaveCount(0)
  },
)

test(
  'a notice is reached and closed by keys, and one that tells of a failure stays',
  long,
  async ({ page, keyboard, mock, visit, projectId }) => {
    await page.clock.install({ time: storyStart })
    await visit(paths.keyCreate(projectId))
    await start(page, ['99887766', refused])
    await nav(page, 'Locks').click()
    await mock.clock({ advanceSeconds: 60 })
    await page.clock.runFor(5_000)
    await expect(notices(page)).toContainText('1 of 2 keys made, 1 failed')
    await page.clock.runFor(5 * 60_000)
    await expect(notices(page)).toHaveCount(1)
    // Where the link past the navigation leads.
    await page.getByRole('main').focus()
    await keyboard.keyboard.press('Shift+Tab')
    await expect(notices(page).getByRole('button', { name: 'Close this notice' })).toBeFocused()
    await keyboard.keyboard.press('Enter')
    await expect(notices(page)).toHaveCount(0)
    await expect(unread(page, 1)).toBeVisible()
  },
)

/** Runs in the page: a browser that would be asked, and notes what it was asked and told to show. */
function playBrowser(): void {
  const shown: { text: string; tag: string; click: () => void }[] = []
  class Played {
    static permission = sessionStorage.getItem('played') ?? 'default'
    static asked = 0
    static requestPermission() {
      Played.asked++
      Played.permission = 'granted'
      sessionStorage.setItem('played', 'granted')
      return Promise.resolve(Played.permission)
    }
    onclick?: () => void
    constructor(text: string, { tag }: { tag: string }) {
      shown.push({ text, tag, click: () => this.onclick?.() })
    }
    close() {}
  }
  Object.assign(window, { Notification: Played, shown })
}
type Played = Window & {
  shown: { text: string; tag: string; click: () => void }[]
  Notification: { asked: number; permission: string }
}

async function setVisible(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}

test(
  'a hidden tab looks once a minute, and after a yes the browser tells of the end without a name',
  long,
  async ({ page, mock, visit, projectId }) => {
    await page.addInitScript(playBrowser)
    await page.clock.install({ time: storyStart })
    await visit(paths.keyCreate(projectId))
    const jobId = await start(page, ['99887766', refused])
    expect(await page.evaluate(() => (window as unknown as Played).Notification.asked)).toBe(0)
    const yes = page.getByRole('switch', { name: 'Tell me when it is done' })
    await expect(yes).not.toBeChecked()
    await yes.click({ force: true })
    await expect(yes).toBeChecked()
    await nav(page, 'Locks').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Locks')

    await setVisible(page, 'hidden')
    const looks = async () =>
      (await sent(mock, 'GET')).filter(({ url }) => url.split('?', 1)[0]?.endsWith('/jobs')).length
    // The look that was due already, and from then on one a minute.
    await page.clock.runFor(5_000)
    const before = await looks()
    await page.clock.runFor(50_000)
    expect(await looks()).toBe(before)
    await mock.clock({ advanceSeconds: 60 })
    await page.clock.runFor(15_000)
    await expect(page).toHaveTitle('(1) Locks · Unloc console')
    const shown = () =>
      page.evaluate(() => (window as unknown as Played).shown.map(({ text, tag }) => ({ text, tag })))
    await expect.poll(shown).toHaveLength(1)
    expect((await shown())[0]?.text).toBe('Keys: 1 of 2 made, 1 failed')
    await expect(notices(page)).toHaveCount(0)

    await setVisible(page, 'visible')
    await page.clock.runFor(1_000)
    await expect(notices(page)).toContainText('1 of 2 keys made, 1 failed')
    expect(await shown()).toHaveLength(1)
    await page.evaluate(() => (window as unknown as Played).shown[0]?.click())
    await expect(page).toHaveURL(new RegExp(`/jobs/${jobId}$`))
    await expect(notices(page)).toHaveCount(0)
    await expect(page).toHaveTitle('New keys · Unloc console')
  },
)

test(
  'without a yes the browser is neither asked nor shows anything; a no is said, with the way back',
  long,
  async ({ page, visit, projectId }) => {
    await page.addInitScript(() => {
      class Played {
        static permission = 'default'
        static requestPermission() {
          Played.permission = 'denied'
          return Promise.resolve(Played.permission)
        }
      }
      Object.assign(window, { Notification: Played })
    })
    await visit(paths.jobs(projectId))
    const yes = page.getByRole('switch', { name: 'Tell me when jobs end' })
    await yes.click({ force: true })
    await expect(page.getByText('This browser blocks notices of this site.')).toBeVisible()
    await expect(yes).toBeDisabled()
    await expect(yes).not.toBeChecked()
  },
)
