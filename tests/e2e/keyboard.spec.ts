import { expect, type Page, test } from '@playwright/test'
import { activeShape, canvas, notice, panel, row, shape, tabTo, told, tree, walkTo } from './places'
import { call, command, EVERYBODY, elementOf, enter, idOf, newCase, open, saveState, type Visitor } from './visitors'

/** Nothing here touches the mouse: every place is reached by Tab, arrows and letters. */
let mdm: Visitor
let hdo: Visitor
let caseId: string
let otherCase: string

test.beforeAll(async ({ browser }) => {
  mdm = await enter(browser, 'admin@mdm.example')
  hdo = await enter(browser, 'editor@hdo.example')
  caseId = await newCase(mdm, EVERYBODY, 'By keyboard alone')
  otherCase = await newCase(mdm, EVERYBODY, 'The second case')
  await command(mdm, caseId, 'add-risk', { capability: 'ALOF', values: { threat: 'A badge is lent' } })
  await mdm.context.grantPermissions(['clipboard-read', 'clipboard-write'])
})
test.afterAll(async () => {
  await mdm?.context.close()
  await hdo?.context.close()
})

/** Presses Down until the row of this element has the focus. */
async function downTo(page: Page, id: string): Promise<void> {
  for (let n = 0; n < 12; n++) {
    if (await row(page, id).evaluate((el) => el === document.activeElement)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`Down does not lead to ${id}`)
}

test('[WALK110] [CAN5] [CLP3] on the canvas by keyboard alone: walk, pan, zoom, add, connect, cut, paste into another case', async () => {
  const { page } = mdm
  const { keyboard } = page
  await Promise.all([open(mdm, caseId), open(hdo, caseId, '?open=ALOF&element=C7-ALOF-1')])
  await tabTo(page, canvas(page))
  await walkTo(page, /^Capability/, 'ArrowDown')
  await walkTo(page, /^Capability ALOF/, 'ArrowRight')
  await keyboard.press('Enter')
  await expect(page).toHaveURL(/open=ALOF/)
  await walkTo(page, /^Claim C5-ALOF\./, 'ArrowDown')
  await walkTo(page, /^Claim C6-ALOF\./, 'ArrowRight')
  await walkTo(page, /^Claim C7-ALOF-1\./, 'ArrowDown')
  // Where the other one is, the picture says.
  await expect.poll(() => activeShape(page)).toMatch(/ here\. /)

  const zoom = page.locator('.canvas-zoom')
  const [width, at] = [await zoom.textContent(), await shape(page, 'C7-ALOF-1').boundingBox()]
  await keyboard.press('Shift+ArrowRight')
  await expect.poll(async () => (await shape(page, 'C7-ALOF-1').boundingBox())?.x).not.toBe(at?.x)
  await keyboard.press('-')
  await expect(zoom).not.toHaveText(width ?? '')
  await keyboard.press('z')
  await expect(zoom).toHaveText('100 %')
  await keyboard.press('f')
  await expect(zoom).not.toHaveText('100 %')
  await keyboard.press('z')

  // The next steps beside the element are one stop, and Escape leads back.
  await keyboard.press('t')
  const steps = page.getByRole('toolbar', { name: 'Next steps for C7-ALOF-1' })
  await expect(steps.getByRole('button').first()).toBeFocused()
  await keyboard.press('Escape')
  await expect(canvas(page)).toBeFocused()
  await keyboard.press('t')
  await expect(steps.getByRole('button').first()).toBeFocused()
  await keyboard.press('ArrowLeft')
  await expect(steps.getByRole('button', { name: 'More' })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  for (let n = 0; n < 12; n++) {
    if (
      await page
        .getByRole('menuitem', { name: 'Add an assumption beside' })
        .evaluate((el) => el === document.activeElement)
    )
      break
    await keyboard.press('ArrowDown')
  }
  await keyboard.press('Enter')
  await expect(shape(hdo.page, 'A-ALOF-1')).toBeVisible()
  await expect(shape(page, 'A-ALOF-1')).toHaveClass(/is-selected/)

  // Connect: the risk's strategy gets the other risk's control as well, among the legal ends only.
  await open(mdm, caseId, '?open=ALOF&element=S2-ALOF-2')
  await tabTo(page, canvas(page))
  await keyboard.press('r')
  await expect(notice(page)).toContainText('Connecting S2-ALOF-2')
  await expect(shape(page, 'C8-ALOF-1-1')).toHaveClass(/is-target/)
  await expect(shape(page, 'S2-ALOF-1')).toHaveClass(/is-dimmed/)
  for (let n = 0; n < 15; n++) {
    await keyboard.press('ArrowRight')
    if (/connects it to C8-ALOF-1-1\./.test((await notice(page).textContent()) ?? '')) break
  }
  await keyboard.press('Enter')
  await expect(notice(page)).toContainText('S2-ALOF-2 now rests on C8-ALOF-1-1.')
  await keyboard.press('Control+z')
  await expect(told(page, 'Took back: connected')).toBeVisible()

  // Everything is chosen and let go; a branch is cut here and pasted in another case, with names of its own there.
  await keyboard.press('Control+a')
  await expect(notice(page)).toContainText('elements chosen')
  await keyboard.press('Escape')
  await walkTo(page, /^Claim C7-ALOF-2\./, 'ArrowUp')
  await keyboard.press('Control+x')
  await expect(shape(page, 'C7-ALOF-2')).toHaveCount(0)
  await expect(told(page, /into the bin/)).toBeVisible()
  await open(mdm, otherCase, '?open=ALOF&element=C6-ALOF')
  await tabTo(page, canvas(page))
  await keyboard.press('Control+v')
  await expect(notice(page)).toContainText('below C6-ALOF')
  await expect.poll(async () => (await elementOf(mdm, otherCase, 'C7-ALOF-2')).statement).toContain('')
  await expect(saveState(mdm)).toHaveText('Saved')
})

test('[WALK111] [CAN11] a place given by Alt and an arrow is remembered, and a picture is saved as PNG by keyboard alone', async () => {
  const { page } = mdm
  const { keyboard } = page
  await open(mdm, otherCase, '?open=ALOF&element=C7-ALOF-1')
  await expect(shape(page, 'C7-ALOF-1')).toHaveClass(/is-selected/)
  await tabTo(page, canvas(page))
  const place = () => shape(page, 'C7-ALOF-1').getAttribute('transform')
  const before = await place()
  await keyboard.press('Alt+ArrowDown')
  await keyboard.press('Alt+ArrowRight')
  await expect.poll(place).not.toBe(before)
  await expect(saveState(mdm)).toHaveText('Saved')
  const moved = await place()
  await page.reload()
  await expect(shape(page, 'C7-ALOF-1')).toBeVisible()
  await expect.poll(place).toBe(moved)

  await tabTo(page, page.getByRole('button', { name: 'Save a picture' }))
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Save a picture' })
  await tabTo(page, dialog.getByRole('radio', { name: 'Everything in this picture' }))
  await keyboard.press('ArrowUp')
  await expect(dialog.getByRole('radio', { name: 'The branch of the selected element' })).toBeChecked()
  await tabTo(page, dialog.getByRole('radio', { name: 'SVG' }))
  await keyboard.press('ArrowRight')
  await tabTo(page, dialog.getByRole('button', { name: 'Save', exact: true }))
  const [file] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')])
  expect(file.suggestedFilename()).toBe('C7-ALOF-1.png')
  const stream = await file.createReadStream()
  const [first] = (await stream.take(1).toArray()) as Buffer[]
  expect(first?.subarray(1, 4).toString()).toBe('PNG')
  await expect(dialog).toBeHidden()
})

test('[WALK112] [OUT1] [OUT3] [OUT5] in the outline by keyboard alone: add, move in and out, choose several, bin, bring back, find, filter', async () => {
  const { page } = mdm
  const { keyboard } = page
  const claim = await idOf(mdm, caseId, 'C8-ALOF-1-1')
  await Promise.all([open(mdm, caseId, `?element=${claim}`), open(hdo, caseId, `?element=${claim}`)])
  await tabTo(page, row(page, claim))
  await expect(row(page, claim).getByTitle(/is here/)).toBeVisible()

  // Enter on the row one is at adds the next one; what is typed is its statement.
  await command(mdm, caseId, 'add-element', { kind: 'goal', under: claim })
  const one = await idOf(mdm, caseId, 'G-ALOF-1')
  await keyboard.press('ArrowRight')
  await expect(row(page, one)).toBeVisible()
  await downTo(page, one)
  await keyboard.press('Enter')
  await expect(row(page, one)).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Statement of G-ALOF-2' }).waitFor()
  await keyboard.type('The lock cannot be switched off')
  await keyboard.press('Enter')
  const two = await idOf(mdm, caseId, 'G-ALOF-2')
  await expect(row(page, two)).toBeFocused()
  await row(hdo.page, claim).press('ArrowRight')
  await expect(row(hdo.page, two)).toContainText('The lock cannot be switched off')

  // In below the one before, and out again.
  const level = async (who: Visitor) => Number(await row(who.page, two).getAttribute('aria-level'))
  const before = await level(mdm)
  await keyboard.press('Alt+ArrowRight')
  await expect.poll(() => level(mdm)).toBe(before + 1)
  await expect(row(page, two)).toBeFocused()
  await expect
    .poll(async () =>
      row(hdo.page, two)
        .count()
        .then((count) => (count === 0 ? 0 : level(hdo))),
    )
    .not.toBe(before)
  await keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => level(mdm)).toBe(before)

  // Both go to the bin together, and one comes back from there by its menu.
  await keyboard.press('Shift+ArrowUp')
  await expect(page.getByRole('status').filter({ hasText: '2 rows are chosen' })).toBeVisible()
  await keyboard.press('Delete')
  await expect(row(hdo.page, two)).toHaveCount(0)
  // The keyboard stands in its place.
  await expect(page.locator('[role=treeitem]:focus')).toHaveCount(1)
  await keyboard.press('End')
  const bin = tree(page).getByRole('treeitem', { name: /^Bin/ })
  for (let n = 0; n < 12 && (await bin.getAttribute('tabindex')) !== '0'; n++) await keyboard.press('ArrowUp')
  await expect(bin).toBeFocused()
  await keyboard.press('ArrowRight')
  await expect(bin).toHaveAttribute('aria-expanded', 'true')
  await downTo(page, two)
  await keyboard.press('Shift+F10')
  const back = page.getByRole('menuitem', { name: 'Bring back' })
  await expect(back).toBeVisible()
  for (let n = 0; n < 3 && !(await back.evaluate((el) => el === document.activeElement)); n++) {
    await keyboard.press('ArrowDown')
  }
  await keyboard.press('Enter')
  await expect(row(hdo.page, two)).toBeVisible()

  // Letters find a row; words narrow the tree; a filter is set and taken off.
  await tabTo(page, page.getByRole('textbox', { name: 'Find in the outline' }), 'Shift+Tab')
  await keyboard.type('switched off')
  await expect(tree(page).getByRole('treeitem')).toHaveCount(1)
  await keyboard.press('Escape')
  await expect.poll(() => tree(page).getByRole('treeitem').count()).toBeGreaterThan(5)
  await tabTo(page, page.getByRole('button', { name: 'Filter the outline' }))
  await keyboard.press('Enter')
  await expect(page.getByRole('menuitemcheckbox').first()).toBeVisible()
  for (let n = 0; n < 12; n++) {
    await keyboard.press('ArrowDown')
    if (((await page.locator(':focus').textContent()) ?? '').startsWith('With open comments')) break
  }
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await expect(page.getByRole('status').filter({ hasText: 'No element fits these filters.' })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Show all' }))
  await keyboard.press('Enter')
  await expect.poll(() => tree(page).getByRole('treeitem').count()).toBeGreaterThan(5)
})

test('[WALK113] [UI7] [UI8] [FST1] [FST2] [FOL1] by keyboard alone: skip the tour, ask what a word means, act on a finding, follow, undo from the palette', async () => {
  const { page } = mdm
  const { keyboard } = page
  await page.goto('/')
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('accord:tour:')) localStorage.removeItem(key)
  })
  await Promise.all([open(mdm, caseId, '?element=C2-AUDT'), open(hdo, caseId, '?element=C2-AUDT')])
  const tour = page.getByRole('region', { name: 'Show me around' })
  await expect(tour).toContainText('1 of 3')
  await tabTo(page, tour.getByRole('button', { name: 'Skip' }))
  await keyboard.press('Enter')
  await expect(tour).toBeHidden()

  // Terms where they stand, with the focus inside and back again.
  const help = page.getByRole('button', { name: 'What C2-AUDT is' })
  await tabTo(page, help)
  await keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'What C2-AUDT is' })).toContainText('What a site needs to see')
  await keyboard.press('Escape')
  await expect(help).toBeFocused()

  // What it rests on is a way to go there.
  const link = panel(page).getByRole('region', { name: 'What rests on it' }).getByRole('button').first()
  await tabTo(page, link)
  await keyboard.press('Enter')
  await expect(page).not.toHaveURL(/element=C2-AUDT/)
  await page.goBack()
  await expect(page).toHaveURL(/element=C2-AUDT/)

  // The palette runs what the element allows; undo says what it took back and leaves the other side's work alone.
  await keyboard.press('Control+k')
  await keyboard.type('decide required')
  await expect(page.getByRole('option', { name: /Decide: required \(C2-AUDT\)/ })).toBeVisible()
  await keyboard.press('Enter')
  await expect.poll(async () => (await elementOf(mdm, caseId, 'C2-AUDT')).fields.decision).toBe('required')
  await command(hdo, caseId, 'decide-capability', { capability: 'AUTH', decision: 'required' })
  await keyboard.press('Control+k')
  await keyboard.type('undo')
  await expect(page.getByRole('option', { name: /^Undo my last change/ })).toBeVisible()
  await keyboard.press('Enter')
  await expect(told(page, 'Took back: decided the capability AUDT')).toBeVisible()
  await expect.poll(async () => (await elementOf(mdm, caseId, 'C2-AUDT')).fields.decision).not.toBe('required')
  expect((await elementOf(mdm, caseId, 'C2-AUTH')).fields.decision).toBe('required')
  await keyboard.press('Control+k')
  await keyboard.type('redo')
  await keyboard.press('Enter')
  await expect.poll(async () => (await elementOf(mdm, caseId, 'C2-AUDT')).fields.decision).toBe('required')

  // Following begins and ends by keys.
  await tabTo(page, page.getByRole('button', { name: /people are here/ }))
  await keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  for (let n = 0; n < 6; n++) {
    await keyboard.press('ArrowDown')
    if (((await page.locator(':focus').getAttribute('aria-label')) ?? '').includes('Hospital')) break
  }
  await keyboard.press('Enter')
  const ribbon = page.getByRole('status', { name: 'Following' })
  await expect(ribbon).toContainText('Following')
  await row(hdo.page, 'C2-ALOF').click()
  await expect(page).toHaveURL(/element=C2-ALOF/)
  await keyboard.press('Escape')
  await expect(ribbon).not.toContainText('Following')
  expect((await call(mdm, 'GET', `/api/cases/${caseId}/findings`)).status).toBe(200)
})
