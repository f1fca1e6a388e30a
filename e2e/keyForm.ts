import type { Page } from '@playwright/test'

/** Types a door's name into the field of doors and takes the one that is called exactly so. */
export async function chooseDoor(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Doors' }).fill(name)
  await page
    .getByRole('option')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click()
  // The list stays open for more doors.
  await page.keyboard.press('Escape')
}

/** Pastes several numbers at once, one a line, and adds them. */
export async function addNumbers(page: Page, numbers: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Paste a list' }).click()
  await page.getByRole('textbox', { name: /^Numbers, one a line/ }).fill(numbers.join('\n'))
  await page.getByRole('button', { name: 'Add these numbers' }).click()
}

/** The id at the end of the page's address. */
export const idOf = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''
