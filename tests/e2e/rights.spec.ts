import { expect, test } from '@playwright/test'
import { call, EVERYBODY, enter, newCase, open, type Visitor } from './visitors'

test.describe('people without the right', () => {
  let mdm: Visitor
  let caseId: string
  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    caseId = await newCase(mdm, EVERYBODY, 'A case not for everybody')
  })
  test.afterAll(async () => mdm?.context.close())

  test('[WALK9] an outsider gets neither the page nor the API nor the socket, and cannot tell that the case exists', async ({
    browser,
  }) => {
    const nobody = await enter(browser, 'nobody@outside.example')
    const answers = await Promise.all([nobody.page.goto(`/cases/${caseId}`), nobody.context.newPage()])
    const missing = await answers[1].goto('/cases/does-not-exist')
    expect(answers[0]?.status()).toBe(404)
    expect(missing?.status()).toBe(404)
    expect(await nobody.page.content()).not.toContain('A case not for everybody')
    for (const path of ['', '/graph', '/findings', '/ledger', '/participants', '/baselines']) {
      const there = await call(nobody, 'GET', `/api/cases/${caseId}${path}`)
      const gone = await call(nobody, 'GET', `/api/cases/does-not-exist${path}`)
      expect(there).toEqual(gone)
      expect(there.status).toBe(404)
    }
    const closed = await nobody.page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url)
          let bytes = 0
          socket.onmessage = () => bytes++
          socket.onclose = (event) => resolve(`${event.code} after ${bytes} messages`)
          setTimeout(() => resolve('still open'), 10_000)
        }),
      `${nobody.page.url().replace('http', 'ws').split('/cases')[0]}/sync/c/${caseId}`,
    )
    expect(closed).toMatch(/^(4403|4404|1006)\b.* after 0 messages/)
    await nobody.context.close()
  })

  test('[WALK10] a visitor who is not signed in is asked to sign in and comes back to where they wanted', async ({
    browser,
  }) => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`/cases/${caseId}`)
    await expect(page).toHaveURL(/\/sign-in/)
    await page.getByLabel('E-mail address').fill('editor@hdo.example')
    await page.getByLabel('Password', { exact: true }).fill('wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible()
    await page.getByLabel('Password', { exact: true }).fill('accord-demo')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`/cases/${caseId}`))
    await context.close()
  })

  test('[WALK11] a reviewer reads, comments and approves, but every text is read-only', async ({ browser }) => {
    const reviewer = await enter(browser, 'reviewer@hdo.example')
    await open(reviewer, caseId, '?element=C4-ALOF')
    await expect(reviewer.page.getByLabel('Statement', { exact: true })).toHaveAttribute('readonly', '')
    await expect(reviewer.page.getByRole('button', { name: /Add a (risk|control)/i })).toHaveCount(0)
    const refused = await call(reviewer, 'POST', `/api/cases/${caseId}/commands`, {
      command: 'set-text',
      args: { element: 'C4-ALOF', text: 'changed' },
    })
    expect(refused.status).toBe(403)
    await reviewer.page.goto(`/cases/${caseId}?element=C4-ALOF&tab=review`)
    await reviewer.page.getByRole('button', { name: 'Approve', exact: true }).click()
    await expect(reviewer.page.getByRole('button', { name: 'You approved this' })).toBeVisible()
    await reviewer.context.close()
  })

  test('[WALK12] an assessor reads and can do nothing else', async ({ browser }) => {
    const reader = await enter(browser, 'reader@assessor.example')
    await open(reader, caseId, '?element=C4-ALOF&tab=review')
    await expect(reader.page.getByText(/without the right to comment/)).toBeVisible()
    await expect(reader.page.getByRole('button', { name: 'Approve', exact: true })).toHaveCount(0)
    const refused = await call(reader, 'POST', `/api/cases/${caseId}/threads`, {
      element: 'C4-ALOF',
      audience: 'all',
      text: 'Hello',
    })
    expect(refused.status).toBe(403)
    await reader.context.close()
  })
})
