import { expect, type Locator, type Page } from '@playwright/test'
import type { Fault } from './mockDoor.ts'

/** The honest count beside the title of a list. */
export const count = (page: Page) => page.getByRole('heading', { level: 1 }).locator('..').getByRole('status')

/** The shape of a list that is on its way. */
export const skeleton = (page: Page, label: string) => page.getByRole('status', { name: label })

/** What Unloc says when it refuses. */
export const problem = (title: string, detail: string) => ({ title, detail })

interface Listed {
  items: { id: string }[]
  /** The body of a page as Unloc gives it. */
  page: (items: { id: string }[], startAfterId: string) => object
}

/**
 * Faults by which a list breaks off after its first `size` rows, each of the three times that a read is tried. What is
 * asked for after that comes whole.
 */
export function breaksOff(path: string, { items, page }: Listed, size: number): Fault[] {
  const first = items.slice(0, size)
  const once: Fault[] = [
    { method: 'GET', path, times: 1, status: 200, body: page(first, first.at(-1)?.id ?? '') },
    { method: 'GET', path, times: 1, status: 500, body: problem('Internal error', 'Storage is busy') },
  ]
  return [...once, ...once, ...once]
}

interface Broken {
  page: Page
  /** What the table shows again when Unloc does. */
  whole: string | RegExp
  skeleton: string
  empty: string
  says: string[]
  technical: string
  mend: () => Promise<void>
}

/** A list that could not be read at all: it says so, claims nothing, and comes when it is asked for again. */
export async function expectBroken(story: Broken): Promise<void> {
  const { page } = story
  const trouble = page.getByRole('alert')
  for (const words of story.says) await expect(trouble).toContainText(words)
  await expect(skeleton(page, story.skeleton)).toHaveCount(0)
  await expect(count(page)).toHaveText('–')
  await expect(page.getByText(story.empty)).toHaveCount(0)
  await expect(page.getByRole('table')).toHaveCount(0)
  await trouble.locator('summary').click()
  await expect(trouble.locator('code')).toHaveText(story.technical)
  await story.mend()
  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(count(page)).toHaveText(story.whole)
  await expect(trouble).toHaveCount(0)
}

/** That the items of each of these lists stand below each other, within their list: so that each can be read. */
export async function expectReadable(lists: Locator, atLeast: number): Promise<void> {
  const places = await lists.evaluateAll((all) =>
    all.map((list) => {
      const { left, right } = list.getBoundingClientRect()
      const items = [...list.children].map((item) => item.getBoundingClientRect())
      return items.every(
        (item, n) =>
          item.left >= left &&
          item.right <= right &&
          item.height > 0 &&
          item.top >= (items[n - 1]?.bottom ?? 0),
      )
    }),
  )
  expect(places.length).toBeGreaterThanOrEqual(atLeast)
  expect(places, 'items of a list stand below each other').toEqual(places.map(() => true))
}
