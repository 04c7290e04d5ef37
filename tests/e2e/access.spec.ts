import { expect, test } from '@playwright/test'
import { call, enter, newCase, open, PASSWORD, saveState, type Visitor } from './visitors'

/** The id of the worked example, which the demo people take part in. */
async function exampleId(who: Visitor): Promise<string> {
  const { body } = await call(who, 'GET', '/api/me')
  const cases = body.cases as unknown as { id: string; template: string }[]
  const example = cases.find(({ template }) => template === 'example')
  if (!example) throw new Error('This person does not take part in the worked example.')
  return example.id
}

test('[AUTH1] a newcomer signs in with the demo password and finds the worked example', async ({ browser }) => {
  const admin = await enter(browser, 'admin@mdm.example')
  await admin.page.goto('/')
  await expect(admin.page.getByText('Meridian LVP-3').first()).toBeVisible()
  await admin.context.close()
})

test('[AUTH1] a wrong password is answered with a sentence and never shows in the address', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill('admin@mdm.example')
  await page.getByLabel('Password', { exact: true }).fill('wrong-password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('is not right')).toBeVisible()
  expect(page.url()).not.toContain('wrong-password')
})

test('[ACC6] somebody who is not signed in is asked to, and comes back to where they wanted to go', async ({
  page,
  browser,
}) => {
  const admin = await enter(browser, 'admin@mdm.example')
  const id = await exampleId(admin)
  await admin.context.close()
  await page.goto(`/cases/${id}`)
  await expect(page).toHaveURL(/\/sign-in\?/)
  await page.getByLabel('E-mail address').fill('reader@assessor.example')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(new RegExp(`/cases/${id}`))
})

test('[ACC9] a person who is taken out of a case is out at once', async ({ browser }) => {
  const admin = await enter(browser, 'admin@mdm.example')
  const email = 'editor@mdm.example'
  const id = await newCase(admin, [{ email, side: 'mdm', rights: ['comment', 'edit'] }], 'Taken out')
  const editor = await enter(browser, email)
  await open(editor, id)
  const removed = await call(admin, 'POST', `/api/cases/${id}/participants`, { email, remove: true, rights: [] })
  expect(removed.status).toBe(200)
  await expect(saveState(editor)).not.toHaveText('Saved')
  expect((await editor.page.goto(`/cases/${id}`))?.status()).toBe(404)
  await admin.context.close()
  await editor.context.close()
})

test('[SRV3] every page carries a policy with a nonce of its own, and the workspace breaks none of it', async ({
  browser,
}) => {
  const editor = await enter(browser, 'editor@hdo.example')
  const broken: string[] = []
  editor.page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text())
  })
  const answers = [await editor.page.goto('/'), await editor.page.goto('/')]
  const policies = answers.map((answer) => answer?.headers()['content-security-policy'] ?? '')
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe-eval')
  }
  expect(policies[0]).not.toBe(policies[1])
  await open(editor, await exampleId(editor))
  expect(broken).toEqual([])
  await editor.context.close()
})
