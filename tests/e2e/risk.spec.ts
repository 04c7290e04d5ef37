import { expect, test } from '@playwright/test'
import { command, EVERYBODY, enter, idOf, newCase, open, saveState, type Visitor } from './visitors'

const RATED = { likelihoodBefore: 4, severityBefore: 4, likelihoodAfter: 3, severityAfter: 3, treatment: 'mitigate' }

test.describe('risks and the two sides’ policies', () => {
  let mdm: Visitor
  let hdo: Visitor
  let caseId: string
  let risk: string

  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'admin@hdo.example')
    caseId = await newCase(mdm, EVERYBODY, 'A pump that two sides judge')
    risk = await idOf(mdm, caseId, 'C7-ALOF-1')
    for (const [field, value] of Object.entries(RATED)) {
      await command(mdm, caseId, 'set-field', { element: risk, field, value })
    }
    await command(mdm, caseId, 'adopt-policy', { element: 'J2' })
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
  })

  const verdicts = (who: Visitor) => who.page.getByRole('list', { name: 'What each side says after treatment' })

  /** What the two verdicts come to, as the form of the risk says it. */
  const accord = (who: Visitor) => who.page.getByRole('region', { name: 'After treatment' }).getByRole('status').first()

  test('[WALK35] the hospital makes the proposed matrix its own, and the manufacturer sees its verdict change at once', async () => {
    await Promise.all([open(mdm, caseId, `?element=${risk}`), open(hdo, caseId, '?element=J2')])
    await expect(verdicts(mdm)).toContainText('Tolerable with a reason by the proposed matrix')
    await expect(hdo.page.getByText('Proposed, not yet yours.')).toBeVisible()
    await hdo.page.getByRole('button', { name: 'Adopt as our matrix' }).click()
    await expect(hdo.page.getByText('This is your matrix.')).toBeVisible()
    await expect(accord(mdm)).toHaveText('Acceptable to both sides.')
    const cell = hdo.page.getByRole('button', { name: 'Possible with Moderate: Tolerable with a reason' })
    await cell.click()
    await expect(hdo.page.getByRole('button', { name: 'Possible with Moderate: Not acceptable' })).toBeVisible()
    await expect(accord(mdm)).toHaveText('Acceptable to the manufacturer, not to the hospital.')
    await expect(saveState(hdo)).toHaveText('Saved')
  })

  test('[WALK36] a matrix is edited by keyboard alone, and the other side can read it and nothing else', async () => {
    await Promise.all([open(hdo, caseId, '?element=J2'), open(mdm, caseId, '?element=J2')])
    const grid = hdo.page.getByRole('grid', { name: 'Hospital: which combination is acceptable' })
    await grid.getByRole('button', { name: /^Very unlikely with Negligible/ }).focus()
    await hdo.page.keyboard.press('ArrowUp')
    await hdo.page.keyboard.press('ArrowRight')
    await hdo.page.keyboard.press('n')
    await expect(grid.getByRole('button', { name: /^Unlikely with Minor: Not acceptable/ })).toBeFocused()
    // Worse combinations are still accepted: the matrix says that it contradicts itself, beside the colour.
    await expect(hdo.page.getByText('judged better than a better combination. Change one')).toBeVisible()
    await mdm.page
      .locator('label')
      .filter({ hasText: /^Hospital$/ })
      .click()
    const theirs = mdm.page.getByRole('grid', { name: 'Hospital: which combination is acceptable' })
    await expect(theirs.getByRole('button', { name: /^Unlikely with Minor: Not acceptable/ })).toBeVisible()
    await expect(mdm.page.getByText('Only the hospital writes here.').first()).toBeVisible()
    await theirs.getByRole('button', { name: /^Unlikely with Minor/ }).click()
    await mdm.page.keyboard.press('a')
    await expect(theirs.getByRole('button', { name: /^Unlikely with Minor: Not acceptable/ })).toBeVisible()
    await hdo.page.keyboard.press('a')
    await expect(theirs.getByRole('button', { name: /^Unlikely with Minor: Acceptable/ })).toBeVisible()
  })

  test('[WALK37] a risk is transferred only with disclosure by the one side and confirmation by the other', async () => {
    await Promise.all([open(mdm, caseId, `?element=${risk}`), open(hdo, caseId, `?element=${risk}`)])
    await mdm.page.getByRole('combobox', { name: 'Treatment', exact: true }).click()
    await mdm.page.getByRole('option', { name: 'Transfer' }).click()
    await expect(hdo.page.getByText('nothing is disclosed about it').first()).toBeVisible()
    await expect(hdo.page.getByLabel('What the manufacturer has disclosed')).toHaveAttribute('readonly', '')
    await expect(hdo.page.getByRole('button', { name: 'We can bear this risk' })).toHaveCount(0)
    await mdm.page.getByLabel('What the manufacturer has disclosed').fill('Sessions stay open for an hour.')
    const confirm = hdo.page.getByRole('button', { name: 'We can bear this risk' })
    await expect(confirm).toBeVisible()
    await expect(mdm.page.getByRole('button', { name: 'We can bear this risk' })).toHaveCount(0)
    await confirm.click()
    await expect(mdm.page.getByText(/^Dr Aoife Brennan confirmed for the hospital on .* UTC/)).toBeVisible()
    await mdm.page.getByLabel('What the manufacturer has disclosed').fill('Sessions stay open for a day.')
    await expect(hdo.page.getByText('It has to be confirmed anew.')).toBeVisible()
  })

  test('[WALK38] a CVSS vector gets its score by itself, and one that cannot be scored is refused in a sentence', async () => {
    await open(mdm, caseId, `?element=${risk}`)
    const vector = mdm.page.getByLabel('CVSS 4.0 vector')
    await vector.fill('CVSS:4.0/AV:N/AC:L')
    await vector.press('Enter')
    await expect(mdm.page.getByText('This CVSS vector is incomplete')).toBeVisible()
    await vector.fill('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N')
    await vector.press('Enter')
    await expect(mdm.page.getByText('9.3 critical (CVSS 4.0, computed)')).toBeVisible()
  })

  test('[WALK39] the heat map shows each side’s risks before and after treatment and leads to them', async () => {
    await command(hdo, caseId, 'adopt-policy', { element: 'J2' })
    await command(hdo, caseId, 'set-field', { element: 'J2', field: 'cell33Hdo', value: 'unacceptable' })
    await open(hdo, caseId, '?view=heat')
    const after = hdo.page.getByRole('grid', { name: 'Risks after treatment in the matrix of the hospital' })
    await after.getByRole('button', { name: 'Possible with Moderate, Not acceptable: 1 risk' }).click()
    const list = hdo.page.getByRole('region', { name: 'Possible with Moderate: 1 risk' })
    await expect(list).toContainText('Acceptable to the manufacturer, not to the hospital')
    await list.getByRole('button', { name: /C7-ALOF-1/ }).click()
    await expect(hdo.page.getByRole('article', { name: 'Details of C7-ALOF-1' })).toBeVisible()
    await hdo.page
      .locator('label')
      .filter({ hasText: /^Before treatment$/ })
      .click()
    const before = hdo.page.getByRole('grid', { name: 'Risks before treatment in the matrix of the hospital' })
    await expect(before.getByRole('button', { name: /^Likely with Serious, .*: 1 risk$/ })).toBeVisible()
  })
})
