import { expect, type Locator, type Page } from '@playwright/test'

/** Everything that acts without a key press, or that leads to a handle which could. */
const refused = new Set(
  (
    'click dblclick tap fill type press pressSequentially check uncheck setChecked selectOption selectText focus blur ' +
    'hover dragTo dragAndDrop drop clear setInputFiles dispatchEvent evaluate evaluateHandle evaluateAll elementHandle ' +
    'elementHandles $ $$ $eval $$eval mouse touchscreen setContent ' +
    'addScriptTag'
  ).split(' '),
)

/**
 * The page for a story that is told by keys alone: it reads and waits as ever, and `page.keyboard` acts. Whatever
 * else would act throws, on the page and on every locator that comes from it.
 */
export const keyboardOnly = (page: Page): Page => guard(page, 'page')

function guard<T extends object>(thing: T, name: string): T {
  return new Proxy(thing, {
    get(target, property) {
      if (typeof property === 'string' && refused.has(property))
        throw new Error(`${name}.${property}: this story may act by page.keyboard alone`)
      const value: unknown = Reflect.get(target, property, target)
      if (typeof value !== 'function' || property === 'constructor') return value
      return (...args: unknown[]) =>
        wrap((value as (...args: unknown[]) => unknown).apply(target, args), name)
    },
  })
}

function wrap(value: unknown, name: string): unknown {
  if (value instanceof Promise) return value.then((inner) => wrap(inner, name))
  if (Array.isArray(value)) return value.map((inner) => wrap(inner, name))
  return isLocating(value) ? guard(value, 'locator') : value
}

/** Pages, locators and the like: whatever can find an element could also act on it. */
const isLocating = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && 'getByRole' in value

/** Presses Tab until the focus is there, as a person does who has no mouse. */
export async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed <= most; pressed++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${String(target)} is not reached by ${most} presses of Tab`)
}
