import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { call, enter, open, type Visitor } from './visitors'

/** With SHOTS=folder every screen is kept as a picture, to be looked at. */
const SHOTS = process.env.SHOTS

/** @param scheme  names and roles are the same in both: of the dark one only the colours are looked at, unless THOROUGH */
async function serious(page: Page, scheme: 'light' | 'dark' = 'light'): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const whole = scheme === 'light' || THOROUGH
  if (whole) axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
  else axe.withRules(['color-contrast', 'link-in-text-block'])
  const { violations } = await axe.analyze()
  return violations
    .filter((each) => each.impact === 'serious' || each.impact === 'critical')
    .map(
      (each) =>
        `${each.id}: ${each.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    )
}

const THOROUGH = process.env.THOROUGH !== undefined

const SCREENS = [
  { name: 'cases', path: () => '/' },
  { name: 'overview', path: (id: string) => `/cases/${id}` },
  { name: 'branch', path: (id: string) => `/cases/${id}?open=ALOF&element=C7-ALOF-1` },
  { name: 'control', path: (id: string) => `/cases/${id}?open=ALOF&element=C8-ALOF-1-2` },
  { name: 'narrative', path: (id: string) => `/cases/${id}?element=C1&tab=narrative` },
  { name: 'review', path: (id: string) => `/cases/${id}?open=ALOF&element=C7-ALOF-1&tab=review` },
  { name: 'register', path: (id: string) => `/cases/${id}?view=register` },
  { name: 'heat', path: (id: string) => `/cases/${id}?view=heat&element=J2` },
  { name: 'matrix', path: (id: string) => `/cases/${id}?view=matrix` },
  { name: 'responsibilities', path: (id: string) => `/cases/${id}?view=responsibilities` },
  { name: 'documents', path: (id: string) => `/cases/${id}?view=documents` },
  { name: 'findings', path: (id: string) => `/cases/${id}?view=findings` },
  { name: 'approvals', path: (id: string) => `/cases/${id}?view=approvals` },
  { name: 'terms', path: (id: string) => `/cases/${id}?view=terms` },
  { name: 'context', path: (id: string) => `/cases/${id}?view=context` },
  { name: 'evidence', path: (id: string) => `/cases/${id}?view=evidence` },
  { name: 'patterns', path: (id: string) => `/cases/${id}?view=patterns` },
  { name: 'history', path: (id: string) => `/cases/${id}?view=history` },
  { name: 'watch', path: (id: string) => `/cases/${id}/watch` },
  { name: 'advisories', path: () => '/advisories' },
  { name: 'library', path: (id: string) => `/library?for=${id}` },
  { name: 'inbox', path: () => '/inbox' },
  { name: 'agreement', path: (id: string) => `/cases/${id}/agreement` },
  { name: 'propose', path: (id: string) => `/cases/${id}/agreement/propose` },
  { name: 'charter', path: (id: string) => `/cases/${id}/agreement/charter` },
  { name: 'signatories', path: (id: string) => `/cases/${id}/agreement/signatories` },
  { name: 'audit', path: (id: string) => `/cases/${id}/agreement/audit` },
  { name: 'agreements', path: () => '/agreements' },
  { name: 'passkeys', path: () => '/account/passkeys' },
  { name: 'account', path: () => '/account' },
  { name: 'forgot', path: () => '/sign-in/forgot' },
  { name: 'tokens', path: () => '/account/tokens' },
  { name: 'check', path: () => '/check' },
  { name: 'export', path: (id: string) => `/cases/${id}/export` },
  { name: 'organisation', path: () => '/organisation' },
  { name: 'invitation', path: () => '/invite/none' },
  { name: 'new-case', path: () => '/cases/new' },
  { name: 'import', path: (id: string) => `/cases/${id}/import` },
] as const

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const

/** Each scheme and each size once; all four together when they are to be looked at. */
const LOOKS = (['light', 'dark'] as const)
  .flatMap((scheme) => SIZES.map((size) => ({ scheme, size })))
  .filter(({ scheme, size }) => SHOTS !== undefined || (scheme === 'light') === (size.width === 1440))

test.describe('every main screen, light on a wide and dark on a small one', () => {
  let who: Visitor
  let caseId: string
  test.beforeAll(async ({ browser }) => {
    who = await enter(browser, 'editor@hdo.example')
    const { body } = await call(who, 'GET', '/api/cases')
    const cases = (body.cases ?? body) as unknown as { id: string; title: string }[]
    caseId = cases.find((each) => each.title.includes('Meridian'))?.id ?? ''
    expect(caseId).not.toBe('')
  })
  test.afterAll(async () => who?.context.close())

  for (const screen of SCREENS) {
    test(`[WALK19] ${screen.name} has no serious accessibility problem and does not scroll sideways`, async () => {
      const { page } = who
      const path = screen.path(caseId)
      await page.setViewportSize(SIZES[0])
      // The workspace says when it is ready; other pages are when they are loaded.
      if (path.split('?')[0] === `/cases/${caseId}`) {
        await open(who, caseId, path.slice(`/cases/${caseId}`.length))
      } else await page.goto(path)
      for (const { scheme, size } of LOOKS) {
        await page.setViewportSize(size)
        // As the switch in the account menu does it, without loading the page again.
        await page.evaluate((value) => {
          document.documentElement.setAttribute('data-mantine-color-scheme', value)
        }, scheme)
        await page.waitForTimeout(250)
        if (SHOTS !== undefined) {
          mkdirSync(SHOTS, { recursive: true })
          await page.screenshot({ path: join(SHOTS, `${screen.name}-${size.width}-${scheme}.png`) })
        }
        // WALK117 looks at every page and view in the light scheme with all rules.
        if (scheme === 'dark' || THOROUGH) {
          expect(await serious(page, scheme), `${scheme}, ${size.width} x ${size.height}`).toEqual([])
        }
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(wide, `${scheme}, ${size.width} x ${size.height}`).toBeLessThanOrEqual(0)
      }
    })
  }
})

test('[WALK19] at 200 % zoom the account menu stays on the page', async ({ browser }) => {
  const who = await enter(browser, 'editor@hdo.example')
  const { body } = await call(who, 'GET', '/api/cases')
  const cases = (body.cases ?? body) as unknown as { id: string; title: string }[]
  await who.page.setViewportSize({ width: 720, height: 450 })
  await open(who, cases.find((each) => each.title.includes('Meridian'))?.id ?? '')
  await expect(who.page.getByRole('button', { name: /^Account of/ })).toBeInViewport({ ratio: 1 })
  await who.context.close()
})

test('[WALK19] sign-in has no serious accessibility problem in either scheme', async ({ browser }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `sign-in-${colorScheme}.png`) })
    expect(await serious(page)).toEqual([])
    await context.close()
  }
})

test('[WALK20] by keyboard alone: from sign-in to a claim, its statement, a comment and an approval', async ({
  browser,
}) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()
  const reach = async (test: (page: Page) => Promise<boolean>, key = 'Tab', most = 80) => {
    for (let n = 0; n < most; n++) {
      if (await test(page)) return
      await page.keyboard.press(key)
    }
    throw new Error(`Not reached with ${key}`)
  }
  const focused = (what: string) => async (p: Page) =>
    p.evaluate((words) => {
      const el = document.activeElement === document.body ? null : document.activeElement
      const name = `${el?.getAttribute('aria-label') ?? ''} ${el?.textContent ?? ''} ${(el as HTMLInputElement | null)?.name ?? ''}`
      return name.toLowerCase().includes(words.toLowerCase())
    }, what)
  await reach(focused('email'))
  await page.keyboard.type('editor@hdo.example')
  await reach(focused('password'))
  await page.keyboard.type('accord-demo')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.waitForLoadState('networkidle')
  await reach(focused('Meridian'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tree')).toBeVisible({ timeout: 30_000 })
  await reach((p) => p.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem'))
  // Type-ahead and arrows inside the tree, as ARIA's tree pattern has them.
  await reach(
    (p) => p.evaluate(() => (document.activeElement?.getAttribute('aria-label') ?? '').includes('ALOF')),
    'ArrowDown',
  )
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/element=C2-ALOF/)
  await reach((p) => p.evaluate(() => document.activeElement?.getAttribute('role') === 'tab'), 'Tab', 200)
  await page.keyboard.press('End')
  await expect(page.getByRole('tab', { name: /^Review/ })).toHaveAttribute('aria-selected', 'true')
  await reach((p) => p.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'), 'Tab', 200)
  await page.keyboard.type('Read by keyboard alone.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article').filter({ hasText: 'Read by keyboard alone.' })).toBeVisible()
  await context.close()
})
