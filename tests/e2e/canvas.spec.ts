import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { command, EVERYBODY, enter, idOf, newCase, open, type Visitor } from './visitors'

let mdm: Visitor
let hdo: Visitor
let caseId: string

test.beforeAll(async ({ browser }) => {
  mdm = await enter(browser, 'admin@mdm.example')
  hdo = await enter(browser, 'editor@hdo.example')
  caseId = await newCase(mdm, EVERYBODY, 'Canvas at work')
  await command(mdm, caseId, 'decide-capability', { capability: 'AUDT', decision: 'required' })
  await command(mdm, caseId, 'add-risk', { capability: 'ALOF', values: { threat: 'A badge is lent' } })
  await mdm.context.grantPermissions(['clipboard-read', 'clipboard-write'])
})
test.afterAll(async () => {
  await mdm?.context.close()
  await hdo?.context.close()
})

const canvas = (page: Page) => page.getByRole('application', { name: 'Argument diagram' })
const shape = (page: Page, name: string) => page.getByRole('img', { name: new RegExp(`^\\w+ ${name}\\.`) })
const menu = (page: Page) => page.getByRole('menu')
const notice = (page: Page) => page.locator('.canvas-notice')

/** Opens the branch of ALOF and waits for the risk. */
async function openAlof(who: Visitor): Promise<void> {
  await open(who, caseId, '?open=ALOF')
  await expect(shape(who.page, 'C7-ALOF-1')).toBeVisible()
}

