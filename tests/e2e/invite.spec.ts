import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { PAGE_RULES } from '../support/access-rules'
import { propose } from './passkey'
import { barriers } from './places'
import {
  adoptCharter,
  call,
  EVERYBODY,
  elementOf,
  enter,
  newCase,
  open,
  PASSWORD,
  saveState,
  type Visitor,
} from './visitors'

const NEW_PASSWORD = 'lantern orchid gravel seven'

test('[WALK182] [INV1] [INV6] an administrator of the hospital hands on a link, a newcomer makes an account and edits, and the link works once', async ({
  browser,
}) => {
  const mdm = await enter(browser, 'admin@mdm.example')
  const caseId = await newCase(mdm, EVERYBODY, 'Invited by a link')
  const hana = await enter(browser, 'admin@hdo.example')
  await open(hana, caseId)
  await hana.page.getByRole('button', { name: 'People of this case' }).click()
  const dialog = hana.page.getByRole('dialog')
  // By keyboard: the way in is a radio group, the button takes Enter.
  await dialog.getByRole('radio', { name: 'They have an account' }).press('ArrowRight')
  await expect(dialog.getByRole('checkbox', { name: 'Edit the case' })).toBeChecked()
  await dialog.getByRole('button', { name: 'Make a link' }).press('Enter')
  const url = await dialog.getByRole('textbox', { name: 'The link' }).inputValue()
  expect(await barriers(hana.page, '[role=dialog]')).toEqual([])
  await dialog.getByRole('button', { name: 'I have it' }).click()
  await expect(dialog.getByText('Open invitations (1)')).toBeVisible()
  await expect(dialog.getByText(url)).toHaveCount(0)

  const context = await browser.newContext()
  const page = await context.newPage()
  const answer = await page.goto(url)
  expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('invites you into Invited by a link')
  expect(await barriers(page)).toEqual([])
  const email = `nora-${Date.now()}@new.example`
  await page.getByLabel('Your name').fill('Nora Newcomer')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('short')
  await page.getByRole('button', { name: 'Make my account and come in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Choose a password' })).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(NEW_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/cases/${caseId}`))
  const nora: Visitor = { email, origin: new URL(url).origin, context, page }
  await expect(saveState(nora)).toHaveText('Saved', { timeout: 30_000 })
  await page.goto(`/cases/${caseId}?element=C4-ALOF`)
  await page.getByLabel('Statement', { exact: true }).fill('Written by somebody who came in by a link')
  const written = async () => (await elementOf(hana, caseId, 'C4-ALOF')).statement
  await expect.poll(written).toBe('Written by somebody who came in by a link')

  const late = await browser.newContext()
  const other = await late.newPage()
  await other.goto(url)
  await expect(other.getByRole('alert').filter({ hasText: 'has been used' })).toBeVisible()
  await page.goto(url)
  await expect(page.getByRole('link', { name: 'Go there' })).toBeVisible()

  await test.step('she leaves the organisation: the account is closed and she is out at once', async () => {
    await page.goto(`/cases/${caseId}`)
    await expect(saveState(nora)).toHaveText('Saved', { timeout: 30_000 })
    await hana.page.goto('/organisation')
    await hana.page.getByRole('button', { name: 'Nora Newcomer has left: close the account' }).last().click()
    const asked = hana.page.getByRole('dialog')
    await expect(asked.getByRole('list', { name: 'What they leave open' })).toContainText('Invited by a link')
    expect(await barriers(hana.page, '[role=dialog]')).toEqual([])
    await asked.getByRole('button', { name: 'Close the account' }).click()
    await expect(hana.page.getByText('is closed: nobody signs in by it')).toBeVisible()
    await expect(saveState(nora)).not.toHaveText('Saved')
    expect((await call(nora, 'GET', '/api/me')).status).toBe(401)
  })
  for (const one of [context, late, hana.context, mdm.context]) await one.close()
})

/** Signs the version by the API, with the password again. */
async function signByApi(who: Visitor, caseId: string, number: number): Promise<number | null> {
  const path = `/api/cases/${caseId}/proposals/${number}`
  const { body: version } = await call(who, 'GET', path)
  const { proposal, manifest } = version as unknown as {
    proposal: { digest: string }
    manifest: { parts: { path: string; sha256: string }[] }
  }
  const view = manifest.parts.find((part) => part.path === 'view/agreement.html')?.sha256
  const act = { act: 'sign', digest: proposal.digest, view, reason: { code: '', text: 'Agreed', elements: [] } }
  const prepared = await call(who, 'POST', `${path}/statement`, act)
  const nonce = String(prepared.body.nonce)
  const signed = await call(who, 'POST', `${path}/signatures`, { nonce, password: PASSWORD })
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  return signed.body.baseline as unknown as number | null
}

test.describe('a baseline', () => {
  let mdm: Visitor
  let hdo: Visitor
  let caseId: string
  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'admin@hdo.example')
    caseId = await newCase(mdm, EVERYBODY, 'Shown to an assessor')
    await adoptCharter(mdm, hdo, caseId)
    await propose(mdm, caseId, 1)
    await signByApi(mdm, caseId, 1)
    expect(await signByApi(hdo, caseId, 1)).toBe(1)
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
  })

  test('[WALK183] [ASL2] [ASL3] [ASL4] is read, downloaded and checked by somebody without an account, until the link is taken back', async ({
    browser,
  }) => {
    const { page } = hdo
    await page.goto(`/cases/${caseId}/agreement/baselines/1`)
    await page.getByLabel('For whom').fill('Notified body, Ms Berg')
    await page.getByRole('button', { name: 'Make a link' }).click()
    const url = await page.getByRole('textbox', { name: 'The link' }).inputValue()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'I have it' }).click()

    const context = await browser.newContext({ acceptDownloads: true })
    const outside = await context.newPage()
    const broken: string[] = []
    outside.on('console', (message) => {
      // The frame lets no script run, and that goes for what the test looks into it with too.
      const isOurs = message.text().startsWith('Blocked script execution')
      if (message.type() === 'error' && !isOurs) broken.push(message.text())
    })
    const answer = await outside.goto(url)
    const headers = answer?.headers() ?? {}
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-robots-tag']).toContain('noindex')
    await expect(outside.getByRole('heading', { level: 1 })).toHaveText('Baseline 1 of Shown to an assessor')
    await expect(outside.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible()
    expect(await context.cookies()).toEqual([])
    const saved = outside.waitForEvent('download')
    await outside.getByRole('link', { name: 'Download the signed file (.rab)' }).click()
    const file = await (await saved).path()
    expect(broken).toEqual([])
    await outside.goto('/verify')
    await outside.locator('input[type=file]').setInputFiles({
      name: 'baseline.rab',
      mimeType: 'application/zip',
      buffer: (await import('node:fs')).readFileSync(file),
    })
    await expect(outside.getByText(/^VALID/).first()).toBeVisible({ timeout: 20_000 })
    // The other side sees who was shown it, and that it was opened.
    await mdm.page.goto(`/cases/${caseId}/agreement/audit`)
    await expect(mdm.page.getByText('showed baseline 1 to somebody with the link').first()).toBeVisible()
    await mdm.page.goto(`/cases/${caseId}/agreement/baselines/1`)
    await expect(mdm.page.getByRole('list', { name: 'Links to this baseline' })).toContainText('Opened 2 times')
    await expect(mdm.page.getByRole('button', { name: /^Take back the link/ })).toHaveCount(0)

    await page.getByRole('button', { name: 'Take back the link for Notified body, Ms Berg' }).click()
    await expect(page.getByRole('list', { name: 'Links to this baseline' })).toContainText('taken back')
    expect((await outside.goto(url))?.status()).toBe(404)
    await expect(outside.getByText('This link opens nothing.')).toBeVisible()
    expect((await outside.goto(`${url}/baseline.rab`))?.status()).toBe(404)
    await context.close()
  })

  test('[WALK184] [ACC10] [ACC6] every page is answered to each kind of person as its row says', async ({
    browser,
  }) => {
    const root = join(import.meta.dirname, '../../app')
    const pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('page.tsx'))
      .map((name) => `/${name.slice(0, -'page.tsx'.length)}`.replace(/(?<=.)\/$/, ''))
    expect(pages.sort(), 'say in tests/support/access-rules.ts who may see a new page').toEqual(
      Object.keys(PAGE_RULES).sort(),
    )
    const reader = await enter(browser, 'reader@assessor.example')
    const nobody = await enter(browser, 'nobody@outside.example')
    const stranger = await browser.newContext()
    const gone = await enter(browser, 'editor@mdm.example')
    const out = { email: gone.email, remove: true, rights: [] }
    expect((await call(mdm, 'POST', `/api/cases/${caseId}/participants`, out)).status).toBe(200)
    const params: Readonly<Record<string, string>> = { caseId, number: '1', seq: '1', what: 'refuse', token: 'none' }
    await call(mdm, 'POST', `/api/cases/${caseId}/workshops`, { title: 'To be looked at' })
    const origin = new URL(mdm.page.url()).origin
    for (const [pattern, who] of Object.entries(PAGE_RULES)) {
      const path = pattern.replaceAll(/\[(\w+)\]/g, (_, name: string) => params[name] ?? name)
      const status = async (context: typeof stranger, at = path) => {
        const answer = await context.request.get(`${origin}${at}`, { maxRedirects: 0 })
        const location = answer.headers().location ?? ''
        // A page that has begun to be sent says in its text where to go.
        const sent = answer.status() === 200 ? /url=(\/sign-in[^"]*)"/.exec(await answer.text())?.[1] : undefined
        return (sent ?? location).startsWith('/sign-in') ? 'sign in' : answer.status()
      }
      const told = {
        stranger: await status(stranger),
        outsider: await status(nobody.context),
        removed: await status(gone.context),
        reader: await status(reader.context),
        administrator: await status(mdm.context),
      }
      const inACase = pattern.startsWith('/cases/[caseId]')
      const behind = inACase ? 404 : pattern === '/sign-in' ? 307 : 200
      expect(told, pattern).toEqual({
        stranger: who === 'strangers' ? 200 : 'sign in',
        outsider: behind,
        removed: behind,
        // Whether there is something to see depends on who has signed.
        reader: who === 'signed' ? expect.any(Number) : pattern === '/sign-in' ? 307 : 200,
        administrator: pattern === '/sign-in' ? 307 : 200,
      })
      // An absent case and one of others look the same.
      if (inACase) expect(await status(nobody.context, path.replace(caseId, 'absent'))).toBe(404)
    }
    for (const one of [reader.context, nobody.context, gone.context, stranger]) await one.close()
  })
})
