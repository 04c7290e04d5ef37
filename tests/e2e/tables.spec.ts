import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { command, EVERYBODY, enter, idOf, newCase, open, saveState, type Visitor } from './visitors'

const grid = (page: Page) => page.getByRole('grid')
const rows = (page: Page) => grid(page).locator('[data-line]:not([data-line=head])')
const cell = (page: Page, line: number, column: string) => rows(page).nth(line).locator(`[data-cell="${column}"]`)

async function tableOf(who: Visitor, caseId: string, view: string): Promise<void> {
  await open(who, caseId, `?view=${view}`)
  await expect(rows(who.page).first()).toBeVisible()
}

test.describe('the tables of a case', () => {
  let mdm: Visitor
  let hdo: Visitor
  let caseId: string
  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'editor@mdm.example')
    hdo = await enter(browser, 'editor@hdo.example')
    const admin = await enter(browser, 'admin@mdm.example')
    caseId = await newCase(admin, EVERYBODY, 'A pump in tables')
    const risk = await idOf(admin, caseId, 'C7-ALOF-1')
    const control = await idOf(admin, caseId, 'C8-ALOF-1-1')
    await command(admin, caseId, 'set-field', { element: control, field: 'basis', value: 'editorial' })
    await command(admin, caseId, 'add-evidence', { claim: control, statement: 'Test report 17' })
    for (const title of ['Alarm', 'Door', 'Lamp']) {
      const values = { title, ref: 'X-1', basis: 'own', responsible: 'mdm', ownerMdm: `Person ${title}` }
      await command(admin, caseId, 'add-control', { risk, values })
    }
    await admin.context.close()
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
  })

  test('[WALK50] by keyboard alone one side writes a duty while the other types in the same field', async () => {
    await Promise.all([tableOf(mdm, caseId, 'responsibilities'), tableOf(hdo, caseId, 'responsibilities')])
    const { page } = mdm
    await page.getByLabel('Search the responsibilities').focus()
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.closest('[data-line]') !== null)) break
    }
    await page.keyboard.press('Control+Home')
    const reach = async (column: string) => {
      await page.keyboard.press('Home')
      for (let i = 0; i < 30; i++) {
        if ((await page.evaluate(() => document.activeElement?.getAttribute('data-cell'))) === column) return
        await page.keyboard.press('ArrowRight')
      }
      throw new Error(`No cell of ${column}`)
    }
    await reach('dutyMdm')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Locks the session.')

    await cell(hdo.page, 0, 'dutyMdm').dblclick()
    const theirs = grid(hdo.page).locator('textarea')
    await expect(theirs).toHaveValue('Locks the session.')
    await hdo.page.keyboard.press('Control+Home')
    await hdo.page.keyboard.type('The device: ')
    await expect(grid(page).locator('textarea')).toHaveValue('The device: Locks the session.')
    await page.keyboard.type(' Always.')
    await expect(theirs).toHaveValue('The device: Locks the session. Always.')
    await expect(rows(page).first()).toContainText('writes here')

    // On a slow machine the words were typed with pauses, and each pause begins a step of its own.
    await expect(async () => {
      await page.keyboard.press('Control+z')
      await expect(theirs).toHaveValue('The device: Locks the session.', { timeout: 1_000 })
    }).toPass()
    await page.keyboard.press('Escape')
    await expect(cell(page, 0, 'dutyMdm')).toBeFocused()
    await hdo.page.keyboard.press('Escape')

    await reach('who')
    await page.keyboard.press('F2')
    await page.keyboard.press('h')
    await page.keyboard.press('Enter')
    await expect(cell(hdo.page, 0, 'who')).toHaveText('Hospital')
    await expect(cell(page, 0, 'who')).toBeFocused()
    await expect(saveState(mdm)).toHaveText('Saved')
  })

  test('[WALK51] a table is searched, filtered, sorted and grouped, and stays so after a reload', async () => {
    const { page } = mdm
    await tableOf(mdm, caseId, 'responsibilities')
    const all = await rows(page).count()
    await page.getByLabel('Search the responsibilities').fill('lamp')
    await expect(rows(page)).toHaveCount(1)
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('button', { name: 'Filters' }).click()
    await page.getByLabel('Filter Side').selectOption('Manufacturer')
    await expect(rows(page)).toHaveCount(3)
    await page.getByLabel('Filter Named person').fill('empty')
    await expect(grid(page)).toContainText('No row fits')
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect(rows(page)).toHaveCount(all)

    await grid(page).getByRole('button', { name: 'Named person', exact: true }).click()
    await page.getByLabel('Group by').selectOption({ label: 'By side' })
    await expect(grid(page).getByRole('button', { name: 'Manufacturer 3 rows' })).toBeVisible()
    await page.getByRole('button', { name: 'Columns', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Claim' }).uncheck()
    await expect(page.getByRole('checkbox', { name: 'Chosen from' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(grid(page).getByRole('button', { name: 'Manufacturer 3 rows' })).toBeVisible()
    await expect(grid(page).getByRole('columnheader', { name: 'Claim' })).toHaveCount(0)
    await expect(grid(page).locator('[aria-sort=ascending]')).toHaveText(/Named person/)
    const people = await grid(page).locator('[data-cell=owner]:not(button)').allInnerTexts()
    expect(people.filter((name) => name.startsWith('Person'))).toEqual(['Person Alarm', 'Person Door', 'Person Lamp'])
  })

  test('[WALK52] what one sees and the whole table are taken along and hold what the screen says', async () => {
    const { page } = hdo
    await tableOf(hdo, caseId, 'matrix')
    await page.getByLabel('Search the traceability matrix').fill('X-1')
    const take = async (item: string) => {
      await page.getByRole('button', { name: 'Export' }).click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ])
      return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
    }
    await expect(rows(page)).toHaveCount(3)
    const heads = await grid(page).getByRole('columnheader').locator('[data-cell]').allInnerTexts()
    const seen = await take('These rows and columns as Excel')
    expect(seen.name).toBe('a-pump-in-tables-traceability-matrix.xlsx')
    const cells = await readSheet(seen.bytes)
    expect(cells[0]).toEqual(heads)
    expect(cells).toHaveLength(4)
    expect(cells[1]?.[heads.indexOf('Chosen from')]).toBe('Own')
    const about = await readSheet(seen.bytes, 'About this file')
    expect(about.find(([label]) => label === 'Shown')?.[1]).toBe('Chosen columns; rows that hold "X-1"')
    expect(about.find(([label]) => label === 'Case')?.[1]).toBe('A pump in tables')

    const csv = Papa.parse<string[]>((await take('These rows and columns as CSV')).bytes.toString('utf8').slice(1)).data
    expect(csv[0]).toEqual(heads)

    const whole = Papa.parse<string[]>((await take('All rows and columns as CSV')).bytes.toString('utf8').slice(1)).data
    const origin = whole[0]?.indexOf('Chosen from') ?? -1
    expect(whole.slice(1, 5).map((line) => line[origin])).toEqual(['Proposal', 'Own', 'Own', 'Own'])
    expect(await readSheet((await take('All rows and columns as Excel')).bytes)).toHaveLength(5)
  })

  test('[WALK54] no table has a serious accessibility problem, and each fits 1024 pixels with its editors open', async () => {
    const { page } = hdo
    await page.setViewportSize({ width: 1024, height: 768 })
    for (const view of ['register', 'matrix', 'responsibilities', 'documents', 'evidence']) {
      await tableOf(hdo, caseId, view)
      await page.getByRole('button', { name: 'Filters' }).click()
      const editable = grid(page).locator('[data-editable]').first()
      if ((await editable.count()) > 0) await editable.dblclick()
      for (const scheme of ['light', 'dark'] as const) {
        await page.evaluate((value) => {
          document.documentElement.setAttribute('data-mantine-color-scheme', value)
        }, scheme)
        const axe = new AxeBuilder({ page })
        // Names and roles are the same in both schemes.
        if (scheme === 'dark') axe.withRules(['color-contrast'])
        else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        const { violations } = await axe.analyze()
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(serious.map(({ id, nodes }) => `${view} ${scheme} ${id} ${nodes[0]?.target}`)).toEqual([])
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(wide).toBeLessThanOrEqual(0)
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  test('[WALK54] a reviewer is told why they cannot write in a cell', async ({ browser }) => {
    const reviewer = await enter(browser, 'reviewer@hdo.example')
    await tableOf(reviewer, caseId, 'responsibilities')
    await cell(reviewer.page, 0, 'owner').click()
    await reviewer.page.keyboard.press('Enter')
    const why = 'You read this case without editing it. What should change'
    await expect(reviewer.page.getByRole('status').filter({ hasText: why })).toBeVisible()
    await expect(grid(reviewer.page).locator('[data-editor]')).toHaveCount(0)
    await reviewer.context.close()
  })

  test('[WALK53] a case of 5,000 elements is walked from end to end with a few dozen rows drawn', async ({
    browser,
  }) => {
    test.setTimeout(240_000)
    const admin = await enter(browser, 'admin@mdm.example')
    const large = await newCase(admin, [], 'A pump with very many risks')
    for (const capability of CAPABILITIES) {
      await command(admin, large, 'decide-capability', { capability, decision: 'required' })
    }
    await fill(admin, large, 5000)
    await tableOf(admin, large, 'responsibilities')
    const { page } = admin
    await expect(page.getByText(/^1[0-9]{3} rows$/)).toBeVisible({ timeout: 60_000 })
    await cell(page, 0, 'name').click()
    await page.keyboard.press('Control+End')
    await expect(rows(page).last().locator('[data-cell=found]')).toBeFocused()
    expect(await rows(page).count()).toBeLessThan(60)
    const total = Number(await grid(page).getAttribute('aria-rowcount'))
    expect(Number(await rows(page).last().getAttribute('aria-rowindex'))).toBe(total)
    await page.getByLabel('Group by').selectOption({ label: 'By capability' })
    await grid(page).evaluate((table) => table.scrollTo(0, 0))
    await expect(grid(page).getByRole('button', { name: /^ALOF · Automatic logoff/ })).toBeVisible()
    await page.getByLabel('Search the responsibilities').fill('C8-TXIG')
    await expect(grid(page).getByRole('button', { name: /^TXIG · .* rows$/ })).toBeVisible()
    expect(await rows(page).count()).toBeLessThan(60)
    await admin.context.close()
  })
})

const PORTION = 50
const CAPABILITIES = ['ALOF', 'AUDT', 'AUTH', 'TXIG'] as const

/** Risks with one control and one piece of evidence each, in the shape of the shared document. */
function addPortion(doc: Y.Doc, from: number): void {
  const [nodes, edges] = [doc.getMap<Y.Map<unknown>>('nodes'), doc.getMap<unknown>('edges')]
  for (let n = from; n < from + PORTION; n++) {
    const capability = CAPABILITIES[n % CAPABILITIES.length] ?? 'ALOF'
    const make = (suffix: string, kind: 'goal' | 'solution', role: string, facet: string, under: string) => {
      const id = `n${n}${suffix}`
      const scalars = { kind, role, capability, facet, name: `${role}-${capability}-${n}${suffix}` }
      nodes.set(id, new Y.Map(Object.entries(scalars)))
      doc.getText(`t:${id}:statement`).insert(0, `Statement ${n} is established`)
      edges.set(`${under}>supportedBy>${id}`, { order: String(n).padStart(8, '0') })
    }
    make('r', 'goal', 'C7', 'risk', `C6-${capability}`)
    make('c', 'goal', 'C8', 'control', `n${n}r`)
    make('e', 'solution', 'Sn', 'evidence', `n${n}c`)
  }
}

/** Brings a case to so many elements over the socket, as any client may. */
async function fill(who: Visitor, caseId: string, elements: number): Promise<void> {
  const { origin } = who
  const cookies = await who.context.cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  class Socket extends WebSocket {
    constructor(url: string) {
      super(url, { headers: { cookie, origin } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync/c`, caseId, doc, {
    WebSocketPolyfill: Socket as never,
    disableBc: true,
  })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  // In portions: each is one message, and a message has a largest size.
  for (let made = 0; made * 3 < elements; made += PORTION) doc.transact(() => addPortion(doc, made))
  await expect
    .poll(
      async () => {
        const answer = await who.context.request.get(`${origin}/api/cases/${caseId}/responsibilities`)
        return ((await answer.json()) as { responsibilities: unknown[] }).responsibilities.length
      },
      { timeout: 120_000 },
    )
    .toBeGreaterThan(elements / 3)
  provider.destroy()
  doc.destroy()
}
