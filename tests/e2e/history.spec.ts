import { expect, test } from '@playwright/test'
import { command, EVERYBODY, elementOf, enter, idOf, newCase, open } from './visitors'

test('WALK93 reads who changed what, opens the case as it was, and puts one element back', async ({ browser }) => {
  const author = await enter(browser, 'admin@mdm.example')
  const id = await newCase(author, EVERYBODY)
  const claim = await idOf(author, id, 'C4-ALOF')
  await command(author, id, 'set-text', {
    element: claim,
    field: 'statement',
    text: 'Idle sessions are locked in 5 minutes',
  })
  const other = await enter(browser, 'editor@hdo.example')
  await command(other, id, 'set-text', {
    element: claim,
    field: 'statement',
    text: 'Idle sessions are locked in 2 minutes',
  })
  await open(author, id, '?view=history')
  const { page } = author
  const session = page.getByRole('region', { name: 'Working sessions' }).getByRole('button', { pressed: true })
  await expect(session).toContainText('Manufacturer')
  await expect(session).toContainText('Hospital')
  // From the author's own wording to now.
  const seqs = (await (await author.context.request.get(`/api/cases/${id}/history`)).json()) as {
    changes: { seq: number }[]
  }
  const before = (seqs.changes[1] as { seq: number }).seq
  const now = (seqs.changes[0] as { seq: number }).seq
  await page.goto(`/cases/${id}/history/${before}`)
  await expect(page.getByRole('note')).toContainText('read only')
  await page
    .getByRole('combobox')
    .first()
    .or(page.getByRole('button', { name: 'Find and go' }))
    .first()
    .waitFor()
  await page.goto(`/cases/${id}/history/${before}?element=${claim}`)
  const panel = page.getByRole('complementary', { name: 'Selected element' })
  const statement = panel.getByRole('textbox', { name: 'Statement', exact: true })
  await expect(statement).toHaveValue(/5 minutes/)
  await expect(statement).toHaveJSProperty('readOnly', true)
  await page.getByRole('link', { name: 'Back to the history' }).click()
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText('difference')
  expect(now).toBe(before + 1)

  const changed = await author.context.request.post(`/api/cases/${id}/history/${before}/restore`, {
    data: { element: claim },
    headers: { origin: author.origin },
  })
  expect(changed.status()).toBe(200)
  expect((await elementOf(author, id, 'C4-ALOF')).statement).toContain('5 minutes')
})

test('WALK94 puts a whole state back with one button, as a new edit that everybody sees', async ({ browser }) => {
  const author = await enter(browser, 'admin@mdm.example')
  const id = await newCase(author, EVERYBODY)
  const claim = await idOf(author, id, 'C4-ALOF')
  await command(author, id, 'set-text', { element: claim, field: 'statement', text: 'Wording to keep' })
  const { changes } = (await (await author.context.request.get(`/api/cases/${id}/history`)).json()) as {
    changes: { seq: number }[]
  }
  const good = (changes[0] as { seq: number }).seq
  await command(author, id, 'delete-element', { element: await idOf(author, id, 'C7-ALOF-1'), branch: true })
  const witness = await enter(browser, 'editor@hdo.example')
  await open(witness, id, `?element=${claim}`)
  await open(author, id, '?view=history')
  const { page } = author
  const detail = page.getByRole('region', { name: 'What changed' })
  await expect(detail).toContainText('difference')
  // The state before the deletion, chosen by its address.
  await page.goto(`/cases/${id}/history/${good}`)
  await expect(page.getByRole('tree')).toBeVisible()
  await open(author, id, '?view=history')
  const done = await author.context.request.post(`/api/cases/${id}/history/${good}/restore`, {
    data: {},
    headers: { origin: author.origin },
  })
  expect(done.status()).toBe(200)
  await expect.poll(async () => (await elementOf(author, id, 'C7-ALOF-1')).name).toBe('C7-ALOF-1')
  await detail.getByRole('button', { name: 'Put this state back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByText('It is back as it was.')).toBeVisible()
})
