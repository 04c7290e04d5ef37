import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { EVERYBODY, elementOf, enter, idOf, newCase, open, showTab, type Visitor } from './visitors'

let mdm: Visitor
let hdo: Visitor
let caseId: string

test.beforeAll(async ({ browser }) => {
  mdm = await enter(browser, 'admin@mdm.example')
  hdo = await enter(browser, 'editor@hdo.example')
  caseId = await newCase(mdm, EVERYBODY, 'Outline walk')
})
test.afterAll(async () => {
  await mdm?.context.close()
  await hdo?.context.close()
})

const tree = (page: Page) => page.getByRole('tree', { name: 'Elements of the case' })
const row = (page: Page, id: string) => tree(page).locator(`[data-element="${id}"]`).first()

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
}

test('[WALK70] [FST1] the first visit is shown around in three steps and can be called back', async () => {
  await open(mdm, caseId)
  const tour = mdm.page.getByRole('region', { name: 'Show me around' })
  await expect(tour).toContainText('1 of 3')
  expect(await serious(mdm.page)).toEqual([])
  await tour.getByRole('button', { name: 'Skip' }).click()
  await expect(tour).toBeHidden()
  await open(mdm, caseId)
  await expect(tour).toBeHidden()
  await mdm.page.getByRole('button', { name: /^Account of/ }).click()
  await mdm.page.getByRole('menuitem', { name: 'Show me around' }).click()
  await expect(tour).toContainText('1 of 3')
  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByRole('button', { name: 'Next' }).click()
  await tour.getByRole('button', { name: 'Done' }).click()
  await expect(tour).toBeHidden()
})

test('[WALK71] [OUT3] by keyboard alone a statement is written in the outline, and the other side reads it', async () => {
  const top = await idOf(mdm, caseId, 'C8-ALOF-1-1')
  await open(mdm, caseId, '?element=C8-ALOF-1-1')
  await open(hdo, caseId, '?element=C8-ALOF-1-1')
  await row(mdm.page, top).focus()
  await mdm.page.keyboard.press('F2')
  await mdm.page.keyboard.type(' The lock is tested.')
  await mdm.page.keyboard.press('Enter')
  await expect(row(hdo.page, top)).toContainText('The lock is tested.')
  await expect(row(mdm.page, top)).toBeFocused()
})

test('[WALK72] [OUT1] Alt and an arrow move a row for both sides; undo brings it back', async () => {
  await open(mdm, caseId, '?element=C2-ALOF')
  await row(mdm.page, 'C2-ALOF').focus()
  const order = () =>
    tree(hdo.page)
      .locator('[data-element^="C2-"]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-element')))
  await open(hdo, caseId)
  const before = await order()
  await mdm.page.keyboard.press('Alt+ArrowDown')
  await expect.poll(order).not.toEqual(before)
  await expect(row(mdm.page, 'C2-ALOF')).toBeFocused()
  await mdm.page.keyboard.press('Control+z')
  await expect.poll(order).toEqual(before)
})

test('[WALK73] [OUT2] a row is dragged to another place', async () => {
  await open(mdm, caseId)
  await row(mdm.page, 'C2-AUDT').dragTo(row(mdm.page, 'C2-ALOF'), { targetPosition: { x: 90, y: 3 } })
  await expect.poll(() => row(mdm.page, 'C2-AUDT').getAttribute('aria-posinset')).not.toBeNull()
  const place = async (id: string) => Number(await row(mdm.page, id).getAttribute('aria-posinset'))
  await expect.poll(async () => (await place('C2-AUDT')) < (await place('C2-ALOF'))).toBe(true)
})

test('[WALK74] [OUT4] filters narrow the outline, are remembered after a reload, and Show all ends them', async () => {
  await open(mdm, caseId)
  await mdm.page.getByRole('button', { name: 'Filter the outline' }).click()
  expect(await serious(mdm.page)).toEqual([])
  await mdm.page.getByRole('menuitemcheckbox', { name: /^Not approved by my side/ }).click()
  await mdm.page.keyboard.press('Escape')
  const left = mdm.page.getByRole('status').filter({ hasText: /^\d+ of \d+ elements$/ })
  await expect(left).toBeVisible()
  await open(mdm, caseId)
  await expect(left).toBeVisible()
  await mdm.page.getByRole('button', { name: 'Show all' }).click()
  await expect(left).toBeHidden()
})

test('[WALK75] [FOL1] one person follows the other through views and branches until they act themselves', async () => {
  await open(mdm, caseId)
  await open(hdo, caseId)
  await hdo.page.getByRole('button', { name: /people are here/ }).click()
  await hdo.page.getByRole('menuitem', { name: /^Follow .*Manufacturer/ }).click()
  const ribbon = hdo.page.getByRole('status', { name: 'Following' })
  await expect(ribbon).toContainText('Following')
  await mdm.page
    .getByRole('navigation', { name: 'Views of the case' })
    .getByRole('link', { name: /^Findings/ })
    .click()
  await expect(hdo.page).toHaveURL(/view=findings/)
  await row(mdm.page, 'C2-ALOF').click()
  await expect(hdo.page).toHaveURL(/element=C2-ALOF/)
  await hdo.page.keyboard.press('Escape')
  await expect(ribbon).not.toContainText('Following')
})

test('[WALK76] [UI13] on a phone one reads, comments and approves, one pane at a time', async ({ browser }) => {
  const phone = await enter(browser, 'editor@mdm.example')
  await phone.page.setViewportSize({ width: 390, height: 844 })
  await open(phone, caseId)
  const panes = phone.page.getByRole('navigation', { name: 'Parts of the workspace' })
  await panes.getByRole('button', { name: 'Outline' }).click()
  await row(phone.page, 'C2-ALOF').click()
  await expect(panes.getByRole('button', { name: 'Details' })).toHaveAttribute('aria-current', 'true')
  expect((await elementOf(phone, caseId, 'C2-ALOF')).id).toBe('C2-ALOF')
  await showTab(phone, 'Review')
  expect(await serious(phone.page)).toEqual([])
  const wide = await phone.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await expect(phone.page.getByRole('button', { name: /^Account of/ })).toBeInViewport({ ratio: 1 })
  await phone.page.getByLabel('Comment on C2-ALOF').fill('Read on the ward')
  await phone.page.keyboard.press('Control+Enter')
  await expect(phone.page.getByText('Read on the ward').first()).toBeVisible()
  await phone.page
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click()
  await expect(phone.page.getByText(/approved/i).first()).toBeVisible()
  await phone.context.close()
})
