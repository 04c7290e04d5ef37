import { expect, test } from '@playwright/test'
import { EVERYBODY, enter, newCase, PASSWORD } from './visitors'

test('[WALK180] makes a token for a script, which exports and imports until it is revoked', async ({ browser }) => {
  const who = await enter(browser, 'editor@mdm.example')
  const author = await enter(browser, 'admin@mdm.example')
  const title = `Pump of a script ${Date.now()}`
  const id = await newCase(author, EVERYBODY, title)
  const other = await newCase(author, EVERYBODY, 'Not for the script')
  const { page, origin } = who

  await page.goto('/')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'API tokens' }).click()
  const form = page.getByRole('form', { name: 'Make a token' })
  await form.getByLabel('What is it for?').fill('Nightly import')
  await form.getByRole('radio', { name: 'Read and write' }).check()
  await form.getByRole('combobox', { name: 'In which cases?' }).fill(title)
  await page.getByRole('option', { name: title }).click()
  await form.getByLabel('Your password again').fill('not this one')
  await form.getByRole('button', { name: 'Make the token' }).click()
  await expect(form.getByRole('alert')).toContainText('No token was made')
  await form.getByLabel('Your password again').fill(PASSWORD)
  await form.getByRole('button', { name: 'Make the token' }).click()
  const token = await page.getByLabel('The token', { exact: true }).inputValue()
  expect(token).toMatch(/^accord_[0-9A-Za-z]{61}$/)

  // The script: no browser, no cookie.
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
  const exported = await ask(`/api/cases/${id}/export?format=gsn-yaml`)
  expect(exported.status).toBe(200)
  const yaml = await exported.text()
  expect(yaml).toContain('C1')
  const imported = await ask(`/api/cases/${id}/import?format=gsn-yaml&name=back.yaml`, { method: 'POST', body: yaml })
  expect(imported.status, await imported.clone().text()).toBe(200)
  expect((await ask(`/api/cases/${other}`)).status).toBe(404)
  const sign = await ask(`/api/cases/${id}/proposals`, { method: 'POST', body: '{}' })
  expect([sign.status, (await sign.json()).error.code]).toEqual([403, 'token-not-allowed'])

  await page.reload()
  await expect(page.getByLabel('The token', { exact: true })).toHaveCount(0)
  const card = page.getByRole('article', { name: 'Nightly import' })
  await expect(card).toContainText(`in ${title}`)
  await card.getByText('What it changed or tried to').click()
  await expect(card).toContainText('Read a file into the case')
  await expect(card).toContainText('Refused: the token may not.')
  await card.getByRole('button', { name: 'Revoke', exact: true }).click()
  await card.getByRole('button', { name: 'Revoke “Nightly import”' }).click()
  await expect(page.getByRole('region', { name: 'Tokens in use' })).toContainText('You have no token.')
  await expect(page.getByText('Ended (1)')).toBeVisible()
  expect((await ask(`/api/cases/${id}`)).status).toBe(401)
})
