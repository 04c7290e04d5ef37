import { expect, test } from '@playwright/test'
import { call, command, elementOf, enter, idOf, newCase, open, showTab, type Visitor } from './visitors'

const CLAIM = 'C7-ALOF-1'

test.describe('one disputed claim', () => {
  let mdm: Visitor
  let hdo: Visitor
  let reviewer: Visitor
  let outsider: Visitor
  let caseId: string

  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'editor@mdm.example')
    hdo = await enter(browser, 'editor@hdo.example')
    reviewer = await enter(browser, 'reviewer@hdo.example')
    outsider = await enter(browser, 'nobody@outside.example')
    caseId = await newCase(mdm, [
      { email: hdo.email, side: 'hdo', rights: ['comment', 'edit', 'approve'] },
      { email: reviewer.email, side: 'hdo', rights: ['comment'] },
    ])
  })
  test.afterAll(async () => {
    for (const who of [mdm, hdo, reviewer, outsider]) await who?.context.close()
  })

  const comment = (who: Visitor) => who.page.getByLabel(`Comment on ${CLAIM}`)
  // A notice may say the same for a moment.
  const said = (who: Visitor, text: string) => who.page.getByRole('article').filter({ hasText: text })
  const approval = (who: Visitor) => who.page.getByRole('region', { name: `Approval of ${CLAIM}` }).last()
  const press = (who: Visitor, name: string) => who.page.getByRole('button', { name, exact: true }).click()
  const line = (who: Visitor) => who.page.getByRole('row').filter({ hasText: CLAIM }).first()

  async function sayAmongUs(who: Visitor, text: string): Promise<void> {
    await who.page.getByRole('radiogroup', { name: 'Who will see this comment' }).getByText('My side only').click()
    await comment(who).fill(text)
    await press(who, 'Comment')
    await expect(said(who, text)).toBeVisible()
  }

  test('[WALK120] is negotiated by four people: asked, argued among each side, reworded, objected to, agreed, and agreed again', async () => {
    test.setTimeout(180_000)
    await Promise.all([mdm, hdo, reviewer].map((who) => open(who, caseId, `?element=${CLAIM}&tab=review`)))

    // A question that names somebody, with the name from the list.
    await comment(reviewer).pressSequentially('Does the session close by itself, @Tom')
    const option = reviewer.page.getByRole('option').first()
    await expect(option).toBeVisible()
    await reviewer.page.keyboard.press('Enter')
    await reviewer.page.keyboard.press('Control+Enter')
    for (const who of [mdm, hdo]) await expect(said(who, 'Does the session close by itself')).toBeVisible()
    await expect(mdm.page.getByRole('link', { name: /^Inbox ?1/ })).toBeVisible()

    // Each side talks among itself; the other sees nothing of it.
    await sayAmongUs(hdo, 'We could live with ten minutes')
    await sayAmongUs(mdm, 'Five minutes cost us nothing')
    await expect(said(reviewer, 'We could live with ten minutes')).toBeVisible()
    await expect(mdm.page.getByText('We could live with ten minutes')).toHaveCount(0)
    for (const who of [hdo, reviewer]) await expect(who.page.getByText('Five minutes cost us nothing')).toHaveCount(0)

    // The reviewer may not edit, but suggest; the manufacturer applies it in one click.
    const wording = 'Risk that a session stays open is mitigated within five minutes'
    await press(reviewer, 'Suggest a wording')
    await reviewer.page.getByLabel('Suggested wording').fill(wording)
    await press(reviewer, 'Suggest')
    await expect(mdm.page.getByRole('button', { name: 'Apply this wording' })).toBeVisible()
    await expect(reviewer.page.getByRole('button', { name: 'Apply this wording' })).toHaveCount(0)
    await press(mdm, 'Apply this wording')
    await expect.poll(async () => (await elementOf(mdm, caseId, CLAIM)).statement).toBe(wording)

    // The hospital objects on the board, by keys alone, and lifts it there.
    await open(hdo, caseId, '?view=approvals')
    await hdo.page.getByLabel('Words in the claim').fill(wording)
    await line(hdo).focus()
    await hdo.page.keyboard.press('Enter')
    await expect(approval(hdo)).toBeVisible()
    await approval(hdo).getByRole('button', { name: 'Object', exact: true }).click()
    await hdo.page.getByLabel(`Object to ${CLAIM}`).fill('Five minutes of what?')
    await hdo.page
      .locator('form')
      .filter({ hasText: `Object to ${CLAIM}` })
      .getByRole('button', { name: 'Object' })
      .click()
    await expect(approval(mdm).getByText('Five minutes of what?')).toBeVisible()
    await expect(line(hdo).getByText('Objection')).toBeVisible()
    await press(hdo, 'Lift my objection')
    await expect(approval(mdm).getByText('Five minutes of what?')).toHaveCount(0)

    // Both approve: the manufacturer in the panel, the hospital among what it has chosen on the board.
    await press(mdm, 'Approve')
    await line(hdo).focus()
    await hdo.page.keyboard.press('Space')
    await press(hdo, 'Approve it')
    await expect(hdo.page.getByText('1 claim approved.')).toBeVisible()
    for (const who of [mdm, reviewer]) await expect(approval(who).getByText('Agreed')).toBeVisible()

    // The context changes: both approvals are out of date, and the cause is named.
    const context = await idOf(mdm, caseId, 'CTXT1')
    await command(mdm, caseId, 'set-text', { element: context, text: 'Ward pump, also used at home' })
    for (const who of [mdm, reviewer]) {
      await expect(approval(who).getByText('context changed: CTXT1').first()).toBeVisible()
    }

    // The hospital asks its reviewer to approve meanwhile, who reads the change and affirms all that it put out of date.
    await press(hdo, 'Delegation')
    const dialog = hdo.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Who', exact: true }).click()
    await dialog.getByRole('option').first().click()
    await press(hdo, 'Delegate')
    await expect(dialog.getByText('In force')).toBeVisible()
    await open(reviewer, caseId, '?view=approvals')
    const cause = reviewer.page.getByRole('listitem').filter({ hasText: 'CTXT1 changed' })
    await cause.getByRole('button', { name: 'Read the change' }).click()
    await expect(cause.locator('ins').filter({ hasText: 'home' })).toBeVisible()
    await cause.getByRole('button', { name: 'Approve this claim again' }).click()
    await expect(reviewer.page.getByText('1 claim approved.')).toBeVisible()
    await expect(cause).toHaveCount(0)
    await expect(approval(mdm).getByText(/for .*, by delegation/)).toBeVisible()

    // The manufacturer reads what changed in the panel and approves again.
    await press(mdm, 'What changed since my side approved')
    await expect(approval(mdm).locator('ins').filter({ hasText: 'home' })).toBeVisible()
    await press(mdm, 'Approve again')
    await expect(approval(mdm).getByText('Agreed')).toBeVisible()

    // Who takes no part is told nothing.
    for (const path of ['', '/threads', '/approvals', '/delegations', '/ledger', '/history', '/graph']) {
      const answer = await call(outsider, 'GET', `/api/cases/${caseId}${path}`)
      expect([answer.status, JSON.stringify(answer.body).includes('session stays open')]).toEqual([404, false])
    }
    for (const path of ['/api/inbox', '/api/cases', '/api/me']) {
      expect(JSON.stringify((await call(outsider, 'GET', path)).body)).not.toContain(caseId)
    }
    await outsider.page.goto(`/cases/${caseId}`)
    await expect(outsider.page.getByText(CLAIM)).toHaveCount(0)
    expect(await outsider.page.content()).not.toContain('ALOF')
  })

  test('[WALK121] words of a narrative are commented on, underlined, reworded in one click, and said to be gone', async () => {
    await open(mdm, caseId, '?element=C4-ALOF&tab=narrative')
    const text = mdm.page.getByRole('textbox', { name: 'Narrative of C4-ALOF' })
    await text.click()
    await mdm.page.keyboard.type('The pump locks after idle time.')
    await expect(text).toContainText('The pump locks after idle time.')
    await open(reviewer, caseId, '?element=C4-ALOF&tab=narrative')
    const read = reviewer.page.getByRole('textbox', { name: 'Narrative of C4-ALOF' })
    await expect(read).toContainText('after idle time')
    await read.evaluate((element) => {
      const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      const node = walker.nextNode() as Text
      const range = element.ownerDocument.createRange()
      range.setStart(node, node.data.indexOf('idle'))
      range.setEnd(node, node.data.indexOf('.'))
      const selection = element.ownerDocument.getSelection()
      ;(element as HTMLElement).focus()
      selection?.removeAllRanges()
      selection?.addRange(range)
    })
    await reviewer.page.getByRole('button', { name: 'Comment on these words' }).click()
    await reviewer.page.getByLabel('Comment on C4-ALOF').fill('How long is that?')
    await press(reviewer, 'Suggest a wording')
    await reviewer.page.getByLabel('Suggested wording').fill('five minutes without use')
    await press(reviewer, 'Suggest')

    // The words are underlined for everybody, and the caret in them tells what is said.
    const marked = text.locator('.narrative-passage')
    await expect(marked).toHaveText('idle time')
    await marked.click()
    await expect(mdm.page.getByText(': How long is that?')).toBeVisible()
    await press(mdm, 'Show the comment')
    const card = mdm.page.getByRole('article').filter({ hasText: 'How long is that?' })
    await card.getByRole('button', { name: 'Apply this wording' }).click()
    await expect(mdm.page.getByText(/stands in the case now/)).toBeVisible()
    await showTab(mdm, 'Narrative')
    await expect(text).toHaveText('The pump locks after five minutes without use.')
    await expect(text.locator('.narrative-passage')).toHaveCount(0)

    // Another comment, whose words are taken away, says so.
    const id = await idOf(mdm, caseId, 'C4-ALOF')
    const passage = { field: 'narrative', quote: 'five minutes', start: 21, end: 33 }
    const asked = { element: id, audience: 'all', text: 'Why five?', passage }
    expect((await call(mdm, 'POST', `/api/cases/${caseId}/threads`, asked)).status).toBe(201)
    await expect(text.locator('.narrative-passage')).toHaveText('five minutes')
    await text.click()
    await mdm.page.keyboard.press('Control+a')
    await mdm.page.keyboard.type('It locks.')
    await open(reviewer, caseId, '?element=C4-ALOF&tab=review')
    await expect(said(reviewer, 'Why five?').getByText('These words are gone from the text.')).toBeVisible()
  })

  test('[WALK96] a comment on marked words follows them, and says when they are gone', async () => {
    await open(mdm, caseId, '?element=C4-ALOF')
    await open(hdo, caseId, '?element=C4-ALOF&tab=review')
    const statement = mdm.page.getByLabel('Statement', { exact: true })
    await expect(statement).toHaveValue('Security capability ALOF established')
    await statement.focus()
    await statement.evaluate((area) => (area as HTMLTextAreaElement).setSelectionRange(9, 19))
    await mdm.page.getByRole('button', { name: 'Comment on the marked words of Statement' }).click()
    await mdm.page.getByLabel('Comment on C4-ALOF').fill('Which one do we mean?')
    await press(mdm, 'Comment')
    const card = hdo.page.getByRole('article').filter({ hasText: 'Which one do we mean?' })
    await expect(card.locator('blockquote')).toHaveText('Statement: capability')

    // Whoever walks into the words is told what is said about them.
    await showTab(mdm, 'Details')
    await statement.focus()
    await statement.evaluate((area) => (area as HTMLTextAreaElement).setSelectionRange(10, 10))
    await mdm.page.keyboard.press('ArrowRight')
    await expect(mdm.page.getByText(': Which one do we mean?')).toBeVisible()
    await press(mdm, 'Show the comment')
    await expect(mdm.page.getByRole('article').filter({ hasText: 'Which one do we mean?' })).toBeVisible()

    const id = await idOf(mdm, caseId, 'C4-ALOF')
    await command(mdm, caseId, 'set-text', { element: id, text: 'On all wards, security capability ALOF established' })
    await expect(card.getByText('These words are gone')).toHaveCount(0)
    await command(mdm, caseId, 'set-text', { element: id, text: 'ALOF' })
    await expect(card.getByText('These words are gone from the text.')).toBeVisible()
    await command(mdm, caseId, 'set-text', { element: id, text: 'The capability ALOF' })
    await expect(card.getByText('These words are gone')).toHaveCount(0)
  })
})
