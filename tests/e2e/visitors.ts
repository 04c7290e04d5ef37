import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'

export const PASSWORD = 'accord-demo'

export interface Visitor {
  readonly email: string
  /** Where they are: `http://localhost:4199`. */
  readonly origin: string
  readonly context: BrowserContext
  readonly page: Page
}

/** Everybody who came in, by the file that let them in. Pages that nobody looks at any more slow down all the others. */
const inside = new Map<string, BrowserContext[]>()

async function rememberFor(file: string, context: BrowserContext): Promise<void> {
  for (const [other, contexts] of inside) {
    if (other === file) continue
    inside.delete(other)
    for (const old of contexts) await old.close().catch(() => undefined)
  }
  inside.set(file, [...(inside.get(file) ?? []), context])
}

/**
 * A person in a browser of their own, signed in by the request that the form sends; the page is still empty. The form
 * itself is walked in access.spec.ts.
 */
export async function enter(
  browser: Browser,
  email: string,
  options: { baseURL?: string; deviceScaleFactor?: number; ignoreHTTPSErrors?: boolean } = {},
): Promise<Visitor> {
  const origin = new URL(options.baseURL ?? test.info().project.use.baseURL ?? '').origin
  const context = await browser.newContext({ acceptDownloads: true, ...options })
  await rememberFor(test.info().file, context)
  const { csrfToken } = await (await context.request.get(`${origin}/api/auth/csrf`)).json()
  const answer = await context.request.post(`${origin}/api/auth/callback/credentials`, {
    headers: { origin },
    form: { csrfToken, email, password: PASSWORD, json: 'true' },
    maxRedirects: 0,
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  const me = await context.request.get(`${origin}/api/me`)
  expect(me.ok(), `${email} was not let in`).toBe(true)
  return { email, origin, context, page: await context.newPage() }
}

/** Calls the API as the person, with what their browser would send along. */
export async function call(who: Visitor, method: 'GET' | 'POST', path: string, body?: unknown) {
  const response = await who.context.request.fetch(`${who.origin}${path}`, {
    method,
    headers: { origin: who.origin, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status(), body: (text.startsWith('{') ? JSON.parse(text) : text) as Record<string, never> }
}

/** An administrator of each side adopts the charter that is offered. */
export async function adoptCharter(mdm: Visitor, hdo: Visitor, caseId: string, change: object = {}): Promise<void> {
  const path = `/api/cases/${caseId}/charter`
  const { body } = await call(mdm, 'GET', path)
  const terms = { ...(body.offered as unknown as object), ...change }
  const put = await call(mdm, 'POST', path, { terms, supersedes: null, reason: '', password: PASSWORD })
  expect(put.status, JSON.stringify(put.body)).toBe(201)
  const { charter, digest } = put.body as unknown as { charter: number; digest: string }
  const adopted = await call(hdo, 'POST', `${path}/${charter}/adopt`, { digest, password: PASSWORD })
  expect(adopted.status, JSON.stringify(adopted.body)).toBe(200)
}

/** Ticks every new duty on the page on which a version is signed. */
export async function tickDuties(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: /^Sign version/ })).toBeVisible()
  for (const box of await page
    .getByRole('group', { name: /New duties/ })
    .getByRole('checkbox')
    .all())
    await box.check()
}

export type Right = 'comment' | 'edit' | 'approve' | 'propose' | 'sign' | 'administer'

/** A case of the test's own, grown from the pattern, with ALOF required, one risk and one shared control. */
export async function newCase(
  author: Visitor,
  others: readonly { email: string; side?: 'mdm' | 'hdo'; rights: readonly Right[] }[],
  title = 'Ward pump at the test hospital',
): Promise<string> {
  const created = await call(author, 'POST', '/api/cases', {
    title,
    template: 'iec-80001-2-9',
    device: { name: 'Ward pump', intendedUse: 'Infusion on wards', environment: 'Adult wards' },
    mdm: { organisation: 'Maker Ltd' },
    hdo: { organisation: 'Test Hospital' },
    side: 'mdm',
  })
  expect(created.status, JSON.stringify(created.body)).toBe(201)
  const id = String(created.body.id)
  for (const other of others) {
    const invited = await call(author, 'POST', `/api/cases/${id}/participants`, other)
    expect(invited.status, JSON.stringify(invited.body)).toBeLessThan(300)
  }
  await command(author, id, 'decide-capability', { capability: 'ALOF', decision: 'required' })
  await command(author, id, 'add-risk', { capability: 'ALOF', values: { threat: 'A session stays open' } })
  const risk = await idOf(author, id, 'C7-ALOF-1')
  await command(author, id, 'add-control', {
    risk,
    values: { ref: 'AC-11', title: 'Session Lock', responsible: 'shared' },
  })
  return id
}

export async function command(who: Visitor, caseId: string, name: string, args: unknown): Promise<void> {
  const done = await call(who, 'POST', `/api/cases/${caseId}/commands`, { command: name, args })
  expect(done.status, JSON.stringify(done.body)).toBeLessThan(300)
}

/** An element's id by the name on its label. */
export async function idOf(who: Visitor, caseId: string, name: string): Promise<string> {
  return (await elementOf(who, caseId, name)).id
}

export interface GraphElement {
  readonly id: string
  readonly name: string
  readonly statement: string
  readonly fields: Readonly<Record<string, unknown>>
}

export async function elementOf(who: Visitor, caseId: string, name: string): Promise<GraphElement> {
  const { body } = await call(who, 'GET', `/api/cases/${caseId}/graph`)
  const elements = body.elements as unknown as GraphElement[]
  const found = elements.find((element) => element.name === name)
  if (found === undefined) throw new Error(`No element is called ${name}`)
  return found
}

/** Opens the case at an element and waits until it may be edited or read. */
export async function open(who: Visitor, caseId: string, place = ''): Promise<void> {
  await who.page.goto(`/cases/${caseId}${place}`)
  await expect(saveState(who)).toHaveText('Saved', { timeout: 30_000 })
}

export function saveState(who: Visitor) {
  return who.page
    .getByRole('status')
    .filter({ hasText: /^(Saved|Saving|Connecting|Offline|Refused)/ })
    .first()
}

/** The tab of the selected element. */
export async function showTab(who: Visitor, name: 'Details' | 'Narrative' | 'Review'): Promise<void> {
  await who.page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
}

export const EVERYBODY = [
  { email: 'editor@mdm.example', side: 'mdm', rights: ['comment', 'edit', 'approve', 'propose'] },
  { email: 'admin@hdo.example', side: 'hdo', rights: ['comment', 'edit', 'approve', 'propose', 'sign', 'administer'] },
  { email: 'editor@hdo.example', side: 'hdo', rights: ['comment', 'edit', 'approve', 'propose'] },
  { email: 'reviewer@hdo.example', side: 'hdo', rights: ['comment', 'approve'] },
  { email: 'reader@assessor.example', rights: [] },
] as const satisfies Parameters<typeof newCase>[1]