async function middle(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await shape(page, name).boundingBox()
  if (box === null) throw new Error(`${name} is not on the screen`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function goTo(page: Page, name: string): Promise<void> {
  const at = await middle(page, name)
  await page.mouse.click(at.x, at.y)
  await expect(shape(page, name)).toHaveClass(/is-selected/)
  await canvas(page).focus()
}

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
}

test('[WALK60] [CAN10] the same menu opens by right click and by Shift+F10, holds every action with its key, and has no barrier', async () => {
  const { page } = mdm
  await openAlof(mdm)
  const at = await middle(page, 'C7-ALOF-1')
  await page.mouse.click(at.x, at.y, { button: 'right' })
  await expect(menu(page)).toBeVisible()
  const byMouse = await menu(page).getByRole('menuitem').allTextContents()
  expect(byMouse.join()).toContain('Move below another element')
  expect(await serious(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(menu(page)).toBeHidden()
  await expect(canvas(page)).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(menu(page)).toBeVisible()
  expect(await menu(page).getByRole('menuitem').allTextContents()).toEqual(byMouse)
  await page.keyboard.press('Escape')
})

test('[WALK61] [CAN12] a branch closes by its mark and opens by Space, stays closed after a reload, and only for this person', async () => {
  const { page } = mdm
  await openAlof(mdm)
  await openAlof(hdo)
  await goTo(page, 'C7-ALOF-1')
  await shape(page, 'C7-ALOF-1').locator('.gsn-fold').click()
  await expect(shape(page, 'C8-ALOF-1-1')).toHaveCount(0)
  await expect(shape(page, 'C7-ALOF-1')).toHaveAttribute('aria-label', /branch closed, 3 hidden/)
  await page.reload()
  await expect(shape(page, 'C7-ALOF-1')).toHaveAttribute('aria-label', /branch closed/)
  await expect(shape(hdo.page, 'C8-ALOF-1-1')).toBeVisible()
  await goTo(page, 'C7-ALOF-1')
  await page.keyboard.press('Space')
  await expect(shape(page, 'C8-ALOF-1-1')).toBeVisible()
})

test('[WALK62] [CAN11] what is dragged, or shifted by Alt and an arrow, stands there for the other side too and goes back', async () => {
  const { page } = mdm
  await openAlof(mdm)
  await openAlof(hdo)
  await goTo(page, 'C7-ALOF-2')
  const from = await middle(page, 'C7-ALOF-2')
  const before = await shape(hdo.page, 'C7-ALOF-2').getAttribute('transform')
  await page.mouse.move(from.x, from.y - 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 6 })
  await page.mouse.up()
  await expect(shape(hdo.page, 'C7-ALOF-2')).not.toHaveAttribute('transform', before ?? '')
  await canvas(page).focus()
  await page.keyboard.press('Shift+F10')
  await menu(page).getByRole('menuitem', { name: 'Put back in its place' }).click()
  await expect(shape(hdo.page, 'C7-ALOF-2')).toHaveAttribute('transform', before ?? '')
  await canvas(page).focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(shape(hdo.page, 'C7-ALOF-2')).not.toHaveAttribute('transform', before ?? '')
  await page.keyboard.press('Control+z')
  await expect(shape(hdo.page, 'C7-ALOF-2')).toHaveAttribute('transform', before ?? '')
})

test('[WALK63] [CLP3] a branch copied by keys is pasted below another capability, with names of its own, and shows to the other side', async () => {
  const { page } = mdm
  await openAlof(mdm)
  await goTo(page, 'C7-ALOF-1')
  await page.keyboard.press('Control+c')
  await expect(notice(page)).toContainText('Copied C7-ALOF-1 with')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Claim: .*\n {2}Context: /)
  await open(mdm, caseId, '?open=AUDT&element=C6-AUDT')
  await expect(shape(page, 'C6-AUDT')).toHaveClass(/is-selected/)
  await canvas(page).focus()
  await page.keyboard.press('Control+v')
  await expect(shape(page, 'C7-AUDT-1')).toBeVisible()
  await expect(shape(page, 'C8-AUDT-1-1')).toBeVisible()
  await open(hdo, caseId, '?open=AUDT&element=C7-AUDT-1')
  await expect(shape(hdo.page, 'C7-AUDT-1')).toHaveClass(/is-selected/)
})

test('[WALK64] [CLP2] an indented list from any program becomes claims where it is pasted', async () => {
  const { page } = mdm
  await open(mdm, caseId, '?open=ALOF&element=C2-ALOF')
  await expect(shape(page, 'C2-ALOF')).toHaveClass(/is-selected/)
  await page.evaluate(() => navigator.clipboard.writeText('- Idle time is set\n    - It is twelve minutes\n'))
  await canvas(page).focus()
  await page.keyboard.press('Control+v')
  await expect(notice(page)).toContainText('Pasted 2 elements below C2-ALOF')
  await expect(page.locator('[role="img"][aria-label*="It is twelve minutes"]')).toBeVisible()
  await page.keyboard.press('Control+z')
})

test('[WALK65] [GRP1] several are chosen by a rectangle or by X, go to the bin together and come back by one undo', async () => {
  const { page } = mdm
  await openAlof(mdm)
  await goTo(page, 'C7-ALOF-2')
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('x')
  const [a, b] = [await shape(page, 'C7-ALOF-1').boundingBox(), await shape(page, 'C7-ALOF-2').boundingBox()]
  if (a === null || b === null) throw new Error('Both risks should be on the screen')
  await page.mouse.move(Math.min(a.x, b.x) - 8, a.y + 4)
  await page.keyboard.down('Shift')
  await page.mouse.down()
  await page.mouse.move(Math.max(a.x, b.x) + 60, a.y + 30, { steps: 5 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(notice(page)).toContainText('elements chosen')
  await canvas(page).focus()
  await page.keyboard.press('Delete')
  await expect(shape(page, 'C7-ALOF-1')).toHaveCount(0)
  await expect(shape(page, 'C7-ALOF-2')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(shape(page, 'C7-ALOF-1')).toBeVisible()
  await expect(shape(page, 'C7-ALOF-2')).toBeVisible()
})

test('[WALK66] [CAN9] by keyboard alone a control moves below another risk, and only legal places are offered', async () => {
  const { page } = mdm
  await open(mdm, caseId, '?open=ALOF&element=C8-ALOF-1-1')
  await expect(shape(page, 'C8-ALOF-1-1')).toHaveClass(/is-selected/)
  await canvas(page).focus()
  await page.keyboard.press('m')
  await expect(notice(page)).toContainText('Moving C8-ALOF-1-1')
  await expect(shape(page, 'C5-ALOF')).toHaveClass(/is-target/)
  await expect(shape(page, 'S2-ALOF-1')).toHaveClass(/is-dimmed/)
  for (let tries = 0; tries < 12; tries++) {
    await page.keyboard.press('ArrowRight')
    if (/S2-ALOF-2/.test((await notice(page).textContent()) ?? '')) break
  }
  await page.keyboard.press('Enter')
  await expect(notice(page)).toContainText('C8-ALOF-1-1 now stands below S2-ALOF-2')
  await page.keyboard.press('Control+z')
})

test('[WALK67] [CAN12] O shows only one branch, the trail leads out of it, and the address opens it for the other side', async () => {
  const { page } = mdm
  await openAlof(mdm)
  await goTo(page, 'C7-ALOF-1')
  await page.keyboard.press('o')
  await expect(shape(page, 'C5-ALOF')).toHaveCount(0)
  await expect(page).toHaveURL(/open=C7-ALOF-1/)
  await hdo.page.goto(page.url())
  await expect(shape(hdo.page, 'C7-ALOF-1')).toBeVisible()
  await expect(shape(hdo.page, 'C5-ALOF')).toHaveCount(0)
  await page.getByRole('navigation', { name: 'Where you are' }).getByRole('button', { name: /ALOF/ }).first().click()
  await expect(shape(page, 'C5-ALOF')).toBeVisible()
})

test('[WALK68] [CAN13] [PIC1] the map moves the window, and a picture of the whole argument is an SVG of its own', async () => {
  const { page } = mdm
  await openAlof(mdm)
  await goTo(page, 'C7-ALOF-1')
  const map = page.getByTestId('canvas-map')
  // Where everything is in view there is no map.
  for (let step = 0; step < 4; step++) await page.keyboard.press('+')
  await expect(map).toBeVisible()
  const before = await shape(page, 'C7-ALOF-1').boundingBox()
  await map.click({ position: { x: 20, y: 20 } })
  await expect.poll(async () => (await shape(page, 'C7-ALOF-1').boundingBox())?.x).not.toBe(before?.x)
  await canvas(page).focus()
  await page.keyboard.press('n')
  await expect(map).toBeHidden()
  await page.keyboard.press('n')
  await page.getByRole('button', { name: 'Save a picture' }).click()
  await page.getByRole('radio', { name: /The whole argument/ }).check()
  await page.getByRole('radio', { name: /As in GSN figures/ }).check()
  expect(await serious(page)).toEqual([])
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  expect(download.suggestedFilename()).toBe('case.svg')
  const svg = readFileSync(await download.path(), 'utf8')
  expect(svg).toMatch(/^<svg xmlns/)
  expect(svg).not.toMatch(/class=|style=|<script/)
  expect(svg).toContain('C7-ALOF-1')
  expect(svg).toContain('C2-TXIG')
})

test('[WALK69] [CAN6] what I have selected stays under my eyes while the other side adds to the same branch', async () => {
  const { page } = mdm
  await openAlof(mdm)
  await goTo(page, 'C7-ALOF-2')
  const before = await middle(page, 'C7-ALOF-2')
  const risk = await idOf(mdm, caseId, 'C7-ALOF-1')
  for (const title of ['Badge policy', 'Camera', 'Patrol']) {
    await command(hdo, caseId, 'add-control', { risk, values: { title, responsible: 'hdo' } })
  }
  await expect(shape(page, 'C8-ALOF-1-4')).toHaveCount(1)
  await expect
    .poll(async () => {
      const now = await middle(page, 'C7-ALOF-2')
      return Math.round(Math.hypot(now.x - before.x, now.y - before.y))
    })
    .toBeLessThanOrEqual(2)
})
