import type { Page } from '@playwright/test'
import { paths } from '#src/paths.ts'
import { expect, test } from './fixtures.ts'
import { chooseDoor } from './keyForm.ts'
import { creates, type AskedKey } from './wire.ts'

/** What people copy from lists, mails and web pages, and whom they mean by it. */
const pasted: [text: string, number: string][] = [
  ['41234567', '+4741234567'],
  // A country code in disguise: +95 is Myanmar.
  ['95551234', '+4795551234'],
  ['412 34 567', '+4741234567'],
  ['+47 412 34 567', '+4741234567'],
  ['+1 (213) 373-4253', '+12133734253'],
  ['004741234567', '+4741234567'],
  ['0047 998 87 766', '+4799887766'],
  ['(+47) 99887766', '+4799887766'],
  ['tel:+4741234567', '+4741234567'],
  ['+47\u00a0998\u00a087\u00a0766', '+4799887766'],
  ['\u202a+4799887766\u202c', '+4799887766'],
  ['\uff0b\uff14\uff17 \uff14\uff11\uff12\uff13\uff14\uff15\uff16\uff17', '+4741234567'],
  ['0701234567', ''],
  ['+46 70 123 45 67', '+46701234567'],
]

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

const field = (page: Page) => page.getByRole('textbox', { name: 'Mobile number' })

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.keyboard.press('ControlOrMeta+V')
}

/** The number as it is read back below the field, in E.164; empty when there is none. */
const readBack = (page: Page) =>
  field(page).evaluate((input) => {
    const [below = ''] = input.getAttribute('aria-describedby')?.split(' ') ?? []
    const found = /\+[\d ]+$/.exec(document.getElementById(below)?.textContent.replace(/\s/g, ' ') ?? '')
    return found ? found[0].replaceAll(' ', '') : ''
  })

for (const mode of ['over', 'end'] as const)
  test(`a pasted number is the number that was meant: ${mode === 'over' ? 'over another one' : 'at the end of the field @long'}`, async ({
    page,
    visit,
    projectId,
  }) => {
    await visit(paths.keyCreate(projectId))
    const wrong: string[] = []
    for (const [text, number] of pasted) {
      await field(page).fill('')
      await expect.poll(() => readBack(page)).toBe('')
      if (mode === 'over') {
        await field(page).fill('45123456')
        await field(page).press('ControlOrMeta+A')
      }
      await paste(page, text)
      await expect
        .poll(() => readBack(page), { timeout: 2_000 })
        .toBe(number)
        .catch(async () => wrong.push(`${text} became ${await readBack(page)}, not ${number}`))
    }
    expect(wrong).toEqual([])
  })

test('two hundred numbers pasted at once become good, bad and doubled chips, and the good ones are sent', async ({
  page,
  mock,
  visit,
  projectId,
}) => {
  const good = Array.from({ length: 196 }, (_, i) => `9${String(5_551_000 + i)}`)
  await visit(paths.keyCreate(projectId))
  await chooseDoor(page, 'Virtual Lock 1')
  await field(page).click()
  await paste(page, [...good, 'nonsense', '12', good[0], `+47 ${String(good[1])}`].join('\n'))
  const chips = page.getByRole('list', { name: 'People who get keys' }).getByRole('listitem')
  await expect(chips).toHaveCount(200)
  await expect(chips.filter({ hasText: 'listed twice, counts once' })).toHaveCount(2)
  await expect(page.getByRole('complementary', { name: 'Summary' })).toContainText(
    '196 people × 1 lock = 196 keys',
  )
  await page.getByRole('button', { name: 'Remove 2 not usable' }).click()
  await page.getByRole('button', { name: 'Remove 2 listed twice' }).click()
  await expect(chips).toHaveCount(196)
  await page.getByRole('button', { name: 'Make 196 keys' }).click()
  await expect(page).toHaveURL(/\/jobs\/[\w-]+$/)
  const [create, ...more] = await creates(mock)
  expect(more).toEqual([])
  expect((create?.body as { keys: AskedKey[] }).keys.map(({ appUserId }) => appUserId)).toEqual(
    good.map((number) => `+47${number}`),
  )
})

test('a list in the field for lists says what it comes to before anything is added', async ({
  page,
  visit,
  projectId,
}) => {
  await visit(paths.keyCreate(projectId))
  const chips = page.getByRole('list', { name: 'People who get keys' }).getByRole('listitem')
  await field(page).fill('99887766')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(chips).toHaveCount(1)
  await page.getByRole('button', { name: 'Paste a list' }).click()
  const list = page.getByRole('textbox', { name: /^Numbers, one a line/ })
  await list.fill('41234567, nonsense\n+46 70 123 45 67; 0047 998 87 766')
  await expect(list).toHaveAccessibleDescription('2 usable numbers, 1 not usable, 1 listed already')
  await expect(chips).toHaveCount(1)
  await page.getByRole('button', { name: 'Add these numbers' }).click()
  await expect(list).toBeHidden()
  await expect(chips).toHaveText([
    /998.87.766/,
    /412.34.567/,
    /nonsense/,
    /701.234.567/,
    /listed twice, counts once/,
  ])
})
