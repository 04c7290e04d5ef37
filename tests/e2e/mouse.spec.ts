import { expect, type Page, test } from '@playwright/test'
import { canvas, middleOf, notice, panel, row, shape, told, tree } from './places'
import { call, command, EVERYBODY, elementOf, enter, idOf, newCase, open, type Visitor } from './visitors'

/** What keyboard.spec.ts does by keys alone, done by pointing. */
let mdm: Visitor
let hdo: Visitor
let caseId: string
let otherCase: string

test.beforeAll(async ({ browser }) => {
  mdm = await enter(browser, 'admin@mdm.example')
  hdo = await enter(browser, 'editor@hdo.example')
  caseId = await newCase(mdm, EVERYBODY, 'By mouse')
  otherCase = await newCase(mdm, EVERYBODY, 'Another case for the mouse')
  await command(mdm, caseId, 'add-risk', { capability: 'ALOF', values: { threat: 'A badge is lent' } })
  await mdm.context.grantPermissions(['clipboard-read', 'clipboard-write'])
})
test.afterAll(async () => {
  await mdm?.context.close()
  await hdo?.context.close()
})

const item = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name })

/** A place of the canvas on which nothing stands. */
async function freePlace(page: Page): Promise<{ x: number; y: number }> {
  const box = await canvas(page).boundingBox()
  if (box === null) throw new Error('The canvas is not there')
  return { x: box.x + 12, y: box.y + box.height - 90 }
}

async function rightClick(page: Page, name: string): Promise<void> {
  const at = await middleOf(page, name)
  await page.mouse.click(at.x, at.y, { button: 'right' })
  await expect(page.getByRole('menu')).toBeVisible()
}

test('[WALK114] [CAN9] [CAN10] [CAN12] on the canvas by mouse: open a card, pan, zoom, connect, close, show one branch, copy into another case', async () => {
  const { page } = mdm
  await Promise.all([open(mdm, caseId), open(hdo, caseId, '?open=ALOF&element=C8-ALOF-1-1')])
  const card = page.getByRole('img', { name: /^Capability ALOF/ })
  await card.dblclick()
  await expect(page).toHaveURL(/open=ALOF/)
  await expect(shape(page, 'C7-ALOF-1')).toBeVisible()
  // A frame with their initials says where the other one is.
  await expect(shape(page, 'C8-ALOF-1-1')).toHaveAttribute('aria-label', / here\. /)

  const place = async () => (await shape(page, 'C7-ALOF-1').boundingBox()) ?? { x: 0, y: 0 }
  const free = await freePlace(page)
  let before = await place()
  await page.mouse.move(free.x, free.y)
  await page.mouse.down()
  await page.mouse.move(free.x + 60, free.y - 40, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await place()).x - before.x)).toBe(60)
  before = await place()
  await page.mouse.wheel(0, 50)
  await expect.poll(async () => Math.round((await place()).y - before.y)).toBe(-50)
  const zoom = page.locator('.canvas-zoom')
  const percent = async () => Number.parseInt((await zoom.textContent()) ?? '', 10)
  const was = await percent()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, 120)
  await page.keyboard.up('Control')
  await expect.poll(percent).toBeLessThan(was)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await page.getByRole('button', { name: 'Show everything' }).click()
  const at = await middleOf(page, 'C7-ALOF-2')
  await page.mouse.click(at.x, at.y)
  await page.getByRole('button', { name: 'Zoom to the selected element' }).click()
  await expect.poll(percent).toBe(100)

  // A relation is drawn from the handle; while it is drawn, only legal ends are lit.
  await page.getByRole('button', { name: 'Show everything' }).click()
  await command(hdo, caseId, 'add-element', { kind: 'goal', under: await idOf(mdm, caseId, 'C6-ALOF') })
  await expect(shape(page, 'G-ALOF-1')).toHaveCount(1)
  await page.getByRole('button', { name: 'Show everything' }).click()
  const strategy = await middleOf(page, 'S2-ALOF-1')
  await page.mouse.click(strategy.x, strategy.y)
  await expect(shape(page, 'S2-ALOF-1')).toHaveClass(/is-selected/)
  const port = await shape(page, 'S2-ALOF-1').locator('.gsn-port').first().boundingBox()
  const goal = await middleOf(page, 'G-ALOF-1')
  if (port === null) throw new Error('There is no handle')
  await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2)
  await page.mouse.down()
  await page.mouse.move(goal.x, goal.y, { steps: 6 })
  await expect(shape(page, 'G-ALOF-1')).toHaveClass(/is-target/)
  await expect(shape(page, 'C5-ALOF')).toHaveClass(/is-dimmed|is-target/)
  await page.mouse.up()
  await expect(notice(page)).toContainText('S2-ALOF-1 now rests on G-ALOF-1.')
  await page.getByRole('button', { name: 'Undo my last change' }).click()
  await expect(told(page, 'Took back: connected S2-ALOF-1')).toBeVisible()

  // Closing and opening, for one branch and for all, from the menus.
  await rightClick(page, 'C7-ALOF-1')
  await item(page, /^Close the branch/).click()
  await expect(shape(page, 'C8-ALOF-1-1')).toHaveCount(0)
  await page.mouse.click(free.x, free.y, { button: 'right' })
  await item(page, /^Open all branches/).click()
  await expect(shape(page, 'C8-ALOF-1-1')).toBeVisible()
  await rightClick(page, 'C7-ALOF-1')
  await item(page, /^Show only this branch/).click()
  await expect(shape(page, 'C5-ALOF')).toHaveCount(0)
  await page.getByRole('button', { name: 'All capabilities' }).click()
  await expect(card).toBeVisible()

  // A copy goes into another case by the menus alone.
  await open(mdm, caseId, '?open=ALOF&element=C7-ALOF-1')
  await rightClick(page, 'C7-ALOF-1')
  await item(page, /^Copy\s*Ctrl\+C/).click()
  await expect(notice(page)).toContainText('Copied C7-ALOF-1 with')
  await open(mdm, otherCase, '?open=ALOF&element=C6-ALOF')
  await expect(shape(page, 'C6-ALOF')).toBeVisible()
  await rightClick(page, 'C6-ALOF')
  await item(page, /^Paste below/).click()
  await expect(shape(page, 'C7-ALOF-2')).toBeVisible()
})

