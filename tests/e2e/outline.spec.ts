import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { EVERYBODY, enter, newCase, open, type Visitor } from './visitors'

let mdm: Visitor
let caseId: string

test.beforeAll(async ({ browser }) => {
  mdm = await enter(browser, 'admin@mdm.example')
  caseId = await newCase(mdm, EVERYBODY, 'Outline walk')
})
test.afterAll(async () => {
  await mdm?.context.close()
})

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
