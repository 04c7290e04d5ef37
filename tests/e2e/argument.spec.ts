import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { command, EVERYBODY, elementOf, enter, idOf, newCase, open, showTab, type Visitor } from './visitors'

test.describe('the argument and its patterns', () => {
  let mdm: Visitor
  let hdo: Visitor
  let caseId: string

  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'admin@hdo.example')
    caseId = await newCase(mdm, EVERYBODY, 'A pump that is argued')
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
  })

  async function choose(who: Visitor, entry: string): Promise<void> {
    await who.page
      .getByRole('article', { name: /^Details of/ })
      .getByRole('button', { name: 'More', exact: true })
      .click()
    await who.page.getByRole('menuitem', { name: entry }).click()
  }
  const details = (who: Visitor, name: string) => who.page.getByRole('article', { name: `Details of ${name}` })

  test('[WALK30] an open place is filled in by a form beside the statement, and the other side sees the words', async () => {
    await Promise.all([open(mdm, caseId, '?element=CTXT3-ALOF'), open(hdo, caseId, '?element=CTXT3-ALOF')])
    const form = details(mdm, 'CTXT3-ALOF').getByRole('form', { name: 'One thing is still open' })
    await form.getByLabel('Asset that ALOF addresses or protects').fill('Recorded infusion data {all}')
    await form.getByRole('button', { name: 'Fill in' }).click()
    await expect(form).toHaveCount(0)
    await expect(details(hdo, 'CTXT3-ALOF').getByLabel('Statement')).toHaveValue('Recorded infusion data all')
    await expect(details(hdo, 'CTXT3-ALOF').getByRole('form')).toHaveCount(0)
  })

  test('[WALK31] a capability that is not required is closed only when both sides have approved it', async () => {
    await command(mdm, caseId, 'decide-capability', {
      capability: 'AUDT',
      decision: 'not-required',
      justification: 'The pump keeps no record that anybody could audit.',
    })
    await Promise.all([open(mdm, caseId, '?element=C2-AUDT'), open(hdo, caseId, '?element=C2-AUDT')])
    const waits = 'Not closed yet: the manufacturer and the hospital have not approved C3-AUDT.'
    await expect(details(mdm, 'C2-AUDT').getByText(waits)).toBeVisible()
    for (const who of [mdm, hdo]) {
      await details(who, 'C2-AUDT').getByRole('button', { name: 'Review C3-AUDT' }).click()
      await who.page.getByRole('button', { name: 'Approve', exact: true }).click()
    }
    for (const who of [mdm, hdo]) {
      await open(who, caseId, '?element=C2-AUDT')
      await expect(details(who, 'C2-AUDT').getByText('Closed: both sides have approved it as it stands.')).toBeVisible()
    }
    await command(mdm, caseId, 'set-text', { element: 'J1-AUDT', text: 'The pump keeps a short record.' })
    await expect(details(hdo, 'C2-AUDT').getByText(waits)).toBeVisible()
  })

  test('[WALK32] who challenges a claim sees everybody above it in doubt, on both screens, until it is withdrawn', async () => {
    await Promise.all([open(mdm, caseId, '?element=C5-ALOF'), open(hdo, caseId, '?element=C4-ALOF')])
    await choose(mdm, 'Challenge it')
    const dialog = mdm.page.getByRole('dialog')
    await dialog.getByLabel('The counter-claim').fill('The service port was left out')
    await dialog.getByRole('button', { name: 'Challenge', exact: true }).click()
    const above = details(hdo, 'C4-ALOF').getByRole('region', { name: 'Challenges' })
    await expect(above).toContainText('In doubt')
    await above.getByRole('button', { name: 'C5-ALOF' }).click()
    const struck = details(hdo, 'C5-ALOF').getByRole('region', { name: 'Challenges' })
    await expect(struck).toContainText('The service port was left out')
    const counter = await idOf(mdm, caseId, 'G-ALOF-1')
    await command(mdm, caseId, 'add-evidence', { claim: counter, statement: 'Penetration test PT-3' })
    await expect(struck).toContainText('Defeated')
    await struck.getByRole('button', { name: 'Withdraw' }).click()
    await expect(struck).toHaveCount(0)
    await expect(details(mdm, 'G-ALOF-1').getByText('Challenges C5-ALOF')).toHaveCount(0)
  })

  test('[WALK33] a claim is offered, cited in another capability, and says there what it says at home', async () => {
    await command(mdm, caseId, 'decide-capability', { capability: 'AUTH', decision: 'required' })
    await Promise.all([open(mdm, caseId, '?element=C4-AUTH'), open(hdo, caseId, '?element=C4-ALOF')])
    await choose(mdm, 'Offer it to other modules')
    await expect(details(mdm, 'C4-AUTH').getByText('Public: other modules may cite it')).toBeVisible()
    await choose(hdo, 'Cite another module below')
    const dialog = hdo.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Public element' }).click()
    await hdo.page.getByRole('option', { name: /^C4-AUTH/ }).click()
    await dialog.getByRole('button', { name: 'Cite it' }).click()
    const away = details(hdo, 'C4-AUTH-in-ALOF-1')
    await expect(away).toContainText('"Security capability AUTH established"')
    await expect(away.getByLabel('Statement')).toHaveCount(0)
    await details(mdm, 'C4-AUTH').getByLabel('Statement').fill('Authorisation is established on the pump')
    await expect(away).toContainText('"Authorisation is established on the pump"')
    await away.getByRole('button', { name: 'Go to C4-AUTH' }).click()
    await expect(details(hdo, 'C4-AUTH')).toBeVisible()
  })

  test('[WALK34] a branch is saved as a pattern and grown in another case with the words for that device', async () => {
    const risk = await idOf(mdm, caseId, 'C7-ALOF-1')
    await command(mdm, caseId, 'set-text', { element: risk, field: 'threat', text: 'The ward pump stays unlocked' })
    await open(mdm, caseId, `?element=${risk}`)
    await choose(mdm, 'Save this branch as a pattern')
    const dialog = mdm.page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('Unlocked at the bedside')
    await dialog.getByLabel('Words in the branch').first().fill('ward pump')
    await expect(dialog.getByText('Found once.')).toBeVisible()
    await dialog.getByLabel('Become').first().fill('product')
    const download = mdm.page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Save as a file' }).click()
    const file = await (await download).path()
    expect(readFileSync(file, 'utf8')).toContain('The {product} stays unlocked')
    await dialog.getByRole('button', { name: 'Keep in my library' }).click()
    await expect(dialog.getByText('Your library has Unlocked at the bedside, version 1.')).toBeVisible()

    const other = await newCase(mdm, EVERYBODY, 'Another device')
    await open(mdm, other, '?element=C6-ALOF')
    await choose(mdm, 'Grow a pattern below')
    await dialog.getByRole('combobox', { name: 'Pattern' }).click()
    await mdm.page.getByRole('option', { name: 'Unlocked at the bedside' }).click()
    await dialog.getByLabel('Product').fill('infusion gateway')
    await dialog.getByRole('button', { name: 'Grow it' }).click()
    await expect(details(mdm, 'C7-ALOF-2')).toBeVisible()
    const grown = (await elementOf(mdm, other, 'C7-ALOF-2')) as unknown as { texts: { threat: string } }
    expect(grown.texts.threat).toBe('The infusion gateway stays unlocked')

    // The hospital has a library of its own: it loads the file, and is told what is wrong with another one.
    await open(hdo, other, '?view=patterns')
    const chooser = hdo.page.locator('input[type="file"]')
    await chooser.setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"id":"x"}'),
    })
    await expect(hdo.page.getByRole('alert').filter({ hasText: 'broken.json was not loaded' })).toContainText(
      'elements',
    )
    await chooser.setInputFiles(file)
    await expect(hdo.page.getByRole('article', { name: 'Unlocked at the bedside' })).toBeVisible()
    await expect(hdo.page.getByText('It is empty.')).toBeVisible()
    await hdo.page.getByText('C2-ALOF', { exact: true }).click()
    await hdo.page.getByRole('button', { name: 'Go to C2-ALOF' }).click()
    await showTab(hdo, 'Details')
    await expect(details(hdo, 'C2-ALOF')).toBeVisible()
  })
})
