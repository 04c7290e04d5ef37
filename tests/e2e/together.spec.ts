import { expect, test } from '@playwright/test'
import { EVERYBODY, elementOf, enter, newCase, open, saveState, showTab, type Visitor } from './visitors'

test.describe('two sides in one case', () => {
  let mdm: Visitor
  let hdo: Visitor
  let caseId: string

  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'admin@hdo.example')
    caseId = await newCase(mdm, EVERYBODY)
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
  })

  test('[WALK1] both type in one statement at once, see each other’s text and caret, and nothing is lost', async () => {
    await Promise.all([open(mdm, caseId, '?element=C4-ALOF'), open(hdo, caseId, '?element=C4-ALOF')])
    const [a, b] = [mdm, hdo].map((who) => who.page.getByLabel('Statement', { exact: true }))
    await expect(a!).toHaveValue('Security capability ALOF established')
    await a!.focus()
    await mdm.page.keyboard.press('Home')
    await b!.focus()
    await hdo.page.keyboard.press('End')
    await Promise.all([
      mdm.page.keyboard.type('It holds that: ', { delay: 15 }),
      hdo.page.keyboard.type(' on every ward', { delay: 15 }),
    ])
    const both = 'It holds that: Security capability ALOF established on every ward'
    await expect(a!).toHaveValue(both)
    await expect(b!).toHaveValue(both)
    // The other's caret stands in my text with its name, and the name is no part of it.
    await expect(mdm.page.locator('[data-name="Dr Aoife Brennan"]').first()).toBeAttached()
    await expect(hdo.page.locator('[data-name="Ingrid Halvorsen"]').first()).toBeAttached()
    await expect(saveState(mdm)).toHaveText('Saved')
    await expect(saveState(hdo)).toHaveText('Saved')
    expect((await elementOf(mdm, caseId, 'C4-ALOF')).statement).toBe(both)
  })

  test('[WALK2] both write in one narrative at once and see each other’s words and caret', async () => {
    await Promise.all([
      open(mdm, caseId, '?element=C5-ALOF&tab=narrative'),
      open(hdo, caseId, '?element=C5-ALOF&tab=narrative'),
    ])
    const [a, b] = [mdm, hdo].map((who) => who.page.getByRole('textbox', { name: 'Narrative of C5-ALOF' }))
    await a!.click()
    await mdm.page.keyboard.type('The manufacturer searched.')
    await expect(b!).toContainText('The manufacturer searched.')
    await b!.click()
    await hdo.page.keyboard.press('Control+Home')
    await Promise.all([
      mdm.page.keyboard.type(' Twice, and kept the record.', { delay: 15 }),
      hdo.page.keyboard.type('Seen by the hospital: ', { delay: 15 }),
    ])
    const both = 'Seen by the hospital: The manufacturer searched. Twice, and kept the record.'
    for (const box of [a!, b!]) await expect(box.locator('p').first()).toHaveText(both)
    await expect(mdm.page.locator('.narrative-caret[data-name="Dr Aoife Brennan"]')).toBeAttached()
    await expect(saveState(hdo)).toHaveText('Saved')
  })

  test('[WALK24] two who begin in the same blank line of a narrative lose no letter', async () => {
    await Promise.all([
      open(mdm, caseId, '?element=C6-ALOF&tab=narrative'),
      open(hdo, caseId, '?element=C6-ALOF&tab=narrative'),
    ])
    const [a, b] = [mdm, hdo].map((who) => who.page.getByRole('textbox', { name: 'Narrative of C6-ALOF' }))
    await a!.click()
    await mdm.page.keyboard.type('Begun.')
    await mdm.page.keyboard.press('Enter')
    await expect(b!.locator('p')).toHaveCount(2)
    await b!.click()
    await hdo.page.keyboard.press('Control+End')
    await Promise.all([
      mdm.page.keyboard.type('abcdefghijklmno', { delay: 15 }),
      hdo.page.keyboard.type('ABCDEFGHIJKLMNO', { delay: 15 }),
    ])
    const words = async (box: typeof a) => (await box!.locator('p').allTextContents()).join(' ')
    for (const box of [a, b]) {
      await expect.poll(async () => [...(await words(box))].filter((letter) => /[a-oA-O]/.test(letter)).length).toBe(34)
    }
    expect(await words(a)).toBe(await words(b))
  })

  test('[WALK3] each sees who else is here and at which element', async () => {
    await Promise.all([open(mdm, caseId, '?element=C4-ALOF'), open(hdo, caseId, '?element=C6-ALOF')])
    const people = mdm.page.getByRole('button', { name: /people are here/ })
    await expect(people).toHaveAccessibleName(/Dr Aoife Brennan/)
    await people.click()
    await expect(mdm.page.getByRole('menuitem', { name: /Dr Aoife Brennan/ })).toContainText('C6-ALOF')
    await mdm.page.keyboard.press('Escape')
  })

  test('[WALK4] a control that one side adds from the outline appears to the other without a reload', async () => {
    await Promise.all([
      open(mdm, caseId, '?element=C7-ALOF-1&open=ALOF'),
      open(hdo, caseId, '?element=C7-ALOF-1&open=ALOF'),
    ])
    const before = (await hdo.page.getByRole('treeitem').count()) > 0
    expect(before).toBe(true)
    await mdm.page
      .getByRole('button', { name: /Add a control/i })
      .first()
      .click()
    const dialog = mdm.page.getByRole('dialog')
    await dialog.getByLabel('Search all controls').fill('clear screen')
    await dialog
      .getByRole('listbox', { name: 'Controls' })
      .getByRole('option', { name: /clear screen/i })
      .first()
      .click()
    // The first row is the chosen one: a click takes it.
    await expect(dialog).toBeHidden()
    await expect(hdo.page.getByText(/C8-ALOF-1-2|C8-1-2/).first()).toBeAttached()
    // Undo takes back one's own work and says so.
    await mdm.page.getByRole('button', { name: 'Undo my last change' }).click()
    await expect(mdm.page.getByText(/Took back/).first()).toBeVisible()
    await expect(hdo.page.getByRole('treeitem', { name: /C8-ALOF-1-2/ })).toHaveCount(0)
  })

  test('[WALK5] a comment by one side is told to the other without a reload, answered and resolved', async () => {
    await Promise.all([
      open(mdm, caseId, '?element=C7-ALOF-1&tab=review'),
      open(hdo, caseId, '?element=C7-ALOF-1&tab=details'),
    ])
    await mdm.page.getByLabel('Comment on C7-ALOF-1').fill('Is 5 minutes right for <script>alert(1)</script> theatres?')
    await mdm.page.keyboard.press('Control+Enter')
    await expect(mdm.page.getByRole('article').filter({ hasText: 'Is 5 minutes right' })).toBeVisible()
    // Told where they are: a notice, then the thread itself, with the script as plain text.
    await expect(hdo.page.getByText(/Ingrid Halvorsen.*comment/i).first()).toBeVisible()
    await showTab(hdo, 'Review')
    const thread = hdo.page.getByRole('article').filter({ hasText: 'Is 5 minutes right' })
    await expect(thread).toContainText('<script>alert(1)</script>')
    await thread.getByRole('button', { name: 'Reply' }).click()
    await thread.getByLabel(/^Reply to/).fill('Ten, please.')
    await thread.getByRole('button', { name: 'Reply' }).click()
    await expect(mdm.page.getByRole('article').filter({ hasText: 'Ten, please.' })).toBeVisible()
    await mdm.page
      .getByRole('article')
      .filter({ hasText: 'Ten, please.' })
      .getByRole('button', { name: 'Resolve' })
      .click()
    // Resolved threads fold away and stay readable.
    await hdo.page.getByRole('button', { name: /Show 1 resolved comment/ }).click()
    await expect(thread.getByText('Resolved', { exact: true })).toBeVisible()
  })

  test('[WALK6] a comment for one’s own side never reaches the other', async () => {
    await Promise.all([
      open(mdm, caseId, '?element=C6-ALOF&tab=review'),
      open(hdo, caseId, '?element=C6-ALOF&tab=review'),
    ])
    await mdm.page.getByText('My side only', { exact: true }).click()
    await mdm.page.getByLabel('Comment on C6-ALOF').fill('Between us: we cannot do this before May.')
    await mdm.page.keyboard.press('Control+Enter')
    await expect(mdm.page.getByRole('article').filter({ hasText: 'Between us' })).toBeVisible()
    await hdo.page.getByLabel('Comment on C6-ALOF').fill('Hello from the hospital.')
    await hdo.page.keyboard.press('Control+Enter')
    await expect(mdm.page.getByRole('article').filter({ hasText: 'Hello from the hospital.' })).toBeVisible()
    await expect(hdo.page.getByText('Between us')).toHaveCount(0)
  })

  test('[WALK7] a claim approved by both and then reworded shows to both as out of date, with the reason', async () => {
    for (const who of [mdm, hdo]) {
      await open(who, caseId, '?element=C5-ALOF&tab=review')
      await who.page.getByRole('button', { name: 'Approve', exact: true }).click()
      await expect(who.page.getByRole('button', { name: 'You approved this' })).toBeVisible()
    }
    await expect(mdm.page.getByRole('region', { name: /Approval of C5-ALOF/ })).toContainText('Dr Aoife Brennan')
    await showTab(hdo, 'Details')
    const statement = hdo.page.getByLabel('Statement', { exact: true })
    await statement.focus()
    await hdo.page.keyboard.press('End')
    await hdo.page.keyboard.type(' and was repeated in October')
    await showTab(hdo, 'Review')
    for (const who of [mdm, hdo]) {
      const block = who.page.getByRole('region', { name: /Approval of C5-ALOF/ })
      await expect(block).toContainText('Out of date:')
      await expect(block).toContainText(/wording changed/i)
    }
    // Words that return to what was approved are approved again.
    await showTab(hdo, 'Details')
    await statement.fill('Threat and vulnerability identification for ALOF is complete')
    await showTab(hdo, 'Review')
    await expect(hdo.page.getByRole('button', { name: 'You approved this' })).toBeVisible()
  })

  test('[WALK8] one goes offline, both go on, and the words meet again on return', async () => {
    await Promise.all([open(mdm, caseId, '?element=C3-ALOF'), open(hdo, caseId, '?element=CTXT3-ALOF')])
    await Promise.all([open(mdm, caseId, '?element=CTXT3-ALOF'), open(hdo, caseId, '?element=CTXT3-ALOF')])
    await mdm.context.setOffline(true)
    const a = mdm.page.getByLabel('Statement', { exact: true })
    await a.fill('Screens of the pump')
    await expect(saveState(mdm)).toHaveText(/^Offline: \d+ change/, { timeout: 45_000 })
    await hdo.page.getByLabel('Statement', { exact: true }).focus()
    await hdo.page.keyboard.press('End')
    await hdo.page.keyboard.type(' (ward stations too)')
    await mdm.context.setOffline(false)
    await expect(saveState(mdm)).toHaveText('Saved', { timeout: 45_000 })
    await expect(hdo.page.getByLabel('Statement', { exact: true })).toHaveValue(/Screens of the pump/)
    await expect(a).toHaveValue(/ward stations too/)
  })
})
