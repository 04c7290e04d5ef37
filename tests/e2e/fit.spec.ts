import { expect, type Page, test } from '@playwright/test'
import { barriers, canvas, expectNoSidewaysScroll, panel, row, shape, tabTo, tree } from './places'
import { EVERYBODY, enter, newCase, open, type Visitor } from './visitors'

/** The same workspace at 200 %, in forced colours, without motion and on paper. */
let who: Visitor
let caseId: string

test.beforeAll(async ({ browser }) => {
  who = await enter(browser, 'admin@mdm.example')
  caseId = await newCase(who, EVERYBODY, 'For every eye')
})
test.afterAll(async () => who?.context.close())
test.afterEach(async () => {
  await who.page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference', media: 'screen' })
  await who.page.setViewportSize({ width: 1440, height: 900 })
})

/** Whether all of an element lies in the window and nothing else lies over its middle. */
async function reachable(page: Page, name: string): Promise<boolean> {
  return page
    .getByRole('button', { name })
    .first()
    .evaluate((el) => {
      const box = el.getBoundingClientRect()
      if (box.right > window.innerWidth + 1 || box.left < -1) return false
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
      return top !== null && (el.contains(top) || top.contains(el))
    })
}

test('[WALK119] [UI13] at 200 % of 1440 x 900 everything is still reached: outline, canvas, panel, palette, undo, account', async () => {
  const { page } = who
  // 200 % zoom is half the window in CSS pixels.
  await page.setViewportSize({ width: 720, height: 450 })
  await open(who, caseId, '?open=ALOF&element=C7-ALOF-1')
  await expectNoSidewaysScroll(page)
  for (const name of ['Find and go', 'Undo my last change', 'Account of'])
    expect(await reachable(page, name), name).toBe(true)
  await page.getByRole('button', { name: 'Show the outline' }).click()
  await expect(tree(page)).toBeVisible()
  await expectNoSidewaysScroll(page)
  await row(page, 'C2-ALOF').press('Escape')
  await expect(tree(page)).toBeHidden()
  const statement = page.getByRole('textbox', { name: 'Statement' })
  if (!(await statement.isVisible())) await page.getByRole('button', { name: 'Show the selected element' }).click()
  await expect(statement).toBeVisible()
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Find and go' }).click()
  const search = page.getByRole('combobox', { name: /Find an element/ })
  await expect(search).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  await expect(search).toBeHidden()
})

test('[WALK119] [UI13] in forced colours shapes, lines, focus and selection are still told apart', async () => {
  const { page } = who
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await open(who, caseId, '?open=ALOF&element=C7-ALOF-1')
  await expect(shape(page, 'C7-ALOF-1')).toHaveClass(/is-selected/)
  const paint = (selector: string, name: 'stroke' | 'fill') =>
    page
      .locator(selector)
      .first()
      .evaluate((el, what) => getComputedStyle(el)[what as 'stroke'], name)
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
  for (const selector of ['.gsn-goal .gsn-shape', '.gsn-strategy .gsn-shape', '.gsn-line']) {
    if ((await page.locator(selector).count()) > 0) expect(await paint(selector, 'stroke'), selector).not.toBe(ground)
  }
  expect(await paint('.gsn-text', 'fill')).not.toBe(ground)
  // The row that is selected differs from its neighbours by more than a background, which forced colours take away.
  const look = (id: string) =>
    row(page, id).evaluate((el) => {
      const { outlineStyle, borderStyle, backgroundColor, forcedColorAdjust, fontWeight } = getComputedStyle(el)
      return JSON.stringify({ outlineStyle, borderStyle, backgroundColor, forcedColorAdjust, fontWeight })
    })
  const selected = await tree(page).locator('[aria-selected=true]').first().getAttribute('data-element')
  expect(await look(selected ?? '')).not.toBe(await look('C2-AUDT'))
  await tabTo(page, canvas(page))
  const ring = await page.locator('.canvas-stage').evaluate((el) => getComputedStyle(el, '::after').borderTopStyle)
  expect(ring, 'the canvas shows that it has the keyboard').toBe('solid')
  expect(await barriers(page, 'header', undefined)).toEqual([])
})

test('[WALK119] [CAN6] [UI13] with reduced motion nothing glides or fades', async () => {
  const { page } = who
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(who, caseId, '?open=ALOF&element=C7-ALOF-1')
  await expect(shape(page, 'C7-ALOF-1')).toBeVisible()
  await page.locator('.canvas-paper').evaluate((el) => el.classList.add('is-gliding'))
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((el) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(el)
      const long = (text: string) =>
        text.split(',').some((each) => Number.parseFloat(each) * (each.includes('ms') ? 1 : 1000) > 20)
      const animated = animationName !== 'none' && long(animationDuration)
      return long(transitionDuration) || animated ? [`${el.tagName}.${el.getAttribute('class') ?? ''}`] : []
    }),
  )
  expect([...new Set(moving)].slice(0, 5)).toEqual([])
})

test('[WALK119] [UI13] on paper stands what one reads, in black on white, without what one clicks', async () => {
  const { page } = who
  await page.evaluate(() => localStorage.setItem('mantine-color-scheme-value', 'dark'))
  for (const view of ['register', 'findings', 'matrix'] as const) {
    await open(who, caseId, `?view=${view}`)
    await expect(page.getByRole('main')).toContainText(/ALOF/)
    await page.emulateMedia({ media: 'print' })
    const seen = await page.evaluate(() => {
      const shown = (el: Element | null) => el !== null && (el as HTMLElement).checkVisibility()
      const light = (text: string) =>
        (text.match(/\d+/g) ?? []).slice(0, 3).every((part) => Number(part) > 230) || /, 0\)$/.test(text)
      return {
        undo: shown(document.querySelector('[aria-label="Undo my last change"]')),
        outline: shown(document.querySelector('[role=tree]')),
        panel: shown(document.querySelector('[role=tabpanel]')),
        main: shown(document.querySelector('main')),
        ground: light(getComputedStyle(document.body).backgroundColor),
        text: getComputedStyle(document.querySelector('main') ?? document.body).color,
      }
    })
    expect(seen, view).toMatchObject({ undo: false, outline: false, panel: false, main: true, ground: true })
    const [r = 255] = (seen.text.match(/\d+/g) ?? []).map(Number)
    expect(r, `${view} is dark on white`).toBeLessThan(110)
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.byteLength).toBeGreaterThan(5_000)
    await page.emulateMedia({ media: 'screen' })
  }
  await page.evaluate(() => localStorage.setItem('mantine-color-scheme-value', 'light'))
  await expect(panel(page)).toBeVisible()
})
