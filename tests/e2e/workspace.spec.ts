import { expect, type Page, test } from '@playwright/test'
import { barriers, canvas, middleOf, panel, row, shape } from './places'
import { call, command, EVERYBODY, enter, idOf, newCase, open, type Visitor } from './visitors'

let mdm: Visitor
let hdo: Visitor
let caseId: string

test.beforeAll(async ({ browser }) => {
  mdm = await enter(browser, 'admin@mdm.example')
  hdo = await enter(browser, 'editor@hdo.example')
  caseId = await newCase(mdm, EVERYBODY, 'The workspace at work')
})
test.afterAll(async () => {
  await mdm?.context.close()
  await hdo?.context.close()
})

const text = (page: Page) => page.getByRole('textbox', { name: /^Narrative of/ })

/** One pixel, as a PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('[WALK100] [TXT14] [TXT16] [TXT17] [TXT18] a narrative gets a table, a picture from the evidence and a mention; the other side sees them, and foreign pictures stay out', async () => {
  const { page } = mdm
  const { origin } = mdm
  const sent = await mdm.context.request.post(`${origin}/api/cases/${caseId}/files?name=plan.png`, {
    headers: { origin, 'content-type': 'application/octet-stream' },
    data: PIXEL,
  })
  expect(sent.status(), await sent.text()).toBe(201)
  const abroad: string[] = []
  for (const { page: each } of [mdm, hdo]) {
    each.on('request', (request) => {
      if (!request.url().startsWith(origin) && /^https?:/.test(request.url())) abroad.push(request.url())
    })
  }
  for (const who of [mdm, hdo]) await open(who, caseId, '?element=C4-ALOF&tab=narrative')
  await text(page).click()
  // By keyboard: the tools, then the table, then back into its first cell.
  await page.keyboard.press('Alt+F10')
  await page.keyboard.press('End')
  await page.getByRole('button', { name: 'Table', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Port')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Used for')
  const theirs = text(hdo.page)
  await expect(theirs.getByRole('columnheader').first()).toHaveText('Port')
  await expect(theirs.getByRole('columnheader').nth(1)).toHaveText('Used for')
  // The other side writes in a cell at the same time.
  await theirs.getByRole('cell').first().click()
  await hdo.page.keyboard.type('443')
  await expect(text(page).getByRole('cell').first()).toHaveText('443')
  await page.getByRole('button', { name: 'Row below' }).click()
  await expect(theirs.getByRole('row')).toHaveCount(4)
  // Below the table: a picture, with its words.
  await text(page).press('Control+End')
  await page.getByRole('button', { name: 'Picture from the evidence' }).click()
  const form = page.getByRole('form', { name: 'Picture' })
  await form.getByRole('radio', { name: 'plan.png' }).check()
  await form.getByRole('button', { name: 'Insert picture' }).click()
  await expect(form).toContainText('Say what it shows')
  await form.getByRole('textbox', { name: /What it shows/ }).fill('The pump stands behind the firewall of the ward')
  await form.getByRole('button', { name: 'Insert picture' }).click()
  await expect(theirs.getByRole('img', { name: 'The pump stands behind the firewall of the ward' })).toBeVisible()
  // An @ names an element; the link leads there.
  await page.keyboard.type('Compare @C7-AL')
  await expect(page.getByRole('listbox', { name: 'People and elements to name' })).toContainText('C7-ALOF-1')
  await page.keyboard.press('Enter')
  await expect(theirs.getByRole('link', { name: '@C7-ALOF-1' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  // What is pasted from elsewhere brings no picture and no address of one.
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/html', '<p>Pasted<img src="https://tracker.example/pixel.png" alt="x" onerror="alert(1)"></p>')
    document
      .querySelector('.ProseMirror')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await expect(theirs).toContainText('Pasted')
  // The editor's own mark for the caret is an image too.
  await expect(theirs.locator('img:not(.ProseMirror-separator)')).toHaveCount(1)
  await theirs.getByRole('link', { name: '@C7-ALOF-1' }).click()
  await expect(hdo.page).toHaveURL(/element=C7-ALOF-1/)
  expect(abroad).toEqual([])
  // Words of a cell are found, and stand in the history as words.
  await hdo.page.keyboard.press('Control+k')
  await hdo.page
    .getByRole('combobox')
    .or(hdo.page.getByLabel(/^Find an element/))
    .first()
    .fill('Used for')
  await expect(hdo.page.getByRole('option').filter({ hasText: 'Port | Used for' })).toBeVisible()
  await hdo.page.keyboard.press('Escape')
})

test('[WALK101] [PRS1] [PRS3] one side sees where the other points on the canvas, with its side in words, until it leaves', async () => {
  for (const who of [mdm, hdo]) {
    await open(who, caseId, '?open=ALOF')
    await expect(shape(who.page, 'C7-ALOF-1')).toBeVisible()
  }
  // The two look at different parts at different sizes: the pointer still stands at the same element.
  await canvas(hdo.page).focus()
  await hdo.page.keyboard.press('Shift+ArrowRight')
  await hdo.page.keyboard.press('-')
  const at = await middleOf(mdm.page, 'C7-ALOF-1')
  await mdm.page.mouse.move(at.x - 30, at.y)
  await mdm.page.mouse.move(at.x, at.y, { steps: 4 })
  const pointer = hdo.page.locator('.canvas-pointer')
  await expect(pointer).toHaveCount(1)
  await expect(pointer).toContainText('Manufacturer')
  const there = await middleOf(hdo.page, 'C7-ALOF-1')
  await expect
    .poll(async () => {
      const box = await pointer.boundingBox()
      return box === null ? 999 : Math.hypot(box.x - there.x, box.y - there.y)
    })
    .toBeLessThan(12)
  await mdm.page.mouse.move(5, 5)
  await expect(pointer).toHaveCount(0)
  // Who selects an element shows as a frame with a name on it.
  await mdm.page.mouse.click(at.x, at.y)
  await expect(hdo.page.locator(`#canvas-${await idOf(mdm, caseId, 'C7-ALOF-1')} .gsn-visitor`)).toHaveCount(1)
})

test('[WALK102] [CAN10] [CAN13] by touch: one finger moves the picture, two zoom it, a long press opens the menu', async ({
  browser,
}) => {
  const context = await browser.newContext({ hasTouch: true, storageState: await mdm.context.storageState() })
  const page = await context.newPage()
  const touch = await context.newCDPSession(page)
  const fingers = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: readonly (readonly [number, number])[]) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y], id) => ({ x: Math.round(x), y: Math.round(y), id })),
    })
  await open({ ...mdm, context, page }, caseId, '?open=ALOF')
  await expect(shape(page, 'C7-ALOF-1')).toBeVisible()
  const before = await middleOf(page, 'C7-ALOF-1')
  const area = await canvas(page).boundingBox()
  if (area === null) throw new Error('No canvas')
  const [x, y] = [area.x + area.width / 2, area.y + area.height - 60]
  await fingers('touchStart', [x, y])
  for (let step = 1; step <= 6; step++) await fingers('touchMove', [x - step * 10, y - step * 5])
  await fingers('touchEnd')
  await expect.poll(async () => Math.round((await middleOf(page, 'C7-ALOF-1')).x - before.x)).toBeLessThan(-40)
  const width = async () => (await shape(page, 'C7-ALOF-1').boundingBox())?.width ?? 0
  const narrow = await width()
  await fingers('touchStart', [x - 40, y], [x + 40, y])
  for (let step = 1; step <= 5; step++) await fingers('touchMove', [x - 40 - step * 8, y], [x + 40 + step * 8, y])
  await fingers('touchEnd')
  await expect.poll(width).toBeGreaterThan(narrow * 1.5)
  const at = await middleOf(page, 'C7-ALOF-1')
  await fingers('touchStart', [at.x, at.y])
  await expect(page.getByRole('menu', { name: 'Actions for C7-ALOF-1' })).toBeVisible()
  await fingers('touchEnd')
  await expect(page.getByRole('menu', { name: 'Actions for C7-ALOF-1' })).toBeVisible()
  await page.keyboard.press('Escape')
  // A tap selects.
  await page.touchscreen.tap(at.x, at.y)
  await expect(shape(page, 'C7-ALOF-1')).toHaveClass(/is-selected/)
  await context.close()
})

test('[WALK103] [UI2] [UI14] back and forward walk through what one looked at, by button, key and browser; a link to a thread opens there', async () => {
  const { page } = mdm
  const risk = await idOf(mdm, caseId, 'C7-ALOF-1')
  const asked = await call(mdm, 'POST', `/api/cases/${caseId}/threads`, {
    element: risk,
    audience: 'all',
    text: 'Who watches the session?',
  })
  expect(asked.status).toBeLessThan(300)
  await open(mdm, caseId, '?element=C1')
  await row(page, 'C2-ALOF').click()
  await page.getByRole('navigation', { name: 'Views of the case' }).getByRole('link', { name: 'Risk register' }).click()
  await expect(page).toHaveURL(/view=register/)
  await page.getByRole('button', { name: 'Back to C2-ALOF' }).click()
  await expect(page).toHaveURL(/element=C2-ALOF/)
  await expect(page).not.toHaveURL(/view=register/)
  await canvas(page).focus()
  await page.keyboard.press('[')
  await expect(page).toHaveURL(/element=C1$|element=C1&/)
  await expect(panel(page)).toContainText('C1')
  await page.keyboard.press(']')
  await expect(page).toHaveURL(/element=C2-ALOF/)
  await page.goForward()
  await expect(page).toHaveURL(/view=register/)
  await expect(page.getByRole('button', { name: 'Forward', exact: true })).toBeDisabled()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page).not.toHaveURL(/view=register/)
  // A link to the conversation opens at the element, on its review, with the conversation marked.
  const { body } = await call(mdm, 'GET', `/api/cases/${caseId}/threads`)
  const [thread] = (body.threads as unknown as { id: string; element: string }[]).filter(
    ({ element }) => element === risk,
  )
  await open(hdo, caseId, `?element=C7-ALOF-1&tab=review&thread=${thread?.id}`)
  await expect(panel(hdo.page)).toContainText('Who watches the session?')
})

test('[WALK104] [PNL9] [POL14] [UI16] the panel tells who worded a claim and puts it back; the hospital confirms only what it has read', async () => {
  const { page } = hdo
  const control = await idOf(mdm, caseId, 'C8-ALOF-1-1')
  const risk = await idOf(mdm, caseId, 'C7-ALOF-1')
  await command(mdm, caseId, 'set-text', { element: control, field: 'statement', text: 'Sessions lock.' })
  await command(hdo, caseId, 'set-text', {
    element: control,
    field: 'statement',
    text: 'Sessions lock after 5 minutes.',
  })
  await open(hdo, caseId, '?element=C8-ALOF-1-1')
  await panel(page).getByText('History of C8-ALOF-1-1').click()
  const history = panel(page).locator('[data-element-history]')
  await expect(history).toContainText('Reworded: Statement')
  await expect(history).toContainText('Hospital')
  await history.getByRole('button', { name: 'Show the words' }).first().click()
  await expect(history.locator('ins').first()).toContainText('after 5 minutes')
  expect(await barriers(page)).toEqual([])
  await history.getByRole('button', { name: 'Put it back as before' }).first().click()
  await expect(panel(page).getByRole('textbox', { name: 'Statement' })).toHaveValue('Sessions lock.')
  // The transfer of a risk, confirmed where the next steps stand.
  await command(mdm, caseId, 'set-field', { element: risk, field: 'treatment', value: 'transfer' })
  const disclosed = 'The session stays open for an hour.'
  await command(mdm, caseId, 'set-text', { element: risk, field: 'transferDisclosed', text: disclosed })
  await open(hdo, caseId, '?view=findings')
  await page
    .getByRole('button', { name: /^Confirm for the hospital/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: 'What the hospital confirms' })
  await expect(dialog).toContainText(disclosed)
  await dialog.getByRole('button', { name: 'We can bear this risk' }).click()
  await expect(dialog).toBeHidden()
  await open(mdm, caseId, '?element=C7-ALOF-1')
  await expect(panel(mdm.page)).toContainText('confirmed for the hospital')
  // In a case where nobody of the hospital takes part, the next steps lead to the invitation.
  const alone = await newCase(mdm, [], 'Nobody invited yet')
  await open(mdm, alone, '?view=findings')
  await mdm.page.getByRole('button', { name: 'Invite somebody of the hospital' }).first().click()
  const people = mdm.page.getByRole('dialog', { name: 'People of this case' })
  await expect(people).toBeVisible()
  expect(await barriers(mdm.page)).toEqual([])
})
