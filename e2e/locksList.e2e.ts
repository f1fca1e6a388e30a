import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'

test('a lock in the list tells its address, vendor, zone, battery and its age, and live keys; a search finds it by its address', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.locks(projectId))
  const rows = page.getByRole('table', { name: 'Locks' }).getByRole('row')
  const lock = rows.filter({ has: page.getByRole('link', { name: 'Virtual Lock 1', exact: true }) })
  const search = page.getByRole('searchbox', { name: 'Search locks' })
  await search.fill('virtual lock')
  await expect(rows).toHaveCount(3)
  await expect(rows.first().getByRole('columnheader')).toHaveText([
    '',
    ...['Name', 'Address', 'Vendor', 'Time zone', 'Battery', 'Live keys'],
    '',
  ])
  await expect(lock.getByRole('cell')).toHaveText([
    '',
    'Virtual Lock 1',
    '–',
    'Virtual',
    'Oslo time',
    '–',
    '2',
    '',
  ])

  // As Unloc gives it: a word, and when it was told.
  await search.fill('kvitlyngveien 1, 0999')
  const entrance = rows.filter({ has: page.getByRole('link', { name: 'Hovedinngang 1', exact: true }) })
  await expect(entrance.getByRole('cell')).toContainText([
    '',
    'Hovedinngang 1',
    'Kvitlyngveien 1, 0999 Oslo',
    'dormakaba dKey',
    'Oslo time',
    'Medium6 months ago',
    /^\d+$/,
    '',
  ])
})
