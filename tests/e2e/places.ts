import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'

/** The one tab stop of the canvas. */
export const canvas = (page: Page) => page.getByRole('application', { name: 'Argument diagram' })

/** An element on the canvas, by the name on its label. */
export const shape = (page: Page, name: string) => page.getByRole('img', { name: new RegExp(`^\\w+ ${name}\\.`) })

/** What the canvas says in words. */
export const notice = (page: Page) => page.locator('.canvas-notice')

export const tree = (page: Page) => page.getByRole('tree', { name: 'Elements of the case' })

/** A row of the outline by the element's id. */
export const row = (page: Page, id: string) => tree(page).locator(`[data-element="${id}"]`).first()

export const panel = (page: Page) => page.getByRole('complementary', { name: 'Selected element' })

/** Notices that come and go. */
export const told = (page: Page, words: string | RegExp) => page.getByRole('alert').filter({ hasText: words })

/** Presses Tab until this has the focus: nobody who has only a keyboard is spared a stop. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 90): Promise<void> {
  for (let n = 0; n <= most; n++) {
    if ((await target.count()) > 0 && (await target.first().evaluate((el) => el === document.activeElement))) return
    await page.keyboard.press(key)
  }
  throw new Error(`${target} is not reached by ${key}`)
}

/** The label of the canvas's element that has the keyboard. */
export async function activeShape(page: Page): Promise<string> {
  return canvas(page).evaluate((el) => {
    const id = el.getAttribute('aria-activedescendant')
    return (id === null ? null : document.getElementById(id)?.getAttribute('aria-label')) ?? ''
  })
}

/** Presses a key on the canvas until the element that has the keyboard is called so. */
export async function walkTo(page: Page, name: RegExp, key: string, most = 25): Promise<void> {
  for (let n = 0; n < most; n++) {
    if (name.test(await activeShape(page))) return
    await page.keyboard.press(key)
    await page.waitForTimeout(60)
  }
  throw new Error(`${key} does not lead to ${name}: it ended at ${await activeShape(page)}`)
}

/** The middle of an element on the canvas, in px of the window. */
export async function middleOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await shape(page, name).boundingBox()
  if (box === null) throw new Error(`${name} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/**
 * Barriers that axe calls serious or critical, with where they are.
 * @param within only in what this selector finds
 * @param only   only this rule
 */
export async function barriers(page: Page, within?: string, only?: 'color-contrast'): Promise<string[]> {
  // The frame of a frozen version runs no script, the scanner's neither: it would wait there for ever.
  const axe = new AxeBuilder({ page }).exclude('iframe')
  if (only === undefined) axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
  else axe.withRules([only])
  if (within !== undefined) axe.include(within)
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.target.join(' '))
          .join(' | ')}`,
    )
}

/** Nothing of the page lies beside the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}