test('[WALK115] [UI7] [UI8] [UI10] by mouse: steps beside the element, findings, relations, and undo that takes back only my own', async () => {
  const { page } = mdm
  await Promise.all([open(mdm, caseId, '?open=ALOF&element=C8-ALOF-1-1'), open(hdo, caseId, '?element=C8-ALOF-1-1')])
  const claim = await idOf(mdm, caseId, 'C8-ALOF-1-1')
  // Who else is at the element stands in the row and in the panel.
  await expect(row(page, claim).getByTitle(/is here/)).toBeVisible()
  await expect(panel(page).getByText('Here now:')).toBeVisible()

  // Both add something to the same claim; each undo takes back one's own, and says what.
  const tools = page.getByRole('toolbar', { name: 'Next steps for C8-ALOF-1-1' })
  await tools.getByRole('button', { name: 'More' }).click()
  await item(page, 'Add a context beside').click()
  await expect.poll(async () => (await elementOf(mdm, caseId, 'CTXT-ALOF-1')).name).toBe('CTXT-ALOF-1')
  await row(hdo.page, claim).click({ button: 'right' })
  await item(hdo.page, 'Add an assumption beside').click()
  const theirs = await idOf(hdo, caseId, 'A-ALOF-1')
  await expect(row(page, theirs)).toBeVisible()
  await page.getByRole('button', { name: 'Undo my last change' }).click()
  await expect(told(page, 'Took back: added CTXT-ALOF-1.')).toBeVisible()
  await expect(tree(hdo.page).getByRole('treeitem', { name: /CTXT-ALOF-1/ })).toHaveCount(0)
  await expect(row(page, theirs)).toBeVisible()
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(told(page, 'Did again: added CTXT-ALOF-1.')).toBeVisible()
  await hdo.page.getByRole('button', { name: 'Undo my last change' }).click()
  await expect(told(hdo.page, 'Took back: added A-ALOF-1.')).toBeVisible()
  await expect(tree(page).getByRole('treeitem', { name: /CTXT-ALOF-1/ })).toBeVisible()

  // What goes into the bin is offered back at once, without a question before.
  const mine = await idOf(mdm, caseId, 'CTXT-ALOF-1')
  await row(page, mine).click({ button: 'right' })
  await item(page, /into the bin$/).click()
  await expect(row(hdo.page, mine)).toHaveCount(0)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await told(page, 'CTXT-ALOF-1 into the bin').getByRole('button', { name: 'Undo' }).click()
  await expect(tree(hdo.page).getByRole('treeitem', { name: /CTXT-ALOF-1/ })).toBeVisible()

  // Neighbours lead on, and a finding's step is one click.
  await row(page, claim).click()
  await panel(page).getByRole('region', { name: 'What rests on it' }).getByRole('button').first().click()
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('S2-ALOF-1')
  const strategy = await idOf(mdm, caseId, 'S2-ALOF-1')
  await command(mdm, caseId, 'relate', { from: strategy, type: 'supportedBy', to: 'C5-ALOF' })
  await row(page, 'C5-ALOF').click()
  const step = panel(page).getByRole('region', { name: 'To solve here' }).getByRole('button').first()
  await expect(step).toHaveText('Disconnect it from S2-ALOF-1')
  await step.click()
  await expect(step).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo my last change' }).click()
  await expect(told(page, 'Took back: disconnected')).toBeVisible()
  await expect(step).toHaveText('Disconnect it from S2-ALOF-1')

  // The same commands in the outline: a row dragged into another one stands there for both.
  const goal = await idOf(mdm, caseId, 'G-ALOF-1')
  await row(page, goal).dragTo(row(page, claim), { targetPosition: { x: 120, y: 13 } })
  await expect.poll(async () => Number(await row(hdo.page, goal).getAttribute('aria-level'))).toBe(9)
  await page.getByRole('textbox', { name: 'Find in the outline' }).fill('G-ALOF-1')
  await expect(tree(page).getByRole('treeitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Show everything' }).first().click()
  await page.getByRole('button', { name: 'What C5-ALOF is' }).click()
  await expect(page.getByRole('dialog', { name: 'What C5-ALOF is' })).toContainText('This step of the pattern')
  await page.keyboard.press('Escape')
})

