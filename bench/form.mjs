import { summary } from './figures.mjs'

const [people, doors, timedDoors, pastes] = [300, 40, 8, 3]
// Each of these letters finds other doors.
const typed = '125'

/** Functions that run in the page. Each waits for an event and then until what `find` tells of the form is another. */
const untilOther = ([event, what]) => {
  const looks = {
    preview: () => document.querySelector('aside[aria-labelledby="summary"]').textContent,
    recipients: () => document.querySelectorAll('[id^="people-"]').length,
    options: () =>
      [...document.querySelectorAll('[role=option]')].map(({ textContent }) => textContent).join('\n'),
  }
  const look = looks[what]
  const before = look()
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`No other ${what} after ${event}`)), 10_000)
    addEventListener(
      event,
      ({ timeStamp }) => {
        const each = () => {
          if (look() === before) return void requestAnimationFrame(each)
          const end = () => {
            clearTimeout(patience)
            resolve(performance.now() - timeStamp)
          }
          // Begins when this frame has been painted, and before what the page puts off until then.
          scheduler.postTask(end, { priority: 'user-blocking' })
        }
        requestAnimationFrame(each)
      },
      { once: true, capture: true },
    )
    globalThis.benchReady = true
  })
}

async function timed(page, event, what, act) {
  const shown = page.evaluate(untilOther, [event, what])
  shown.catch(() => undefined)
  await page.waitForFunction(() => globalThis.benchReady)
  await act()
  const ms = await shown
  await page.evaluate(() => (globalThis.benchReady = false))
  return ms
}

/** Opens the form with 300 numbers in it; `ms`: from the press on "Add these numbers" until they were painted. */
async function openPasted(browser, url, slowdown) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1100 },
    locale: 'en-GB',
    timezoneId: 'Europe/Oslo',
  })
  const page = await context.newPage()
  await page.goto(url)
  const picker = page.getByRole('combobox', { name: 'Doors' })
  await picker.click()
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  // The whole list of keys comes beside it, and is no part of the form.
  await page.waitForTimeout(8000)
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })

  await page.getByRole('button', { name: 'Paste a list' }).click()
  const numbers = Array.from({ length: people }, (_, i) => `+47 9${String(10_00_000 + i * 7919)}`)
  await page.getByRole('textbox', { name: /^Numbers, one a line/ }).fill(numbers.join('\n'))
  const add = page.getByRole('button', { name: 'Add these numbers' })
  return { context, page, picker, ms: await timed(page, 'click', 'recipients', () => add.click()) }
}

/**
 * The form for new keys with 1,000 locks in its picker: a paste of 300 numbers, the last of 40 doors that are chosen for
 * them, and letters typed into the picker. Milliseconds from the event to the painted answer, at normal speed and four
 * times slower.
 */
export async function form(browser, house) {
  const { origin, projectId } = await house.site('console', 100_000)
  const url = `${origin}/p/${projectId}/keys/new`
  const told = []
  for (const slowdown of [1, 4]) {
    const pasted = []
    for (let i = 1; i < pastes; i++) {
      const { context, ms } = await openPasted(browser, url, slowdown)
      pasted.push(ms)
      await context.close()
    }
    const { context, page, picker, ms } = await openPasted(browser, url, slowdown)
    pasted.push(ms)

    await picker.click()
    const keys = []
    for (const key of [...typed, ...[...typed].map(() => 'Backspace')])
      keys.push(await timed(page, 'keydown', 'options', () => page.keyboard.press(key)))

    const toggles = []
    for (let i = 0; i < doors; i++) {
      // By the page's own hand: the list moves at each press, and the bench's patience with that is not the form's.
      const choose = () =>
        page.evaluate(() =>
          document
            .getElementById(document.getElementById('lockIds').getAttribute('aria-controls'))
            .querySelector('[role=option]')
            .click(),
        )
      if (i < doors - timedDoors) await choose()
      else toggles.push(await timed(page, 'click', 'preview', choose))
    }
    await context.close()
    told.push({ slowdown, paste: summary(pasted), toggle: summary(toggles), keystroke: summary(keys) })
  }
  return told
}
