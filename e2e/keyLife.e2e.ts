import { paths } from '#src/paths.ts'
import { expect, test as base } from './fixtures.ts'
import { askUnloc } from './wire.ts'

type OpenKey = (key: object, lock?: string) => Promise<void>

/** Opens the page of a key that Unloc tells so, as the list and by itself. */
const test = base.extend<{ openKey: OpenKey }>({
  openKey: async ({ page, mock, visit, projectId }, use) => {
    await use(async (more, lock = 'Virtual Lock 1') => {
      await visit(paths.jobs(projectId))
      const { locks } = (await askUnloc(page, 'GET', `/v2/projects/${projectId}/locks`)) as {
        locks: { id: string; name: string }[]
      }
      const lockId = locks.find(({ name }) => name === lock)?.id
      const key = { id: 'k', lockId, state: 'active', appUser: { id: '+4799887766', name: 'Anna' }, ...more }
      const path = '/v2/projects/:projectId/keys'
      await mock.faults([
        { method: 'GET', path: `${path}/k`, times: 1000, body: { key } },
        { method: 'GET', path, times: 1000, body: { keys: [key] } },
      ])
      await visit(paths.key(projectId, 'k'))
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Anna to ${lock}`)
    })
  },
})

const office = {
  timeSpans: ['mon', 'tue', 'wed', 'thu', 'fri'].map((weekday) => ({
    weekday,
    startHour: 8,
    startMinute: 0,
    endHour: 16,
    endMinute: 30,
  })),
}

test('a key’s life on a line, and the week of its openings', async ({ page, openKey }) => {
  await openKey({
    created: '2026-03-26T08:00:00.000Z',
    start: '2026-05-01T08:00:00.000Z',
    end: '2026-11-20T11:00:00.000Z',
    recurrence: office,
  })
  const line = page.getByRole('img', { name: /^The life of this key/ })
  for (const text of ['Asked for26 Mar 2026', 'Valid from1 May 2026', 'Now', 'Expires20 Nov 2026'])
    await expect(line).toContainText(text)
  await expect(line).toContainText('When it opens this week, Oslo time')
  await expect(line).toContainText('Wed 18Thu 19Fri 20Sat 21Sun 22Mon 23Tue 24')
  // Today, Thursday, and Friday until its end.
  await expect(line.getByTitle(/ – /)).toHaveCount(3)
  await expect(line.getByTitle('Fri 20 Nov 2026, 08:00 – 12:00')).toBeVisible()
  const moments = page.getByRole('listitem').filter({ hasText: /^(Now|Asked for|Valid|Expires|Closes)/ })
  await expect(moments.filter({ hasText: 'Now: opens the door' })).toHaveAttribute('aria-current', 'time')

  const next = page.getByRole('heading', { name: 'Next openings' }).locator('+ ol').getByRole('listitem')
  await expect(next).toHaveText([
    /^Wed 18 Nov 2026, 10:0\d – 16:30 6 h (30|29) min$/,
    'Thu 19 Nov 2026, 08:00 – 16:30 8 h 30 min',
    'Fri 20 Nov 2026, 08:00 – 12:00 4 h',
  ])
})

test('labels of a life do not lie on each other, whatever the distances @long', async ({ page, openKey }) => {
  const lives = [
    {
      created: '2026-11-18T08:59:00.000Z',
      start: '2026-11-18T09:00:00.000Z',
      end: '2026-11-18T10:00:00.000Z',
    },
    {
      created: '2024-01-01T08:00:00.000Z',
      start: '2026-11-18T08:00:00.000Z',
      end: '2026-11-19T08:00:00.000Z',
    },
    {
      created: '2026-11-18T08:00:00.000Z',
      start: '2026-11-18T08:00:00.000Z',
      end: '2029-11-19T08:00:00.000Z',
    },
  ]
  await page.setViewportSize({ width: 390, height: 844 })
  for (const life of lives) {
    await openKey(life)
    const boxes = await page
      .getByRole('img', { name: /^The life of this key/ })
      .getByText(/^(Asked for|Valid from|Becomes valid|Now|Expires)/)
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().toJSON() as DOMRect))
    expect(boxes).toHaveLength(4)
    for (const [i, a] of boxes.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(0)
      expect(a.right).toBeLessThanOrEqual(390)
      for (const b of boxes.slice(i + 1))
        expect(
          a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top,
          JSON.stringify([a, b]),
        ).toBe(true)
    }
  }
})

const shapes: [what: string, recurrence: unknown, shown: string][] = [
  ['of another make', { rrule: 'FREQ=WEEKLY;BYDAY=MO' }, '{"rrule":"FREQ=WEEKLY;BYDAY=MO"}'],
  [
    'with a day that nobody knows',
    { timeSpans: [{ weekday: 'someday' }] },
    '{"timeSpans":[{"weekday":"someday"}]}',
  ],
  ['with an empty list', { timeSpans: [] }, '{"timeSpans":[]}'],
  ['that are a mere word', 'weekdays', '"weekdays"'],
  ['that are a list', [1, [2]], '[1,[2]]'],
]
shapes.forEach(([what, recurrence, shown], i) =>
  test(
    `hours ${what} are shown as they came, and claim nothing`,
    { tag: i > 1 ? ['@long'] : [] },
    async ({ page, openKey }) => {
      await openKey({ created: '2026-03-26T08:00:00.000Z', recurrence })
      const main = page.getByRole('main')
      await expect(main).toContainText('so it cannot be told when it opens. Unloc says:')
      await expect(main.getByText(shown, { exact: true })).toBeVisible()
      await expect(main).toContainText('Its times are in a form not known here')
      await expect(main).toContainText('Active')
      await expect(page.getByText('When it opens this week')).toHaveCount(0)
    },
  ),
)

test('hours of a key that waits for its start claim nothing either @long', async ({ page, openKey }) => {
  await openKey({ state: 'scheduled', start: '2026-11-20T08:00:00.000Z', recurrence: { every: 'day' } })
  await expect(page.getByRole('main')).toContainText('Its times are in a form not known here')
  await expect(page.getByText('It does not open again')).toHaveCount(0)
})

test('without the lock’s time zone no time is given for weekly hours @long', async ({ page, openKey }) => {
  await openKey({ recurrence: office }, 'Hytte i Levi, nøkkelboks')
  await expect(page.getByText('These hours go by the lock’s own clock.')).toBeVisible()
  await expect(page.getByText('When it opens this week')).toHaveCount(0)
})

test.describe('for a viewer in another zone', () => {
  test.use({ timezoneId: 'Asia/Tokyo' })
  test('an opening is told on both clocks', async ({ page, openKey }) => {
    await openKey({ recurrence: office, start: '2026-11-19T00:00:00.000Z' })
    await expect(page.getByRole('listitem').filter({ hasText: 'Thu 19 Nov 2026, 08:00' })).toHaveText(
      'Thu 19 Nov 2026, 08:00 – 16:30 8 h 30 minThu 19 Nov 2026, 16:00 – Fri 20 Nov 2026, 00:30 yours',
    )
  })
})
