import { type Browser, expect, type Page } from '@playwright/test'

export const PASSWORD = 'accord-demo'

/** Signs in by the form. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** A page of a browser context of its own, signed in as this person. */
export async function personAt(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, email)
  return page
}

/** The worked example's id. */
export async function exampleId(page: Page): Promise<string> {
  const answer = await page.request.get('/api/cases')
  const { cases } = (await answer.json()) as { cases: { id: string; template?: string; title: string }[] }
  const example = cases.find((each) => each.title.includes('Meridian'))
  if (example === undefined) throw new Error('The worked example is not there')
  return example.id
}

/** A case of the test's own with these people beside its author. */
export async function newCase(
  page: Page,
  title: string,
  people: readonly { email: string; side?: 'mdm' | 'hdo'; rights: readonly string[] }[] = [],
): Promise<string> {
  const origin = new URL(page.url()).origin
  const data = {
    title,
    template: 'iec-80001-2-9',
    device: { name: 'Ward pump' },
    mdm: { organisation: 'Maker Ltd' },
    hdo: { organisation: 'Test Hospital' },
    side: 'mdm',
  }
  const created = await page.request.post('/api/cases', { data, headers: { origin } })
  expect(created.status()).toBe(201)
  const { id } = (await created.json()) as { id: string }
  for (const person of people) {
    const seated = await page.request.post(`/api/cases/${id}/participants`, { data: person, headers: { origin } })
    expect(seated.ok()).toBe(true)
  }
  return id
}
