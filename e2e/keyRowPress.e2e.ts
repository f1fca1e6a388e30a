import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { count } from './listStates.ts'

test('a press and a focus that begin at one key never end at another, whatever the list is asked meanwhile', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keys(projectId), '?state=active')
  const boxes = page.getByRole('row').getByRole('checkbox', { name: /^Select (?!all)/ })
  const person = page.getByRole('columnheader', { name: 'Person' })
  const nameOf = (place: number) => boxes.nth(place).getAttribute('aria-label')
  await expect(count(page)).toHaveText(/^\d+ of 700 keys$/)
  const first = (await nameOf(2)) ?? ''
  await person.getByRole('button').click()
  await expect(page).toHaveURL(/sort=person/)
  await expect(person).toHaveAttribute('aria-sort', 'ascending')
  const second = (await nameOf(2)) ?? ''
  expect(second).not.toBe(first)

  await test.step('the mouse goes down on one key and up on the one that stands there then', async () => {
    const box = (await boxes.nth(2).boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.goBack()
    await expect(boxes.nth(2)).toHaveAttribute('aria-label', first)
    await page.mouse.up()
    await expect(page.getByRole('row').getByRole('checkbox', { checked: true })).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Selected keys' })).toBeHidden()
  })

  await test.step('the keyboard stands at one key', async () => {
    await boxes.nth(2).focus()
    await page.goForward()
    await expect(boxes.nth(2)).toHaveAttribute('aria-label', second)
    await page.keyboard.press('Space')
    await expect(page.getByRole('row').getByRole('checkbox', { checked: true })).toHaveCount(0)
  })
})
