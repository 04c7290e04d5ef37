import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { call, EVERYBODY, enter, newCase, open, saveState, type Visitor } from './visitors'

const PASSWORD = 'four words of a walker'

/** A new account in a case of its own, made by an invitation. */
async function join(author: Visitor, caseId: string, email: string): Promise<void> {
  const rights = ['read', 'comment', 'edit']
  const made = await call(author, 'POST', `/api/cases/${caseId}/invitations`, { side: 'mdm', rights })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  const token = String(made.body.url).split('/').at(-1)
  const joined = await call(author, 'POST', '/api/invitations/join', {
    token,
    name: 'Wanda',
    email,
    password: PASSWORD,
  })
  expect(joined.status, JSON.stringify(joined.body)).toBe(201)
}

async function firstStep(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** What axe finds besides the usual. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

test('[WALK186] [AUTH9] [AUTH12] a second factor is enrolled and asked for, and a session is ended from another browser', async ({
  browser,
}) => {
  const author = await enter(browser, 'admin@mdm.example')
  const caseId = await newCase(author, [], 'Two ways in')
  const email = `wanda-${Date.now()}@mdm.example`
  await join(author, caseId, email)

  const desk = await (await browser.newContext()).newPage()
  await firstStep(desk, email)
  await desk.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await desk.goto('/account')
  await desk.getByRole('button', { name: 'Add an app for codes ...' }).click()
  await desk.getByLabel('Your password, again').fill(PASSWORD)
  await desk.getByRole('button', { name: 'Go on' }).click()
  await expect(desk.getByRole('img', { name: /picture for the camera/ })).toBeVisible()
  const secret = Secret.fromBase32((await desk.locator('code').first().innerText()).replace(/\s/g, ''))
  await desk.getByLabel('The code that the app shows now').fill(TOTP.generate({ secret }))
  await desk.getByRole('button', { name: 'Turn it on' }).click()
  const codes = desk.getByRole('region', { name: 'Backup codes' })
  await expect(codes.getByRole('listitem')).toHaveCount(10)
  expect(await barriers(desk)).toEqual([])
  const backup = await codes.getByRole('listitem').first().innerText()
  await codes.getByRole('button', { name: 'I have kept them' }).click()

  const other: Visitor = await browser.newContext().then(async (context) => ({
    ...author,
    email,
    context,
    page: await context.newPage(),
  }))
  await firstStep(other.page, email)
  await other.page.waitForURL(/second-step/)
  expect((await call(other, 'GET', '/api/me')).status, 'the password alone opens nothing').toBe(401)
  expect(await barriers(other.page)).toEqual([])
  await other.page.getByLabel('The code that your app shows now').fill('000000')
  await other.page.keyboard.press('Enter')
  await expect(other.page.getByRole('alert').filter({ hasText: 'did not fit' })).toBeVisible()
  await other.page.getByRole('button', { name: 'Use a backup code' }).click()
  await other.page.getByLabel('One of your backup codes').fill(backup)
  await other.page.keyboard.press('Enter')
  await other.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await open(other, caseId)

  await desk.reload()
  const row = desk.getByRole('listitem').filter({ hasText: 'by password and backup code' })
  await row.getByRole('button', { name: /^End the session of/ }).click()
  await expect(desk.getByRole('status').filter({ hasText: 'has ended' })).toBeVisible()
  // The open case is told at once, and the next request is nobody's.
  await expect(other.page.getByText('Your session has ended.').first()).toBeVisible()
  expect((await call(other, 'GET', '/api/me')).status).toBe(401)
  await desk.context().close()
  await other.context.close()
  await author.context.close()
})

test('[WALK187] [AUTH20] signing out warns of edits that were not sent, and leaves nothing of the case in the browser', async ({
  browser,
}) => {
  const author = await enter(browser, 'admin@mdm.example')
  const caseId = await newCase(author, EVERYBODY, 'Nothing stays behind')
  const who = await enter(browser, 'editor@mdm.example')
  await open(who, caseId, '?element=C5-ALOF')
  const second = await who.context.newPage()
  await second.goto(`/cases/${caseId}`)
  const left = () =>
    who.page.evaluate(async () => ({
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    }))
  await expect.poll(async () => (await left()).databases.join()).toContain(caseId)

  // Written while the line is down, and signed out while it is not up again.
  await who.context.setOffline(true)
  await who.page.getByLabel('Statement', { exact: true }).fill('Written before leaving')
  const waiting = () =>
    who.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('accord-pending')).length)
  await expect.poll(waiting).toBe(1)
  const menu = () => who.page.getByRole('button', { name: /^Account of/ }).click()
  await menu()
  await who.page.getByRole('menuitem', { name: 'Sign out' }).click()
  const dialog = who.page.getByRole('dialog', { name: 'Not everything was sent' })
  await expect(dialog).toContainText('not reached the server')
  expect(await barriers(who.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Sign out and lose them' }).click()
  await expect(dialog.getByRole('alert')).toContainText('cannot be reached')
  await dialog.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(dialog).toBeHidden()

  // Connected again the edit arrives, nothing waits, and nobody is asked.
  await who.context.setOffline(false)
  await expect(saveState(who)).toHaveText('Saved', { timeout: 20_000 })
  await menu()
  await who.page.getByRole('menuitem', { name: 'Sign out' }).click()
  await who.page.waitForURL(/\/sign-in/)
  await second.waitForURL(/\/sign-in/)
  await expect
    .poll(async () => {
      const { databases, caches, storage } = await left()
      return [...databases, ...caches, ...storage.filter((key) => !/^(ledger-head\.|mantine-)/.test(key))]
    })
    .toEqual([])
  expect((await call(who, 'GET', '/api/me')).status).toBe(401)
  const graph = await call(author, 'GET', `/api/cases/${caseId}/graph`)
  expect(JSON.stringify(graph.body)).toContain('Written before leaving')
  await who.context.close()
  await author.context.close()
})
