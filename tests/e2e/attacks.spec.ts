import { expect, test } from '@playwright/test'
import { adoptCharter, call, command, EVERYBODY, elementOf, enter, newCase } from './visitors'

/** What would run if anything read it as markup, in each of the places that markup has. */
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>' onmouseover='alert(4) javascript:alert(5) </title></textarea>`

test('[WALK165] [SEC7] whoever opens a case whose every text is hostile sees the words, and nothing of them runs', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const mdm = await enter(browser, 'admin@mdm.example')
  const hdo = await enter(browser, 'admin@hdo.example')
  const complaints: string[] = []
  for (const { page } of [mdm, hdo]) {
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
    page.on('console', (message) => {
      if (/Content.Security.Policy|TrustedHTML|TrustedScript|Trusted Type/i.test(message.text())) {
        complaints.push(`${page.url()}: ${message.text()}`)
      }
    })
    page.on('request', (request) => {
      if (/\/x$/.test(new URL(request.url()).pathname)) complaints.push(`asked for ${request.url()}`)
    })
  }
  const caseId = await newCase(mdm, EVERYBODY, HOSTILE.slice(0, 190))
  await command(mdm, caseId, 'add-risk', { capability: 'ALOF', values: { threat: HOSTILE, vulnerability: HOSTILE } })
  for (const kind of ['goal', 'strategy', 'solution', 'context', 'assumption', 'justification']) {
    await command(mdm, caseId, 'add-element', { kind, statement: HOSTILE })
  }
  const { id } = await elementOf(mdm, caseId, 'C1')
  await call(hdo, 'POST', `/api/cases/${caseId}/threads`, { element: id, text: HOSTILE, audience: 'all' })
  await adoptCharter(mdm, hdo, caseId)
  const seen = await call(mdm, 'GET', `/api/cases/${caseId}/proposals/preflight`)
  const { digest, warnings, supersedes } = seen.body as unknown as Record<string, string>
  const proposal = { digest, warnings, supersedes, reason: HOSTILE, title: HOSTILE.slice(0, 180) }
  expect((await call(mdm, 'POST', `/api/cases/${caseId}/proposals`, proposal)).status).toBe(201)

  const base = `/cases/${caseId}`
  for (const { page } of [mdm, hdo]) {
    for (const path of ['/', base, '/inbox', '/agreements', `${base}/agreement/1`, `${base}/agreement/audit`]) {
      await page.goto(path)
      await expect(page.getByText('<script>alert(2)</script>').first()).toBeAttached()
    }
    await page.goto(`${base}/agreement/1/sign`)
    await expect(page.frameLocator('iframe').getByText('<script>alert(2)</script>').first()).toBeAttached()
    await page.goto(`${base}/agreement/charter`)
    await expect(page.getByRole('heading', { name: 'Charter 1 is in force' })).toBeVisible()
  }
  expect(complaints).toEqual([])
})
