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
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'editor@hdo.example')
    reviewer = await enter(browser, 'reviewer@hdo.example')
    outsider = await enter(browser, 'reader@assessor.example')
    caseId = await newCase(mdm, [
      { email: hdo.email, side: 'hdo', rights: ['comment', 'edit', 'approve'] },
      { email: reviewer.email, side: 'hdo', rights: ['comment', 'approve'] },
    ])
  })
  test.afterAll(async () => {
    for (const who of [mdm, hdo, reviewer, outsider]) await who?.context.close()
  })

  const comment = (who: Visitor) => who.page.getByLabel(`Comment on ${CLAIM}`)
  // A notice may say the same for a moment.
  const said = (who: Visitor, text: string) => who.page.getByRole('article').filter({ hasText: text })
  const approval = (who: Visitor) => who.page.getByRole('region', { name: `Approval of ${CLAIM}` })
  const press = (who: Visitor, name: string) => who.page.getByRole('button', { name, exact: true }).click()

  async function sayAmongUs(who: Visitor, text: string): Promise<void> {
    await who.page.getByRole('radiogroup', { name: 'Who will see this comment' }).getByText('My side only').click()
    await comment(who).fill(text)
    await press(who, 'Comment')
    await expect(said(who, text)).toBeVisible()
  }

  test('[WALK95] is talked about, reworded, objected to, agreed, put out of date and agreed again', async () => {
    test.setTimeout(240_000)
    for (const who of [mdm, hdo, reviewer]) await open(who, caseId, `?element=${CLAIM}&tab=review`)

    // A question that names somebody, with the name from the list.
    await comment(reviewer).pressSequentially('Does the session close by itself, @Ing')
    await expect(reviewer.page.getByRole('option', { name: /Ingrid Halvorsen/ })).toBeVisible()
    await reviewer.page.keyboard.press('Enter')
    await expect(comment(reviewer)).toHaveValue('Does the session close by itself, @Ingrid Halvorsen ')
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

    // The hospital objects, and lifts it.
    await press(hdo, 'Object')
    await hdo.page.getByLabel(`Object to ${CLAIM}`).fill('Five minutes of what?')
    await hdo.page
      .locator('form')
      .filter({ hasText: `Object to ${CLAIM}` })
      .getByRole('button', { name: 'Object' })
      .click()
    await expect(approval(mdm).getByText('Five minutes of what?')).toBeVisible()
    await press(hdo, 'Lift my objection')
    await expect(approval(mdm).getByText('Five minutes of what?')).toHaveCount(0)

    // Both approve; what it rests on changes; both approve again.
    for (const who of [mdm, hdo]) await press(who, 'Approve')
    for (const who of [mdm, hdo, reviewer]) await expect(approval(who).getByText('Agreed')).toBeVisible()
    const control = (await elementOf(mdm, caseId, 'C8-ALOF-1-1')).id
    await command(mdm, caseId, 'set-text', { element: control, text: 'Session lock after five idle minutes' })
    for (const who of [mdm, hdo]) {
      await expect(approval(who).getByText('what it rests on changed: C8-ALOF-1-1').first()).toBeVisible()
    }
    await hdo.page.goto('/inbox')
    await hdo.page.getByRole('link', { name: `Approve ${CLAIM} again, or object` }).click()
    for (const who of [hdo, mdm]) await press(who, 'Approve again')
    for (const who of [mdm, hdo]) await expect(approval(who).getByText('Agreed')).toBeVisible()

    // Who takes no part is told nothing.
    expect((await call(outsider, 'GET', `/api/cases/${caseId}/threads`)).status).toBe(404)
    expect(JSON.stringify((await call(outsider, 'GET', '/api/inbox')).body)).not.toContain(caseId)
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

    const id = await idOf(mdm, caseId, 'C4-ALOF')
    await command(mdm, caseId, 'set-text', { element: id, text: 'On all wards, security capability ALOF established' })
    await expect(card.getByText('These words are gone')).toHaveCount(0)
    await command(mdm, caseId, 'set-text', { element: id, text: 'ALOF' })
    await expect(card.getByText('These words are gone from the text.')).toBeVisible()
    await showTab(mdm, 'Details')
    await command(mdm, caseId, 'set-text', { element: id, text: 'The capability ALOF' })
    await expect(card.getByText('These words are gone')).toHaveCount(0)
  })
})
