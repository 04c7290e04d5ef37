import { expect, test } from '@playwright/test'
import { call, EVERYBODY, elementOf, enter, newCase, open, saveState } from './visitors'

const STATEMENT = { exact: true } as const

test('[WALK21] words typed offline outlive the tab: they wait on the device and reach the other side later', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const mdm = await enter(browser, 'admin@mdm.example')
  const hdo = await enter(browser, 'admin@hdo.example')
  const caseId = await newCase(mdm, EVERYBODY)
  await Promise.all([open(mdm, caseId, '?element=C5-ALOF'), open(hdo, caseId, '?element=C5-ALOF')])
  await mdm.context.setOffline(true)
  await mdm.page.getByLabel('Statement', STATEMENT).fill('Typed in the basement without network')
  await expect(saveState(mdm)).toHaveText(/^Offline: \d+ change/, { timeout: 60_000 })
  await mdm.page.close({ runBeforeUnload: false })
  await mdm.context.setOffline(false)
  const again = { ...mdm, page: await mdm.context.newPage() }
  await open(again, caseId, '?element=C5-ALOF')
  await expect(again.page.getByLabel('Statement', STATEMENT)).toHaveValue('Typed in the basement without network')
  await expect(hdo.page.getByLabel('Statement', STATEMENT)).toHaveValue('Typed in the basement without network')
  expect((await elementOf(hdo, caseId, 'C5-ALOF')).statement).toBe('Typed in the basement without network')
  for (const who of [mdm, hdo]) await who.context.close()
})

test('[WALK22] who loses the right to edit while offline is told, writes nothing more, and finds their words kept', async ({
  browser,
}) => {
  test.setTimeout(150_000)
  const admin = await enter(browser, 'admin@mdm.example')
  const caseId = await newCase(admin, EVERYBODY)
  const editor = await enter(browser, 'editor@mdm.example')
  await open(editor, caseId, '?element=C5-ALOF')
  await editor.context.setOffline(true)
  await editor.page.getByLabel('Statement', STATEMENT).fill('Never to be taken')
  await expect(saveState(editor)).toHaveText(/^Offline/, { timeout: 60_000 })
  const demoted = { email: 'editor@mdm.example', side: 'mdm', rights: ['comment'] }
  expect((await call(admin, 'POST', `/api/cases/${caseId}/participants`, demoted)).status).toBe(200)
  await editor.context.setOffline(false)
  await expect(saveState(editor)).toHaveText(/^Refused/, { timeout: 60_000 })
  await expect(editor.page.getByLabel('Statement', STATEMENT)).toHaveAttribute('readonly', '')
  expect((await elementOf(admin, caseId, 'C5-ALOF')).statement).not.toContain('Never')

  // Given the right back, they put their words back with one button.
  const restored = { ...demoted, rights: ['comment', 'edit'] }
  expect((await call(admin, 'POST', `/api/cases/${caseId}/participants`, restored)).status).toBe(200)
  await editor.page.getByRole('button', { name: 'Reload the page' }).click()
  await expect(saveState(editor)).toHaveText('Saved', { timeout: 30_000 })
  await editor.page.getByRole('button', { name: 'Show what is kept' }).click()
  const dialog = editor.page.getByRole('dialog')
  await expect(dialog).toContainText('Never to be taken')
  await dialog.getByRole('button', { name: 'Put my words back into the case' }).click()
  await expect.poll(async () => (await elementOf(admin, caseId, 'C5-ALOF')).statement).toBe('Never to be taken')
  for (const who of [admin, editor]) await who.context.close()
})

test('[WALK23] one person in two tabs edits one case, and signing out leaves nothing on the device', async ({
  browser,
}) => {
  const mdm = await enter(browser, 'admin@mdm.example')
  const caseId = await newCase(mdm, EVERYBODY)
  const second = { ...mdm, page: await mdm.context.newPage() }
  await Promise.all([open(mdm, caseId, '?element=C5-ALOF'), open(second, caseId, '?element=C5-ALOF')])
  await mdm.page.getByLabel('Statement', STATEMENT).fill('From the first tab.')
  await expect(second.page.getByLabel('Statement', STATEMENT)).toHaveValue('From the first tab.')
  await second.page.getByLabel('Statement', STATEMENT).focus()
  await second.page.keyboard.press('End')
  await second.page.keyboard.type(' And the second.')
  await expect(mdm.page.getByLabel('Statement', STATEMENT)).toHaveValue('From the first tab. And the second.')
  await expect(saveState(second)).toHaveText('Saved')
  await second.page.close()
  await mdm.page.getByRole('button', { name: /Account/ }).click()
  await mdm.page.getByRole('menuitem', { name: /Sign out/ }).click()
  await mdm.page.waitForURL(/sign-in/)
  const left = await mdm.page.evaluate(async () => {
    const bases = (await indexedDB.databases()).map(({ name }) => name ?? '')
    return [...bases, ...Object.keys(localStorage)].filter((name) => name.startsWith('accord'))
  })
  expect(left).toEqual([])
  await mdm.context.close()
})
