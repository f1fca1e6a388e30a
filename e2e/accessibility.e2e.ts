import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { href, paths, routePaths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor, typeMoment } from './keyForm.ts'
import type { MockDoor } from './mockDoor.ts'
import { grid, openWeek } from './weekGrid.ts'
import { askUnloc, personIdOf } from './wire.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const widths = [320, 390, 720, 1440]

test.beforeEach(async ({ page }) => {
  // A colour half-way through a transition is nobody's.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
})

/** What a dark page can do wrong that a light one does not. */
const colourRules = ['color-contrast', 'link-in-text-block']

/** Options of one list are alike, and so are rows of a table: the first stand for the 200 countries. */
const further = '[role="option"]:nth-child(n + 13), [role="row"]:nth-child(n + 13)'

/**
 * Asks axe in light for every rule and in dark for those that look at colour, in the page itself (there are no frames):
 * that takes half the time. What it finds is told as rule, element and reason, because that is what one mends.
 */
async function expectClean(page: Page, state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const axe = new AxeBuilder({ page }).exclude(further).setLegacyMode()
    const { violations } = await (
      colorScheme === 'light' ? axe.withTags(tags) : axe.withRules(colourRules)
    ).analyze()
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }) =>
        [id, target.join(' '), ...[...any, ...all, ...none].map(({ message }) => message)].join(' | '),
      ),
    )
    expect.soft(found, `${state}, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const expectNoSidewaysScroll = (page: Page, width: number) =>
  expect
    .poll(
      () => page.evaluate(() => document.scrollingElement?.scrollWidth ?? Infinity),
      `nothing scrolls sideways at ${String(width)} px`,
    )
    .toBeLessThanOrEqual(width)

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Addresses that only lead to the list of keys, which is looked at under its own. */
const leadOn = { home: routePaths.home, project: routePaths.project }

/** What a screen shows when it is there. A route that is not named here fails to compile, and then fails. */
const shown: Record<Exclude<keyof typeof routePaths, keyof typeof leadOn>, (page: Page) => Promise<void>> = {
  locks: (page) => expect(page.getByRole('status').filter({ hasText: '60 locks' })).toBeVisible(),
  lock: (page) => expect(page.getByRole('table', { name: /Keys/ })).toBeVisible(),
  keys: (page) => expect(page.getByRole('status').filter({ hasText: '700 keys' })).toBeVisible(),
  keyCreate: (page) => expect(page.getByRole('textbox', { name: 'Mobile number' })).toBeVisible(),
  // What it shows of chosen keys is among the states below.
  keyChange: (page) => expect(page.getByText('No key is chosen.')).toBeVisible(),
  keyWhy: (page) => expect(page.getByRole('combobox', { name: 'Which door' })).toBeVisible(),
  key: (page) => expect(heading(page)).toContainText('Henrik Nygård to Virtual Lock 1'),
  jobs: (page) => expect(page.getByRole('table', { name: 'Jobs' })).toBeVisible(),
  job: (page) => expect(page.getByRole('table', { name: 'Keys of this job' })).toBeVisible(),
  person: (page) => expect(page.getByRole('table', { name: 'Keys of Henrik Nygård' })).toBeVisible(),
  logbook: (page) => expect(heading(page)).toHaveText('Logbook'),
}

interface Ids {
  projectId: string
  lockId: string
  keyId: string
  jobId: string
  personId: string
}

/** A lock with keys, one of its keys and whose it is, and a job in which keys failed, as Unloc tells them. */
async function sampleIds(page: Page, baseURL: string | undefined, projectId: string): Promise<Ids> {
  await page.goto(baseURL ?? '/')
  const path = `/v2/projects/${projectId}`
  const { locks } = (await askUnloc(page, 'GET', `${path}/locks`)) as {
    locks: { id: string; name: string }[]
  }
  const lockId = locks.find(({ name }) => name === 'Virtual Lock 1')?.id ?? ''
  const { keys } = (await askUnloc(page, 'GET', `${path}/keys?lockId=${lockId}&appUserId=%2B4791620781`)) as {
    keys: { id: string }[]
  }
  const { jobs } = (await askUnloc(page, 'GET', `${path}/jobs`)) as {
    jobs: { id: string; resultData?: { failedKeys?: unknown[]; createdKeys?: unknown[] } }[]
  }
  const mixed = jobs.find(
    ({ resultData }) => resultData?.failedKeys?.length && resultData.createdKeys?.length,
  )
  const personId = personIdOf(projectId, '+4791620781')
  return { projectId, lockId, keyId: keys[0]?.id ?? '', jobId: mixed?.id ?? '', personId }
}

test.describe('every route of the table', () => {
  for (const [name, to] of Object.entries(leadOn))
    test(`${name}: leads to the list of keys`, async ({ page, visit, baseURL, projectId }) => {
      await visit({ to, params: { projectId } })
      await expect(page).toHaveURL((baseURL ?? '/') + href(paths.keys(projectId)).slice(1))
      await shown.keys(page)
    })

  const screens = Object.entries(routePaths).filter(([route]) => !(route in leadOn))
  for (const [name, to] of screens)
    test(`${name}: axe finds nothing, and nothing scrolls sideways`, async ({ page, baseURL, projectId }) => {
      const ids = await sampleIds(page, baseURL, projectId)
      const wanted = [...to.matchAll(/\$(\w+)/g)].map(([, param = '']) => param)
      expect(wanted.filter((param) => !(param in ids) || ids[param as keyof Ids] === '')).toEqual([])
      await page.goto((baseURL ?? '/') + href({ to, params: { ...ids } }).slice(1))
      const isShown = shown[name as keyof typeof shown]
      expect(isShown, `the route ${name} is covered here`).toBeDefined()
      await isShown(page)
      await expectClean(page, name)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        await isShown(page)
        await expectNoSidewaysScroll(page, width)
      }
    })

  for (const [name, to] of screens)
    test(`${name} at 390 px: axe finds nothing`, { tag: '@long' }, async ({ page, baseURL, projectId }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      const ids = await sampleIds(page, baseURL, projectId)
      await page.goto((baseURL ?? '/') + href({ to, params: { ...ids } }).slice(1))
      await shown[name as keyof typeof shown](page)
      await expectClean(page, `${name} at 390 px`)
    })
})

interface State {
  name: string
  narrow?: true
  /** No dialog, menu or picker of its own: looked at with `npm run test:long`. */
  long?: true
  open: (story: {
    page: Page
    mock: MockDoor
    projectId: string
    baseURL: string | undefined
    visit: (target: { to: string; params?: Record<string, string> }, search?: string) => Promise<void>
    allowStatus: (...statuses: number[]) => void
  }) => Promise<void>
}

const filters = (page: Page) => page.getByRole('search', { name: 'Filter keys' })

/** Dialogs, open menus and pickers, and what a page looks like when it has something to say. */
const states: State[] = [
  {
    name: 'keys: the state menu',
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?state=active')
      await filters(page).getByRole('button', { name: 'State' }).click()
      await expect(page.getByRole('menuitemcheckbox', { name: /^Active/ })).toBeChecked()
    },
  },
  ...['Lock', 'Person', 'Group by'].map((field): State => ({
    name: `keys: the choice of ${field.toLowerCase()}`,
    ...(field !== 'Person' && { long: true }),
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId))
      await shown.keys(page)
      await page.getByRole('combobox', { name: field }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  })),
  {
    name: 'keys: the choice of columns, one of them hidden, and a hit',
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=nygard&sort=lock')
      await page.getByRole('button', { name: 'Columns' }).click()
      const panel = page.getByRole('dialog', { name: 'Columns' })
      await panel.getByRole('checkbox', { name: 'Lock' }).click()
      await expect(page.getByRole('button', { name: 'Show it' })).toBeVisible()
      await panel.getByRole('button', { name: 'Keep Valid in sight' }).click()
    },
  },
  {
    name: 'keys: the menu of a row',
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Usman')
      await page.getByRole('button', { name: /^Actions for Usman Hussain, Styrerom/ }).click()
      await expect(page.getByRole('menuitem', { name: 'Revoke this key…' })).toBeVisible()
    },
  },
  {
    name: 'a person: why a door stays shut at a typed moment, and the openings',
    async open({ page, visit, projectId }) {
      await visit(paths.person(projectId, personIdOf(projectId, '+4791620781')))
      await page.getByRole('combobox', { name: 'Which door' }).fill('Hytte i Levi')
      await page.getByRole('option', { name: 'Hytte i Levi', exact: true }).click()
      await page.getByRole('button', { name: 'Another moment' }).click()
      await page.getByRole('textbox', { name: 'Moment' }).fill('tomorrow')
      await page.getByRole('textbox', { name: 'Moment' }).press('Tab')
      await expect(page.getByRole('group', { name: 'Answer' })).toContainText('Not now.')
      await expect(page.getByRole('list', { name: 'Openings' })).toBeVisible()
    },
  },
  {
    name: 'keys: in groups, sorted, filtered, some selected',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Hytte&state=scheduled,expired&group=person&sort=end&order=desc')
      await page.getByRole('checkbox', { name: /^Select all keys of Henrik/ }).check()
      await expect(page.getByRole('region', { name: 'Selected keys' })).toBeVisible()
    },
  },
  {
    name: 'keys: an address that is not understood, and nothing found',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=nobody&sort=colour')
      await expect(page.getByText('No key matches these filters.')).toBeVisible()
    },
  },
  {
    name: 'keys: none yet',
    long: true,
    async open({ page, mock, visit, projectId }) {
      await mock.reset('empty')
      await visit(paths.keys(projectId))
      await expect(page.getByText('No keys yet.')).toBeVisible()
    },
  },
  {
    name: 'keys: loading',
    long: true,
    async open({ page, mock, visit, projectId }) {
      await mock.faults([{ method: 'GET', path: '/v2/projects/:p/keys', times: 1, held: true }])
      await visit(paths.keys(projectId))
      await expect(page.getByRole('status', { name: 'Loading keys' })).toBeVisible()
    },
  },
  {
    name: 'keys: broken, with its details',
    long: true,
    async open({ page, mock, visit, projectId, allowStatus }) {
      allowStatus(403)
      await mock.faults([
        { method: 'GET', path: '/v2/projects/:p/keys', times: 9, status: 403, body: { title: 'Forbidden' } },
      ])
      await visit(paths.keys(projectId))
      await page.getByRole('alert').locator('summary').click()
      await expect(page.getByRole('alert').locator('code')).toBeVisible()
    },
  },
  {
    name: 'change: a new end and new hours for several keys, some of which stay',
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Hytte')
      await page.getByRole('checkbox', { name: /^Select all \d+ listed keys/ }).check()
      await page.getByRole('button', { name: 'Extend or change…' }).click()
      await page.getByText('New end', { exact: true }).click()
      await page.getByRole('button', { name: 'One month' }).click()
      await page.getByText('New hours', { exact: true }).click()
      await expect(grid(page)).toBeVisible()
      await expect(page.getByRole('button', { name: /^Change \d+ keys$/ })).toBeEnabled()
      await expect(page.getByText(/keys stay as they are$/)).toBeVisible()
    },
  },
  {
    name: 'change at 390 px: the outcome, with one that stays',
    long: true,
    narrow: true,
    async open({ page, mock, visit, projectId, allowStatus }) {
      allowStatus(403)
      await mock.faults([
        { method: 'POST', path: '/v2/projects/:p/keys', times: 1, status: 403, body: { title: 'No' } },
      ])
      await visit(paths.keys(projectId), '?q=Siri&lock=')
      await page
        .getByRole('link', { name: /^Siri Strand/ })
        .first()
        .click()
      await page.getByRole('link', { name: 'Extend or change…' }).click()
      await page.getByText('New end', { exact: true }).click()
      await page.getByRole('button', { name: /^One month/ }).click()
      await page.getByRole('button', { name: 'Change 1 key' }).click()
      await expect(page.getByText('New key failed')).toBeVisible()
    },
  },
  {
    name: 'revoke: the preview of people, with a count to type',
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Virtual')
      await page.getByRole('checkbox', { name: 'Select all 4 listed keys' }).check()
      await page.getByRole('button', { name: 'All keys to 2 locks…' }).click()
      await expect(page.getByRole('dialog')).toContainText('Takes back up to 4 keys')
    },
  },
  {
    name: 'revoke: the preview of a lock with shared keys, and its name to type',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.locks(projectId), '?q=Garasje')
      await page.getByRole('link', { name: 'Garasje, dør', exact: true }).click()
      await page.getByRole('button', { name: 'Revoke all keys…' }).click()
      await page
        .getByRole('dialog')
        .getByRole('checkbox', { name: /^Also take back the keys that people shared/ })
        .check()
      await expect(page.getByRole('textbox', { name: 'Type “Garasje, dør” to confirm' })).toBeVisible()
    },
  },
  {
    name: 'revoke: the preview of a lock with many keys',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Hovedinngang+7')
      await page.getByRole('checkbox', { name: 'Select Magnus Tangen, Hovedinngang 7' }).check()
      await page.getByRole('button', { name: 'All keys to this lock…' }).click()
      for (const more of await page.getByRole('dialog').locator('summary').all()) await more.click()
      await expect(page.getByRole('textbox', { name: 'Type 38 to confirm' })).toBeVisible()
    },
  },
  {
    name: 'revoke: the outcome, with what failed and what stays',
    long: true,
    async open({ page, mock, visit, projectId, allowStatus }) {
      allowStatus(403)
      await visit(paths.keys(projectId), '?q=Usman')
      await page.getByRole('checkbox', { name: 'Select Usman Hussain, Styrerom' }).check()
      await page.getByRole('checkbox', { name: 'Select Usman Hussain, Hovedinngang 1' }).check()
      await mock.faults([
        { method: 'DELETE', path: '/v2/projects/:p/keys/*', times: 1, status: 403, body: { title: 'No' } },
      ])
      await page.getByRole('button', { name: 'Revoke 2 keys…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke 2 keys' }).click()
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1 not revoked and 1 revoked.')
    },
  },
  {
    name: 'revoke: under way',
    long: true,
    async open({ page, mock, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Usman')
      await page.getByRole('checkbox', { name: 'Select Usman Hussain, Styrerom' }).check()
      await mock.faults([{ method: 'DELETE', path: '/v2/projects/:p/keys/*', times: 1, held: true }])
      await page.getByRole('button', { name: 'Revoke 1 key…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke 1 key' }).click()
      await expect(page.getByRole('button', { name: 'Stop what is not sent yet' })).toBeVisible()
    },
  },
  {
    name: 'keys at 390 px: the filters, and the state menu in them',
    narrow: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?state=active')
      await page.getByRole('button', { name: 'Filters', exact: true }).click()
      await page.getByRole('dialog', { name: 'Filters' }).getByRole('button', { name: 'State' }).click()
      await expect(page.getByRole('menuitemcheckbox', { name: /^Active/ })).toBeVisible()
    },
  },
  {
    name: 'revoke at 390 px: the preview',
    long: true,
    narrow: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Usman')
      await page.getByRole('checkbox', { name: 'Select Usman Hussain, Styrerom' }).check()
      await page.getByRole('button', { name: 'All keys of this person…' }).click()
      await expect(page.getByRole('dialog')).toContainText('Takes back up to 3 keys')
    },
  },
  ...([undefined, true] as const).map((narrow): State => ({
    name: `a lock${narrow ? ' at 390 px' : ''}: a moment ahead, the week day by day`,
    long: true,
    ...(narrow && { narrow }),
    async open({ page, baseURL, projectId }) {
      const { lockId } = await sampleIds(page, baseURL, projectId)
      await page.goto((baseURL ?? '/') + href(paths.lock(projectId, lockId)).slice(1))
      await page.getByText('Day by day').click()
      await page.getByRole('slider', { name: 'Moment' }).press('PageUp')
      await expect(page.getByText('a forecast, if nothing changes')).toBeVisible()
    },
  })),
  {
    name: 'a lock without a time zone',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.locks(projectId), '?q=nøkkelboks')
      await page.getByRole('link', { name: 'Hytte i Levi, nøkkelboks' }).click()
      await expect(page.getByText('its days and hours cannot be drawn')).toBeVisible()
    },
  },
  ...([undefined, true] as const).map((narrow): State => ({
    name: `a key with weekly hours${narrow ? ' at 390 px' : ''}`,
    long: true,
    ...(narrow && { narrow }),
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?q=Gunnar+Eide&state=inactive')
      await page
        .getByRole('link', { name: /^Gunnar Eide/ })
        .first()
        .click()
      await expect(page.getByRole('heading', { name: 'Next openings' })).toBeVisible()
    },
  })),
  {
    name: 'a key: no longer to be revoked, raw answer open',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keys(projectId), '?state=expired')
      await page.getByRole('table', { name: 'Keys' }).getByRole('row').nth(1).getByRole('link').click()
      await page.getByText('What the API says, word for word').click()
      await expect(page.getByRole('button', { name: 'Revoke key…' })).toBeDisabled()
    },
  },
  {
    name: 'a key that is not known',
    long: true,
    async open({ page, visit, projectId, allowStatus }) {
      allowStatus(404)
      await visit(paths.key(projectId, 'none'))
      await expect(page.getByText('Unloc knows no such key in this project.')).toBeVisible()
    },
  },
  {
    name: 'the choice of a project',
    long: true,
    async open({ page, mock, visit, projectId, allowStatus }) {
      allowStatus(403, 404)
      const projects = [{ projectId }, { projectId: 'another' }]
      await mock.faults([
        {
          method: 'POST',
          path: '/v2/auth/resources-discovery/',
          times: 9,
          body: { resources: { projects } },
        },
      ])
      await visit(paths.home())
      await expect(page.getByRole('listitem')).toHaveText(['Borettslaget Kvitlyngen', 'another'])
    },
  },
  {
    name: 'no project at all',
    long: true,
    async open({ page, mock, visit }) {
      await mock.faults([
        { method: 'POST', path: '/v2/auth/resources-discovery/', times: 9, body: { resources: {} } },
      ])
      await visit(paths.home())
      await expect(page.getByText('No project can be reached with these credentials.')).toBeVisible()
    },
  },
  {
    name: 'a page that does not exist',
    long: true,
    async open({ page, visit }) {
      await visit({ to: '/p/one/two/three' })
      await expect(heading(page)).toHaveText('There is no such page')
    },
  },
  {
    name: 'locks: some selected',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.locks(projectId), '?q=Virtual')
      await page.getByRole('checkbox', { name: /Virtual Lock 1/ }).check()
      await expect(page.getByRole('region', { name: 'Selected locks' })).toBeVisible()
    },
  },
  {
    name: 'a notice of the end of a job, over a page with a bar at its foot',
    long: true,
    async open({ page, mock, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await addNumbers(page, ['99887766', '+4790000001'])
      await chooseDoor(page, 'Hovedinngang 1')
      await page.getByRole('button', { name: 'Make 2 keys' }).click()
      await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
      await page.getByRole('link', { name: 'Locks' }).click()
      await page.getByRole('searchbox').fill('Virtual')
      await page.getByRole('checkbox', { name: /Virtual Lock 1/ }).check()
      await mock.clock({ advanceSeconds: 60 })
      await expect(page.getByRole('region', { name: 'Notices' }).getByRole('group')).toBeVisible()
      await expect(page.getByRole('region', { name: 'Selected locks' })).toBeVisible()
    },
  },
  {
    name: 'new keys: those that failed, tried again, and a number being put right',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await addNumbers(page, ['99887766', '+4790000001'])
      await chooseDoor(page, 'Virtual Lock 1')
      await page.getByRole('button', { name: 'Make 2 keys' }).click()
      await page.getByRole('link', { name: 'Try the failed key again' }).click()
      await page.getByRole('button', { name: 'Correct +47 900 00 001' }).click()
      await expect(page.getByRole('textbox', { name: 'Correct +47 900 00 001' })).toBeVisible()
    },
  },
  ...['Country', 'Add a person by name', 'Doors'].map((field): State => ({
    name: `new keys: the choice "${field}"`,
    ...(field === 'Add a person by name' && { long: true }),
    async open({ page, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await page.getByRole('combobox', { name: field }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
    },
  })),
  {
    name: 'new keys: the calendar',
    async open({ page, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await page.getByRole('button', { name: 'Start: calendar' }).click()
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Next month' })).toBeVisible()
      await page.getByRole('dialog').getByRole('button', { name: '25 November 2026' }).click()
    },
  },
  {
    name: 'new keys: times that are not read, skipped, and in several zones',
    long: true,
    async open({ page, mock, visit, projectId }) {
      await mock.clock({ now: Date.parse('2027-10-29T09:00:00Z') })
      await visit(paths.keyCreate(projectId))
      await chooseDoor(page, 'Virtual Lock 1')
      await chooseDoor(page, 'Hytte i Levi')
      await page.getByText('Weekly hours').click()
      await typeMoment(page, 'Start', 'Sat 30 Oct 22:00')
      await typeMoment(page, 'End', 'Sun 31 Oct 05:00')
      await expect(page.getByText('These keys would never open').first()).toBeVisible()
      await typeMoment(page, 'Start', '31 June 18:00')
      await typeMoment(page, 'End', '26 Mar 02:30')
      await expect(page.getByRole('button', { name: 'Use 03:30' })).toBeVisible()
      await expect(page.getByText('June has 30 days.')).toBeVisible()
    },
  },
  {
    name: 'new keys: a night of a clock change, on two clocks',
    long: true,
    async open({ page, mock, visit, projectId }) {
      await mock.clock({ now: Date.parse('2027-10-29T09:00:00Z') })
      await visit(paths.keyCreate(projectId))
      await chooseDoor(page, 'Virtual Lock 1')
      await typeMoment(page, 'Start', 'Sun 31 Oct 02:30')
      await typeMoment(page, 'End', 'Sun 31 Oct 08:00')
      await page.getByRole('radio', { name: /^The first/ }).check()
      await expect(page.getByText('clocks go back that night: 1 h longer')).toBeVisible()
    },
  },
  {
    name: 'new keys: a list of numbers, hours, and the request',
    async open({ page, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await addNumbers(page, ['998 87 766', '+47 412 34 567', 'no number'])
      await chooseDoor(page, 'Virtual Lock 1')
      await chooseDoor(page, 'Hytte i Levi')
      await page.getByText('Weekly hours').click()
      await page.getByText('What will be sent').click()
      await page.getByRole('button', { name: 'Paste a list' }).click()
      await expect(page.getByRole('region', { name: 'The request' })).toBeVisible()
    },
  },
  {
    name: 'new keys: what is missing',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await page.getByText('Weekly hours').click()
      await page.getByRole('textbox', { name: 'From' }).fill('25:00')
      await page.getByRole('button', { name: 'Make keys' }).click()
      await expect(page.getByRole('textbox', { name: 'Mobile number' })).toHaveAttribute(
        'aria-invalid',
        'true',
      )
    },
  },
  ...[undefined, true as const].map((narrow): State => ({
    name: `new keys${narrow ? ' at 390 px' : ''}: the drawn week, a stroke and a copy begun, hours that clash, help`,
    ...(narrow && { long: true }),
    ...(narrow && { narrow }),
    async open({ page, visit, projectId }) {
      await openWeek(page, visit, projectId)
      await page.getByText('How to draw hours').click()
      await page.getByRole('button', { name: 'Add hours for other days' }).click()
      await page.getByRole('textbox', { name: 'From' }).last().fill('22:00')
      await page.getByRole('textbox', { name: 'To' }).last().fill('06:00')
      await grid(page)
        .getByRole('gridcell', { name: /^Monday 00:00/ })
        .focus()
      for (const key of ['ArrowRight', 'Enter', 'ArrowDown']) await page.keyboard.press(key)
      await page.getByRole('button', { name: 'Copy to…' }).click()
      await page
        .getByRole('checkbox', { name: /^Thursday/ })
        .last()
        .check()
      await expect(grid(page)).toBeVisible()
    },
  })),
  {
    name: 'new keys: leaving what is not sent',
    async open({ page, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await chooseDoor(page, 'Virtual Lock 1')
      await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).click()
      await expect(page.getByRole('dialog', { name: 'These keys have not been made' })).toBeVisible()
    },
  },
  {
    name: 'new keys at 390 px: the calendar',
    long: true,
    narrow: true,
    async open({ page, visit, projectId }) {
      await visit(paths.keyCreate(projectId))
      await page.getByRole('button', { name: 'End: calendar' }).click()
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Next month' })).toBeVisible()
    },
  },
  {
    name: 'a person without a live key',
    long: true,
    async open({ page, mock, visit, projectId }) {
      const number = '+4799887766'
      await mock.faults([
        {
          method: 'GET',
          path: '/v2/projects/:p/managed-users',
          times: 9,
          body: { managedUsers: [{ id: number, name: 'Anna Berg' }] },
        },
      ])
      await visit(paths.person(projectId, personIdOf(projectId, number)))
      await expect(page.getByText('No keys for this person yet.')).toBeVisible()
    },
  },
  {
    name: 'a person that is not known',
    long: true,
    async open({ page, visit, projectId }) {
      await visit(paths.person(projectId, '000000000000'))
      await expect(page.getByText('No key and no name here has this id.')).toBeVisible()
    },
  },
  {
    name: 'a job that is not known',
    long: true,
    async open({ page, visit, projectId, allowStatus }) {
      allowStatus(404)
      await visit(paths.job(projectId, 'none'))
      await expect(page.getByText('Unloc knows no job with this id.')).toBeVisible()
    },
  },
]

test.describe('every dialog, open menu and picker', () => {
  for (const { name, narrow, long, open } of states)
    test(
      name,
      { tag: long ? ['@long'] : [] },
      async ({ page, mock, projectId, baseURL, visit, allowStatus }) => {
        if (narrow) await page.setViewportSize({ width: 390, height: 844 })
        await open({ page, mock, projectId, baseURL, visit, allowStatus })
        await expectClean(page, name)
      },
    )
})

test('a session that has ended, over the page, in both widths', async ({
  page,
  visit,
  projectId,
  endSession,
  allowStatus,
}) => {
  allowStatus(401)
  await visit(paths.locks(projectId))
  await shown.locks(page)
  await page.getByRole('button', { name: /^Mona/ }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await expectClean(page, 'the menu of the person')
  await page.keyboard.press('Escape')
  await endSession()
  // Past the dialog, if a list that still comes in has met the end already.
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).dispatchEvent('click')
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible()
  await expectClean(page, 'session ended')
  await page.setViewportSize({ width: 320, height: 568 })
  await expectNoSidewaysScroll(page, 320)
})

test.describe('nobody is signed in', () => {
  test.use({ signedInAs: 'nobody' })
  test('the page to sign in, with something to say', async ({ page, visit, projectId, allowStatus }) => {
    allowStatus(401)
    await visit(paths.keys(projectId))
    await page.getByLabel('Name').fill('Mona')
    await page.getByLabel('Password').fill('no')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toBeVisible()
    await expectClean(page, 'sign-in')
    await page.setViewportSize({ width: 320, height: 568 })
    await expectNoSidewaysScroll(page, 320)
  })
})

test.describe('a viewer', () => {
  test.use({ signedInAs: 'viewer' })
  test('what a viewer cannot do', { tag: '@long' }, async ({ page, visit, projectId }) => {
    await visit(paths.keys(projectId))
    await shown.keys(page)
    await page
      .getByRole('checkbox', { name: /^Select (?!all)/ })
      .first()
      .check()
    await page.getByRole('button', { name: 'New keys' }).focus()
    await expectClean(page, 'a viewer: the list, with a reason')
    await page
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click()
    await expectClean(page, 'a viewer: the menu of a key')
    await visit(paths.keyCreate(projectId))
    await expect(page.getByText('This page is for managers.')).toBeVisible()
    await expectClean(page, 'a viewer: new keys')
  })
})

test(
  'the bar of the demo, with its controls open',
  { tag: ['@demoOnly', '@long'] },
  async ({ page, visit, projectId }) => {
    await visit(paths.jobs(projectId))
    await shown.jobs(page)
    await page.getByRole('button', { name: 'Demo controls' }).click()
    await expect(page.getByRole('combobox', { name: 'Scenario' })).toBeVisible()
    await expectClean(page, 'demo controls')
    await page.setViewportSize({ width: 320, height: 800 })
    await expectNoSidewaysScroll(page, 320)
    await expectClean(page, 'demo controls at 320 px')
  },
)

test(
  'the phone of the demo, choosing and in use, at its own address and beside the console',
  { tag: ['@demoOnly', '@long'] },
  async ({ page, visit, projectId, baseURL }) => {
    await page.goto(`${baseURL ?? ''}phone/`)
    const search = page.getByRole('searchbox', { name: 'Name or number' })
    await expect(page.getByText('180 people with keys, the first 30 shown')).toBeVisible()
    await expectClean(page, 'whose phone')
    await search.fill('Usman Hussain')
    await page.getByRole('button', { name: /^Usman Hussain/ }).click()
    for (const [press, told] of [
      ['Try Styrerom', 'Refused: Styrerom'],
      ['Open Hovedinngang 7', 'Opened: Hovedinngang 7'],
    ] as const) {
      await page.getByRole('button', { name: press }).click()
      await expect(page.getByText(told)).toBeVisible()
      await expectClean(page, told)
    }
    for (const width of widths) {
      await page.setViewportSize({ width, height: 400 })
      await expectNoSidewaysScroll(page, width)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
    await visit(paths.jobs(projectId))
    await shown.jobs(page)
    await page
      .getByRole('complementary', { name: 'Demo', exact: true })
      .getByRole('button', { name: 'Phone' })
      .click()
    await expect(page.getByText('Usman Hussain').last()).toBeVisible()
    await expectNoSidewaysScroll(page, 1440)
    await expectClean(page, 'the phone beside the console')
  },
)