test('[WALK116] [FND1] [FND3] from the palette by mouse: every view opens, every kind of words is found, and what it does is done', async () => {
  const { page } = mdm
  const claim = await idOf(mdm, caseId, 'C8-ALOF-1-1')
  await call(mdm, 'POST', `/api/cases/${caseId}/threads`, {
    element: claim,
    audience: 'all',
    text: 'Zanzibar is asked',
  })
  await open(mdm, caseId, `?element=${claim}`)
  const find = page.getByRole('button', { name: 'Find and go' })
  const search = page.getByRole('combobox', { name: /Find an element/ })
  const choose = async (words: string, option: string | RegExp) => {
    await find.click()
    await search.fill(words)
    await page.getByRole('option', { name: option }).first().click()
    await expect(search).toBeHidden()
  }
  for (const [words, view] of [
    ['risk register', 'register'],
    ['heat map', 'heat'],
    ['matrix', 'matrix'],
    ['responsibilities', 'responsibilities'],
    ['terms', 'terms'],
    ['context', 'context'],
    ['documents', 'documents'],
    ['evidence', 'evidence'],
    ['findings', 'findings'],
    ['patterns', 'patterns'],
    ['history', 'history'],
  ] as const) {
    await choose(words, new RegExp(`^${words}$`, 'i'))
    await expect(page).toHaveURL(new RegExp(`view=${view}`))
  }
  await choose('canvas', /^canvas$/i)
  await expect(page).not.toHaveURL(/view=/)
  await choose('lent', /C7-ALOF-2/)
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('C7-ALOF-2')
  await choose('zanzibar', /Zanzibar/)
  await expect(page).toHaveURL(/thread=/)
  await choose('alof automatic', /ALOF Automatic logoff/)
  await expect(page).toHaveURL(/open=ALOF/)
  const dark = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)
  const scheme = await dark()
  await choose('light dark', /Switch between/)
  await expect.poll(dark).not.toBe(scheme)
  await choose('light dark', /Switch between/)
  await expect.poll(dark).toBe(scheme)
  await choose('copy link', /Copy a link/)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`/cases/${caseId}?`)
  await page.evaluate(() => {
    Object.assign(window, { print: () => Object.assign(window, { printed: true }) })
  })
  await choose('print', /Print this view/)
  await expect.poll(() => page.evaluate(() => (window as { printed?: boolean }).printed)).toBe(true)
  await choose('lent', /C7-ALOF-2/)
  await choose('add control', /Add a control \(C7-ALOF-2\)/)
  await expect(page.getByRole('dialog', { name: /control/i })).toBeVisible()
  await page.keyboard.press('Escape')
})
