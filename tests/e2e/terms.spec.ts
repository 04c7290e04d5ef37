import { expect, test } from '@playwright/test'
import { call, command, EVERYBODY, elementOf, enter, idOf, newCase, open, saveState, type Visitor } from './visitors'

test.describe('context and responsibility terms', () => {
  let mdm: Visitor
  let hdo: Visitor
  let caseId: string
  const card = (who: Visitor, title: string) => who.page.getByRole('article', { name: title, exact: true })

  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'admin@hdo.example')
    caseId = await newCase(mdm, EVERYBODY)
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
  })

  test('[WALK45] [TRM1] both add the same topics at once and get each once, then write one share together', async () => {
    await command(mdm, caseId, 'set-field', { element: 'CTXT1', field: 'lifeCycle', value: 'use' })
    await Promise.all([open(mdm, caseId, '?view=terms'), open(hdo, caseId, '?view=terms')])
    const add = (who: Visitor) => who.page.getByRole('button', { name: /^Add the \d+ suggested topics$/ })
    await expect(add(mdm)).toBeVisible()
    await expect(add(hdo)).toBeVisible()
    await Promise.all([add(mdm).click(), add(hdo).click()])
    for (const who of [mdm, hdo]) {
      await expect(card(who, 'Notice of vulnerabilities')).toHaveCount(1)
      await expect(add(who)).toHaveCount(0)
    }
    const { body } = await call(mdm, 'GET', `/api/cases/${caseId}/graph`)
    const terms = (body.elements as unknown as { name: string }[]).filter(({ name }) => name.startsWith('R-RA-'))
    expect(new Set(terms.map(({ name }) => name)).size).toBe(terms.length)
    const [a, b] = [mdm, hdo].map((who) =>
      card(who, 'Notice of vulnerabilities').getByLabel("The hospital's share", { exact: true }),
    )
    const before = await a!.inputValue()
    await a!.focus()
    await mdm.page.keyboard.press('Control+Home')
    await b!.focus()
    await hdo.page.keyboard.press('Control+End')
    await Promise.all([
      mdm.page.keyboard.type('By day and night: ', { delay: 15 }),
      hdo.page.keyboard.type(' Within a day.', { delay: 15 }),
    ])
    const both = `By day and night: ${before} Within a day.`
    await expect(a!).toHaveValue(both)
    await expect(b!).toHaveValue(both)
    await expect(mdm.page.locator('[data-name="Dr Aoife Brennan"]').first()).toBeAttached()
    await expect(saveState(mdm)).toHaveText('Saved')
    await expect(saveState(hdo)).toHaveText('Saved')
  })

  test('[WALK46] [TRM3] a figure that one types stands in the other’s sentence with its unit, and refuses nonsense', async () => {
    await command(mdm, caseId, 'add-terms', { topics: ['RA-33'] })
    await Promise.all([open(mdm, caseId, '?view=terms'), open(hdo, caseId, '?view=terms')])
    const [a, b] = [mdm, hdo].map((who) => card(who, 'Notice of vulnerabilities'))
    const figure = a!.getByLabel('Business days to notify of an exploited vulnerability')
    await expect(b!.getByText('1 to fill in')).toBeVisible()
    await figure.fill('soon')
    await figure.press('Enter')
    await expect(a!.getByText(/is a whole number from 1/)).toBeVisible()
    await figure.fill('3')
    await figure.press('Enter')
    await expect(b!.getByText('3 business days')).toBeVisible()
    await expect(b!.getByText('1 to fill in')).toHaveCount(0)
    expect((await elementOf(hdo, caseId, 'R-RA-33')).fields['p-notice-business-days']).toBe(3)
  })

  test('[WALK47] [TRM4] one drops a term with a reason, the other reads it and takes it up again; both approve it', async () => {
    await command(mdm, caseId, 'add-terms', { topics: ['RA-34'] })
    await Promise.all([open(mdm, caseId, '?view=terms'), open(hdo, caseId, '?view=terms')])
    const title = 'Coordinated disclosure'
    await card(mdm, title).getByRole('button', { name: 'Drop ...' }).click()
    await card(mdm, title).getByRole('button', { name: 'Drop it with this reason' }).click()
    await expect(mdm.page.getByText('Write the reason first')).toBeVisible()
    await card(mdm, title).getByLabel(`Why is "${title}" dropped?`).fill('Covered by the service contract.')
    await card(mdm, title).getByRole('button', { name: 'Drop it with this reason' }).click()
    const dropped = hdo.page.getByRole('article', { name: `Dropped: ${title}` })
    await expect(dropped.getByLabel('Why it was dropped')).toHaveValue('Covered by the service contract.')
    await dropped.getByRole('button', { name: 'Take it up again' }).click()
    await expect(card(mdm, title)).toBeVisible()
    for (const who of [mdm, hdo]) {
      await card(who, title).getByRole('button', { name: 'Review' }).click()
      await who.page
        .getByRole('button', { name: /^Approve/ })
        .first()
        .click()
      const confirm = who.page.getByRole('button', { name: /^Approve for/ })
      if (await confirm.isVisible().catch(() => false)) await confirm.click()
    }
    await expect(card(mdm, title).getByText('Agreed')).toBeVisible()
    await expect(card(hdo, title).getByText('Agreed')).toBeVisible()
  })

  test('[WALK48] [CTX2] a new case leads to its context; both list assets at once, and a document leads to what it misses', async () => {
    await mdm.page.goto('/cases/new')
    await mdm.page.getByRole('textbox', { name: 'Title' }).fill('Scanner at the test hospital')
    await mdm.page.getByRole('textbox', { name: 'Device', exact: true }).fill('Scanner')
    await mdm.page.getByRole('textbox', { name: 'Manufacturer', exact: true }).fill('Maker Ltd')
    await mdm.page.getByRole('textbox', { name: 'Hospital', exact: true }).fill('Test Hospital')
    await mdm.page.getByLabel('Where is it in its life?').selectOption('use')
    await mdm.page.getByRole('button', { name: 'Create the case' }).click()
    await mdm.page.waitForURL(/view=context/)
    const created = /cases\/([^?]+)/.exec(mdm.page.url())?.[1] ?? ''
    await expect(saveState(mdm)).toHaveText('Saved', { timeout: 30_000 })
    await expect(mdm.page.getByRole('textbox', { name: 'Product', exact: true })).toHaveValue('Scanner')
    await expect(mdm.page.getByRole('radio', { name: /Use$/ })).toBeChecked()
    await call(mdm, 'POST', `/api/cases/${created}/participants`, {
      email: 'admin@hdo.example',
      side: 'hdo',
      rights: ['comment', 'edit', 'approve'],
    })
    await open(hdo, created, '?view=context')
    for (const who of [mdm, hdo]) {
      await who.page.getByText('System, assets, interfaces').click()
      await who.page.getByLabel('Name of an asset').fill(who === mdm ? 'Scan software' : 'Images of patients')
    }
    await Promise.all([mdm, hdo].map((who) => who.page.getByRole('button', { name: 'Add the asset' }).click()))
    for (const who of [mdm, hdo]) {
      const rows = who.page.getByRole('list', { name: 'List of assets' }).locator(':scope > li')
      await expect(rows).toHaveCount(2)
      await expect(rows.filter({ hasText: 'Images of patients' })).toHaveCount(1)
      await expect(rows.filter({ hasText: 'Scan software' })).toHaveCount(1)
    }
    expect(await idOf(hdo, created, 'AST2')).not.toBe('')
    await hdo.page.getByText(/^Supporting documents/).click()
    const first = hdo.page.getByRole('article', { name: 'Device, intended use and operational environment' })
    await expect(first.getByText(/Partly filled/)).toBeVisible()
    await first.getByRole('button', { name: /^○?\s*Users/ }).click()
    await expect(hdo.page.getByRole('complementary', { name: 'Selected element' })).toContainText('CTXT1')
  })

  test('[WALK49] [TRM15] who reads sees the terms and changes nothing; outsiders find nothing at all', async ({
    browser,
  }) => {
    await command(mdm, caseId, 'add-terms', { topics: ['RA-26'] })
    const reader = await enter(browser, 'reader@assessor.example')
    const outsider = await enter(browser, 'nobody@outside.example')
    await open(reader, caseId, '?view=terms')
    const backup = card(reader, 'Backup and restore')
    await expect(backup.getByLabel("The hospital's share", { exact: true })).toHaveAttribute('readonly', '')
    await expect(reader.page.getByRole('button', { name: /^Add / })).toHaveCount(0)
    await expect(backup.getByRole('button', { name: 'Drop ...' })).toHaveCount(0)
    const tries = [
      ['add-terms', { topics: ['RA-01'] }],
      ['drop-term', { topic: 'RA-26', reason: 'x' }],
      ['restore-term', { term: 'R-RA-26' }],
      ['set-parameter', { term: 'R-RA-26', key: 'restore-hours', value: 1 }],
      ['add-list-item', { list: 'asset', name: 'x' }],
      ['choose-asset', { claim: 'C4-ALOF', asset: 'x', chosen: true }],
    ] as const
    for (const [name, args] of tries) {
      const body = { command: name, args }
      expect((await call(reader, 'POST', `/api/cases/${caseId}/commands`, body)).status, name).toBe(403)
      expect((await call(outsider, 'POST', `/api/cases/${caseId}/commands`, body)).status, name).toBe(404)
    }
    expect((await call(outsider, 'GET', `/api/cases/${caseId}/graph`)).status).toBe(404)
    await reader.context.close()
    await outsider.context.close()
  })
})
