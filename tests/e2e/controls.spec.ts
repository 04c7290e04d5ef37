import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Browser, expect, test } from '@playwright/test'
import { command, EVERYBODY, elementOf, enter, idOf, newCase, open, type Visitor } from './visitors'

const REPORT = Buffer.from('%PDF-1.7 session end test, 96 stations')
const SHA256 = createHash('sha256').update(REPORT).digest('hex')

async function atCase(browser: Browser): Promise<{ maria: Visitor; omar: Visitor; caseId: string }> {
  const maria = await enter(browser, 'admin@mdm.example')
  const omar = await enter(browser, 'editor@hdo.example')
  const caseId = await newCase(maria, EVERYBODY)
  return { maria, omar, caseId }
}

async function newEvidence(who: Visitor, caseId: string): Promise<string> {
  const claim = await idOf(who, caseId, 'C8-ALOF-1-1')
  await command(who, caseId, 'add-evidence', { claim, statement: 'Session end test', values: { side: 'mdm' } })
  return idOf(who, caseId, 'Sn-ALOF-1-1-1')
}

test('[WALK40] an evidence file is uploaded, checked against its hash, and downloaded by the other side', async ({
  browser,
}) => {
  const { maria, omar, caseId } = await atCase(browser)
  const evidence = await newEvidence(maria, caseId)
  await open(maria, caseId, `?element=${evidence}`)
  const file = { name: 'Test report.pdf', mimeType: 'application/pdf', buffer: REPORT }
  await maria.page.getByLabel('File of this evidence').setInputFiles({ ...file, name: 'tool.exe' })
  await expect(maria.page.getByText('cannot be kept as evidence')).toBeVisible()
  await maria.page.getByLabel('File of this evidence').setInputFiles(file)
  await expect(maria.page.getByText(SHA256)).toBeVisible()

  await open(omar, caseId, `?element=${evidence}`)
  const waiting = omar.page.waitForEvent('download')
  await omar.page.getByRole('link', { name: 'Download' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe('Test report.pdf')
  expect(readFileSync(await download.path()).equals(REPORT)).toBe(true)
  const check = omar.page.getByLabel('File to check against the hash')
  await check.setInputFiles({ ...file, buffer: Buffer.from('another') })
  await expect(omar.page.getByText('is another file')).toBeVisible()
  await check.setInputFiles(file)
  await expect(omar.page.getByText('is exactly this file')).toBeVisible()
})

test('[WALK41] what its owner keeps back, the other side sees by name and hash and cannot open', async ({
  browser,
}) => {
  const { maria, omar, caseId } = await atCase(browser)
  const evidence = await newEvidence(maria, caseId)
  await open(maria, caseId, `?element=${evidence}`)
  const panel = maria.page.getByRole('article', { name: /^Details of/ })
  await panel.getByText('Stays with its owner', { exact: true }).click()
  await maria.page
    .getByLabel('File of this evidence')
    .setInputFiles({ name: 'pen test.pdf', mimeType: 'application/pdf', buffer: REPORT })
  await expect(maria.page.getByRole('link', { name: 'Download' })).toBeVisible()
  await open(omar, caseId, `?element=${evidence}`)
  await expect(omar.page.getByText('Its owner keeps it back')).toBeVisible()
  await expect(omar.page.getByText(SHA256)).toBeVisible()
  await expect(omar.page.getByRole('link', { name: 'Download' })).toHaveCount(0)
})

test('[WALK42] each side judges evidence for itself and sees the other’s answer beside its own', async ({
  browser,
}) => {
  const { maria, omar, caseId } = await atCase(browser)
  const evidence = await newEvidence(maria, caseId)
  await open(maria, caseId, `?element=${evidence}`)
  await open(omar, caseId, `?element=${evidence}`)
  const suitable = omar.page.getByRole('radiogroup', { name: /^Suitable/ })
  await suitable.getByText('No', { exact: true }).click()
  await omar.page.getByLabel('In words').fill('Tested on another model')
  await omar.page.getByLabel('In words').press('Enter')
  const theirs = maria.page.getByRole('region', { name: "The hospital's judgement" })
  await expect(theirs).toContainText('Suitableno')
  await expect(theirs).toContainText('Tested on another model')
  await expect(maria.page.getByText('is not suitable ("Tested on another model")').first()).toBeVisible()
})

test('[WALK43] an own control table is imported without its bad lines, and its rows come first', async ({
  browser,
}) => {
  const { maria, omar, caseId } = await atCase(browser)
  const risk = await idOf(maria, caseId, 'C7-ALOF-1')
  await open(omar, caseId, `?element=${risk}`)
  await omar.page
    .getByRole('article', { name: /^Details of/ })
    .getByRole('button', { name: 'Add a control' })
    .click()
  await omar.page.getByRole('button', { name: /own control table/ }).click()
  const table =
    'Title;Capability;Standard;Ref\nWard screens lock;ALOF;House rules;H-1\nNobody knows;QQQQ;House rules;H-2\n'
  await omar.page
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'ours.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await expect(omar.page.getByText('"QQQQ" is not one of the 19 security capabilities.')).toBeVisible()
  await omar.page.getByRole('button', { name: 'Import 1 control and leave out 1 line' }).click()
  await expect(omar.page.getByText('1 control added, 0 were there already; 1 line left out.')).toBeVisible()
  await omar.page.getByRole('button', { name: 'Done' }).click()
  const first = omar.page.getByRole('listbox', { name: 'Controls' }).getByRole('option').first()
  await expect(first).toContainText('Ward screens lock')
  await expect(first).toContainText("the hospital's table")
})

test('[WALK44] a control is found and picked by keyboard alone, with where it comes from in view', async ({
  browser,
}) => {
  const { maria, caseId } = await atCase(browser)
  const risk = await idOf(maria, caseId, 'C7-ALOF-1')
  await open(maria, caseId, `?element=${risk}`)
  const button = maria.page.getByRole('article', { name: /^Details of/ }).getByRole('button', { name: 'Add a control' })
  await button.focus()
  await maria.page.keyboard.press('Enter')
  const found = maria.page.getByRole('listbox', { name: 'Controls' })
  await expect(found.getByRole('option').first()).toBeVisible()
  await maria.page.keyboard.type('lock outlet')
  await expect(maria.page.getByText('Nothing has all of these words.')).toBeVisible()
  for (const _ of ' outlet') await maria.page.keyboard.press('Backspace')
  await maria.page.getByLabel('Comes from').selectOption('editorial')
  await maria.page.getByLabel('Search all controls').focus()
  await maria.page.keyboard.press('ArrowDown')
  const option = found.getByRole('option', { selected: true })
  await expect(option).toContainText('Proposal')
  await expect(maria.page.getByText('Not a row of IEC TR 80001-2-8.').first()).toBeVisible()
  await maria.page.keyboard.press('Enter')
  await expect(maria.page.getByRole('article', { name: 'Details of C8-ALOF-1-2' })).toBeVisible()
  await expect(maria.page.getByRole('article', { name: /^Details of/ })).toContainText('Not a row of IEC TR 80001-2-8.')
  const made = await elementOf(maria, caseId, 'C8-ALOF-1-2')
  expect(made).toMatchObject({ fields: { basis: 'editorial', state: 'proposed' } })
})
