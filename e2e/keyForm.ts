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

/** Types a start or end, and leaves the field. */
export async function typeMoment(page: Page, field: 'Start' | 'End', text: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(text)
  await page.keyboard.press('Tab')
}

/** Picks a day in the calendar and types the time below it. */
export async function pickMoment(
  page: Page,
  field: 'Start' | 'End',
  day: string,
  time: string,
): Promise<void> {
  await page.getByRole('button', { name: `${field}: calendar` }).click()
  const picker = page.getByRole('dialog')
  await picker.getByRole('button', { name: day, exact: true }).click()
  await picker.getByRole('spinbutton', { name: 'Hours' }).click()
  await page.keyboard.type(time.replace(':', ''))
  await picker.getByRole('button', { name: 'Use this time' }).click()
  await picker.waitFor({ state: 'hidden' })
}

/** Fills in the first row of weekly hours: from and to on these days. */
export async function weeklyHours(page: Page, days: string[], from: string, to: string): Promise<void> {
  await page.getByText('Weekly hours', { exact: true }).click()
  await page.getByRole('textbox', { name: 'From' }).fill(from)
  await page.getByRole('textbox', { name: 'To' }).fill(to)
  for (const box of await page.getByRole('group', { name: 'Hours, row 1' }).getByRole('checkbox').all())
    await box.setChecked(days.includes((await box.getAttribute('aria-label')) ?? ''))
}
