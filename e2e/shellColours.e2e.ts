import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'

test('light, dark or as the system: the choice holds over a reload', async ({ page, visit, projectId }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await visit(paths.keys(projectId))
  const colours = page.getByRole('radiogroup', { name: 'Colours' })
  const scheme = page.locator('html')
  await expect(colours.getByRole('radio', { name: 'As the system' })).toBeChecked()
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await colours.getByRole('radio', { name: 'Light' }).check()
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light')
  await page.reload()
  await expect(colours.getByRole('radio', { name: 'Light' })).toBeChecked()
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light')
})
