import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { addNumbers, chooseDoor, idOf } from './keyForm.ts'
import { askUnloc, creates } from './wire.ts'

const jobRow = (page: Page, person: string, lock: string) =>
  page
    .getByRole('table', { name: 'Keys of this job' })
    .getByRole('row')
    .filter({ hasText: person })
    .filter({ hasText: lock })

test(
  'one key is handed out: number, door, make, and it is active in the list',
  { tag: '@demo' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keys(projectId))
    await page.getByRole('link', { name: 'New keys' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('New keys')

    await page.getByRole('textbox', { name: 'Mobile number' }).fill('99887766')
    await expect(page.getByText('Norway · +47 998 87 766')).toBeVisible()
    await chooseDoor(page, 'Virtual Lock 1')
    await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(
      '1 person × 1 lock = 1 key',
    )
    expect(await creates(mock)).toEqual([])

    await page.getByRole('button', { name: 'Make 1 key' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'New keys +47 998 87 766 to Virtual Lock 1',
    )
    await expect(page.getByRole('progressbar', { name: 'Keys of this job' })).toHaveAttribute(
      'aria-valuetext',
      '1 of 1 made',
    )
    await expect(jobRow(page, '+47 998 87 766', 'Virtual Lock 1')).toContainText('Active')
    // Nothing but these: a start and an end that were not given are left out, never null.
    expect(await creates(mock)).toEqual([
      {
        method: 'POST',
        url: `/v2/projects/${projectId}/keys`,
        status: 202,
        body: {
          keys: [
            {
              lockId: expect.stringMatching(/^[\da-f-]{36}$/),
              appUserId: '+4799887766',
              metadata: { batch: expect.stringMatching(/^[\da-f]{10}$/) },
            },
          ],
        },
      },
    ])

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Keys' }).click()
    await page.getByRole('searchbox', { name: 'Search keys' }).fill('99887766')
    const row = page.getByRole('row').filter({ hasText: '+47 998 87 766' })
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('Virtual Lock 1')
    await expect(row).toContainText('Active')
  },
)

test(
  'three people get keys to four doors, and a vendor that drops out keeps two of the twelve back',
  { tag: '@demoLong' },
  async ({ page, mock, visit, projectId }) => {
    await visit(paths.keyCreate(projectId))
    await addNumbers(page, ['998 87 766', '+47 412 34 567', '004793456789'])
    for (const door of ['Virtual Lock 1', 'Virtual Lock 2', 'Kjeller 1', 'Hovedinngang 1'])
      await chooseDoor(page, door)
    const summary = page.getByRole('complementary', { name: 'Summary' })
    await expect(summary).toContainText('3 people × 4 locks = 12 keys')

    await summary.getByText('What will be sent').click()
    const request = summary.getByRole('region', { name: 'The request' })
    const shown = JSON.parse((await request.textContent()) ?? '') as { keys: { appUserId: string }[] }
    expect(shown.keys).toHaveLength(12)
    await summary.getByText('curl', { exact: true }).click()
    await expect(request).toContainText(`curl `)
    await expect(request).toContainText(`/v2/projects/${projectId}/keys`)
    await expect(request).toContainText('"appUserId": "+4741234567"')
    expect(await creates(mock)).toEqual([])

    await page.getByRole('button', { name: 'Make 12 keys' }).click()
    await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
    const [create, ...more] = await creates(mock)
    expect(more).toEqual([])
    // What was shown is what was sent.
    expect(create).toMatchObject({ status: 202, body: shown })

    // The doors of Hovedinngang are made one after the other: the first is there before the vendor drops out.
    const { job } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/jobs/${idOf(page)}`)) as {
      job: { created: string }
    }
    await mock.clock({ now: Date.parse(job.created) + 12_700 })
    await mock.vendor('dormakaba-dkey', false)
    const bar = page.getByRole('progressbar', { name: 'Keys of this job' })
    await mock.clock({ advanceSeconds: 30 })

    await expect(page.getByText('Partly done')).toBeVisible()
    await expect(bar).toHaveAttribute('aria-valuetext', '10 of 12 made, 2 failed')
    const failures = page.getByRole('region', { name: 'What failed' })
    await expect(failures.getByRole('heading')).toHaveText([
      "2 keys failed: unable to contact the vendor's lock system",
    ])
    await expect(failures).toContainText('Wait until it answers again, then make these keys again.')
    await expect(failures).toContainText('to Hovedinngang 1')

    const table = page.getByRole('table', { name: 'Keys of this job' })
    await expect(table.getByRole('row')).toHaveCount(13)
    await expect(table.getByRole('row').filter({ hasText: 'Active' })).toHaveCount(10)
    const failed = table.getByRole('row').filter({ hasText: "unable to contact the vendor's lock system" })
    await expect(failed).toHaveCount(2)
    for (const row of await failed.all()) {
      await expect(row).toContainText('Hovedinngang 1')
      await expect(row).toContainText('Failed')
    }

    // Only what failed is offered anew, and nothing is sent by looking at it.
    await failures.getByRole('link', { name: 'Try the 2 failed keys again' }).click()
    await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(
      '2 people × 1 lock = 2 keys',
    )
    expect(await creates(mock)).toHaveLength(1)
  },
)
