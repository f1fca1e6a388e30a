import { expect, type Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { addNumbers, chooseDoor } from './keyForm.ts'
import type { MockDoor } from './mockDoor.ts'
import { creates, type AskedKey } from './wire.ts'

type Visit = (target: { to: string; params?: Record<string, string> }, search?: string) => Promise<void>

export const grid = (page: Page) => page.getByRole('grid', { name: 'Weekly hours, drawn' })
export const said = (page: Page) => page.getByRole('group', { name: 'Weekly hours' }).getByRole('status')

/** The form with a person, a door and weekly hours; what is there to begin with are office hours. */
export async function openWeek(page: Page, visit: Visit, projectId: string): Promise<void> {
  await visit(paths.keyCreate(projectId))
  await addNumbers(page, ['99887766'])
  await chooseDoor(page, 'Virtual Lock 1')
  await page.getByText('Weekly hours', { exact: true }).click()
  // The day's buttons stay in view and would lie over the last hours; the rows below them leave them in their place.
  await page.getByRole('button', { name: 'Add hours for other days' }).scrollIntoViewIfNeeded()
}

/** Where a day's time lies on the screen, once the grid is in view. */
export async function placeOf(page: Page, day: string, time: string): Promise<{ x: number; y: number }> {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const head = await grid(page).getByRole('columnheader', { name: day }).boundingBox()
  const row = grid(page)
    .getByRole('rowheader', { name: `${String(Math.min(hour, 23)).padStart(2, '0')}:00`, exact: true })
    .first()
  const box = await row.boundingBox()
  if (!head || !box) throw new Error('The grid is not there')
  return {
    x: head.x + head.width / 2,
    // Into the quarter that begins then.
    y: box.y + ((minute + (hour === 24 ? 60 : 0)) / 60) * box.height + 3,
  }
}

/** Sends the form, and reads the hours that Unloc was asked for: `mon 08:00-16:00`. */
export async function sendWeek(page: Page, mock: MockDoor): Promise<string[]> {
  await page.getByRole('button', { name: 'Make 1 key' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  return sentWeek(mock)
}

export async function sentWeek(mock: MockDoor): Promise<string[]> {
  const [post] = await creates(mock)
  const [key] = (post?.body as { keys: AskedKey[] }).keys
  const two = (n: number | undefined) => String(n).padStart(2, '0')
  return (key?.recurrence?.timeSpans ?? []).map((span) => {
    const { weekday, startHour, startMinute, endHour, endMinute } = span as Record<string, number>
    return `${weekday} ${two(startHour)}:${two(startMinute)}-${two(endHour)}:${two(endMinute)}`
  })
}
