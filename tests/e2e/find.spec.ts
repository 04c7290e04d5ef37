import { expect, test } from '@playwright/test'
import { call, EVERYBODY, elementOf, enter, idOf, newCase, open } from './visitors'

test('WALK90 finds a control by its words and goes there, with the keyboard alone', async ({ browser }) => {
  const author = await enter(browser, 'admin@mdm.example')
  const id = await newCase(author, EVERYBODY)
  await open(author, id)
  const { page } = author
  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: /Find an element/ })
  await expect(search).toBeFocused()
  await page.keyboard.type('sess loc')
  await expect(page.getByRole('dialog').getByText('Session Lock').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(search).toBeHidden()
  await expect(page).toHaveURL(/element=/)
  await expect(page.getByRole('complementary', { name: 'Selected element' })).toContainText('C8-ALOF-1-1')
  await page.goBack()
  await expect(page).not.toHaveURL(/element=/)
  await page.goForward()
  await expect(page).toHaveURL(/element=/)
})

test('WALK91 does from the palette what the element allows, and shows its keys', async ({ browser }) => {
  const author = await enter(browser, 'admin@mdm.example')
  const id = await newCase(author, EVERYBODY)
  await open(author, id, '?element=C2-AUDT')
  const { page } = author
  await page.keyboard.press('Control+k')
  await page.keyboard.type('decide required')
  await page.getByRole('dialog').getByText('Decide: required (C2-AUDT)').click()
  await expect
    .poll(async () => (await elementOf(author, id, 'C2-AUDT')).fields.decision, { message: 'the decision is stored' })
    .toBe('required')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('all keys')
  await page.keyboard.press('Enter')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await expect(keys.getByText('Find and go')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
})

test('WALK92 a link to a conversation opens there for the other side', async ({ browser }) => {
  const author = await enter(browser, 'admin@mdm.example')
  const id = await newCase(author, EVERYBODY)
  const claim = await idOf(author, id, 'C8-ALOF-1-1')
  for (let n = 0; n < 12; n++) {
    await call(author, 'POST', `/api/cases/${id}/threads`, { element: claim, audience: 'all', text: `Question ${n}` })
  }
  await open(author, id, `?element=${claim}&tab=review`)
  await author.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const card = author.page.getByRole('article').filter({ hasText: 'Question 3' })
  await card.getByRole('button', { name: 'Copy link' }).click()
  const link = await author.page.evaluate(() => navigator.clipboard.readText())
  const other = await enter(browser, 'editor@hdo.example')
  await other.page.goto(link)
  const marked = other.page.locator('article[data-marked]')
  await expect(marked).toHaveCount(1)
  await expect(marked).toContainText('Question 3')
  await expect(marked).toBeInViewport()
})
