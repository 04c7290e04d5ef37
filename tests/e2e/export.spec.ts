import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { call, enter } from './visitors'

test('[WALK175] [EXP1] [RPT1] [DIA1] an editor takes a branch along as PNG and the report as PDF, an assessor only what is for the outside', async ({
  browser,
}) => {
  const editor = await enter(browser, 'editor@mdm.example')
  const { body } = await call(editor, 'GET', '/api/cases')
  const cases = (body.cases ?? body) as unknown as { id: string; title: string }[]
  const { id, title } = cases.find((each) => each.title.includes('Meridian')) ?? { id: '', title: '' }
  const { page } = editor

  // The way in is where one is: on the case's menu.
  await page.goto('/')
  await page.getByRole('button', { name: `More about ${title}` }).click()
  await page.getByRole('menuitem', { name: 'Export files' }).click()
  await expect(page.getByRole('heading', { name: 'Export files' })).toBeVisible()

  const save = async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 90_000 }),
      page.getByRole('button', { name: 'Save the file' }).click(),
    ])
    const bytes = readFileSync((await download.path()) ?? '')
    await expect(page.getByText(`Saved as ${download.suggestedFilename()}.`)).toBeVisible()
    return { name: download.suggestedFilename(), bytes }
  }

  // One capability as PDF, for people outside the case.
  await page.getByRole('radio', { name: 'One capability' }).check()
  await expect(page.getByRole('button', { name: 'Save the file' })).toBeDisabled()
  await page.getByRole('combobox', { name: 'Capability' }).fill('ALOF')
  await page.getByRole('option', { name: 'ALOF Automatic logoff' }).click()
  await page.getByRole('radio', { name: /^Outside the case/ }).check()
  const report = await save()
  expect(report.name).toMatch(/report-alof-for-outside\.pdf$/)
  expect(report.bytes.subarray(0, 5).toString()).toBe('%PDF-')

  // A branch as PNG, found by the palette's words from the element that one looks at.
  await page.goto(`/cases/${id}/export?branch=C7-ALOF-1`)
  await expect(page.getByRole('textbox', { name: 'Name of the element' })).toHaveValue('C7-ALOF-1')
  const picture = await save()
  expect(picture.name).toMatch(/c7-alof-1\.png$/)
  expect([...picture.bytes.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])

  // What is not there is said, and nothing is saved.
  await page.getByRole('textbox', { name: 'Name of the element' }).fill('C99')
  await page.getByRole('button', { name: 'Save the file' }).click()
  await expect(page.getByRole('alert', { name: 'No file was made' })).toContainText('The case has no element "C99"')

  // Somebody without a side is offered what is for the outside, and nothing else.
  const assessor = await enter(browser, 'reader@assessor.example')
  await assessor.page.goto(`/cases/${id}/export`)
  await expect(assessor.page.getByRole('radio', { name: /^Outside the case/ })).toBeChecked()
  await expect(assessor.page.getByRole('radio', { name: /^Both sides/ })).toHaveCount(0)

  // The premarket list stands beside the supporting documents.
  await page.goto(`/cases/${id}?view=documents`)
  await page.getByText('Premarket documentation (FDA)').click()
  await expect(page.getByText('Cybersecurity risk management report')).toBeVisible()
})
