import { expect, type Page, test } from '@playwright/test'
import { call, enter, idOf, newCase, open, type Visitor } from './visitors'

const bar = (page: Page) => page.getByRole('region', { name: 'Workshop', exact: true })
const panel = (page: Page) => page.getByRole('complementary', { name: 'Workshop panel' })

test.describe('a workshop', () => {
  let mia: Visitor
  let hana: Visitor
  let rita: Visitor
  let caseId: string

  test.beforeAll(async ({ browser }) => {
    mia = await enter(browser, 'editor@mdm.example')
    hana = await enter(browser, 'admin@hdo.example')
    rita = await enter(browser, 'reviewer@hdo.example')
    const admin = await enter(browser, 'admin@mdm.example')
    caseId = await newCase(admin, [
      { email: mia.email, side: 'mdm', rights: ['comment', 'edit', 'approve'] },
      { email: hana.email, side: 'hdo', rights: ['comment', 'edit', 'approve', 'administer'] },
      { email: rita.email, side: 'hdo', rights: ['comment', 'approve'] },
    ])
    await admin.context.close()
  })
  test.afterAll(async () => {
    for (const who of [mia, hana, rita]) await who?.context.close()
  })

  test('[WALK130] [WSH8] three people hold one from its agenda to its minutes: follow, hands, a poll, decisions, a new lead', async () => {
    await Promise.all([open(mia, caseId, '?element=C2-ALOF'), open(hana, caseId), open(rita, caseId)])
    const [a, b, c] = [mia.page, hana.page, rita.page]

    // Mia plans it and opens it; the others see it at once.
    await a.getByRole('button', { name: 'Workshop', exact: true }).click()
    await panel(a).getByLabel('Title', { exact: true }).fill('Security workshop')
    await panel(a).getByRole('button', { name: 'Add C2-ALOF' }).click()
    await panel(a).getByRole('button', { name: 'Add a point' }).click()
    await panel(a).getByLabel('Title of point 2').fill('Anything else')
    await panel(a).getByRole('button', { name: 'Open the workshop' }).click()
    await expect(bar(a)).toContainText('You lead')
    for (const page of [b, c]) await bar(page).getByRole('button', { name: 'Join' }).click()
    const leader = (await call(mia, 'GET', '/api/me')).body as unknown as { name: string }

    // Rita follows; Mia begins the point, and Rita is led to its element without losing the follow by taking part.
    await bar(c)
      .getByRole('button', { name: `Follow ${leader.name}` })
      .click()
    await panel(a)
      .getByRole('button', { name: /^Begin C2-ALOF/ })
      .click()
    await expect(bar(c)).toContainText('Now: C2-ALOF')
    const there = await idOf(mia, caseId, 'CTXT1')
    await a.getByRole('treeitem', { name: /^Context CTXT1/ }).click()
    await expect.poll(() => new URL(c.url()).searchParams.get('element')).toMatch(new RegExp(`^(CTXT1|${there})$`))
    await bar(c).getByRole('button', { name: 'Raise my hand' }).click()
    await expect(bar(c).getByRole('button', { name: 'Roam' })).toBeVisible()

    // The hand is seen, the floor is given, and the hand goes down by itself.
    await expect(bar(a)).toContainText('1 hand')
    await panel(a)
      .getByRole('button', { name: /^Give .* the floor$/ })
      .click()
    await expect(bar(b)).toContainText('has the floor')
    await expect(bar(c).getByRole('button', { name: 'Raise my hand' })).toBeVisible()

    // A question to both sides, answered from the bar.
    await panel(a).getByLabel('Question to both sides').fill('Is this claim good as it stands?')
    await panel(a).getByRole('button', { name: 'Ask', exact: true }).click()
    await bar(c).getByRole('button', { name: 'Not yet' }).click()
    await bar(b).getByRole('button', { name: 'Agree' }).click()
    await expect(panel(a).getByRole('region', { name: 'Questions' })).toContainText('Hospital not yet')
    await bar(c).getByRole('button', { name: 'Agree' }).click()
    await expect(panel(a).getByRole('region', { name: 'Questions' })).toContainText('Hospital agrees')
    await panel(a).getByRole('button', { name: 'Close the question' }).click()
    await expect(bar(c).getByRole('button', { name: 'Agree' })).toHaveCount(0)

    // Put down in place: a decision, an action for Hana, and by Rita a parked point.
    await panel(a).getByLabel('What was decided').fill('The time-out is ten minutes.')
    await panel(a).getByRole('button', { name: 'Put it down' }).click()
    await expect(panel(a).getByRole('region', { name: 'Decisions' })).toContainText('The time-out is ten minutes.')
    await panel(a).getByText('Action', { exact: true }).click()
    await panel(a).getByLabel('What is to be done').fill('Send the test report')
    await panel(a).getByRole('combobox', { name: 'Who' }).click()
    await a.getByRole('option', { name: 'Dr Aoife Brennan' }).click()
    await panel(a).getByLabel('By', { exact: true }).fill('2027-03-01')
    await panel(a).getByRole('button', { name: 'Put it down' }).click()
    await bar(c).getByRole('button', { name: 'Show the workshop' }).click()
    await panel(c).getByLabel('The point to park').fill('Who pays for the logs?')
    await panel(c).getByRole('button', { name: 'Put it down' }).click()
    await expect(panel(a).getByRole('region', { name: 'Parked points' })).toContainText('Who pays for the logs?')

    // Offline, Rita's words are kept and sent when she is back; nothing is put down twice.
    await rita.context.setOffline(true)
    await panel(c).getByLabel('The point to park').fill('Said without a line')
    await panel(c).getByRole('button', { name: 'Put it down' }).click()
    await expect(panel(c).getByRole('alert')).toContainText('The server cannot be reached')
    await expect(panel(c).getByLabel('The point to park')).toHaveValue('Said without a line')
    await rita.context.setOffline(false)
    await panel(c).getByRole('button', { name: 'Put it down' }).click()
    await expect(panel(a).getByText('Said without a line')).toHaveCount(1)

    // Hana takes over; Mia can no longer lead, and Hana closes it.
    await bar(b).getByRole('button', { name: 'Show the workshop' }).click()
    await panel(b).getByRole('button', { name: 'Take over the lead' }).click()
    await expect(bar(b)).toContainText('You lead')
    await expect(panel(a).getByRole('button', { name: 'Close the workshop', exact: true })).toHaveCount(0)
    await panel(b).getByRole('button', { name: 'Close the workshop', exact: true }).click()
    await panel(b).getByRole('button', { name: 'Close it' }).click()
    for (const page of [a, b, c]) await expect(bar(page)).toHaveCount(0)

    // The minutes, as a page and as files; the action waits in Hana's inbox.
    await panel(b).getByRole('link', { name: 'Security workshop' }).click()
    await expect(b.getByRole('heading', { level: 1, name: 'Minutes: Security workshop' })).toBeVisible()
    const minutes = b.getByRole('article')
    for (const words of ['The time-out is ten minutes.', 'Send the test report', 'Who pays for the logs?', 'agrees'])
      await expect(minutes).toContainText(words)
    for (const format of ['PDF', 'DOCX']) {
      const download = b.waitForEvent('download')
      await b.getByRole('link', { name: format }).click()
      expect((await download).suggestedFilename()).toBe(
        `ward-pump-at-the-test-hospital-minutes-1.${format.toLowerCase()}`,
      )
    }
    expect(JSON.stringify((await call(hana, 'GET', '/api/inbox')).body)).toContain('Send the test report')
  })
})
