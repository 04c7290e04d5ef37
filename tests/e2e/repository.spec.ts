import { expect, test } from '@playwright/test'
import { call, command, EVERYBODY, elementOf, enter, idOf, newCase } from './visitors'

test('[WALK140] finds in list, inbox and activity what others did, and on another device that it is read', async ({
  browser,
}) => {
  const author = await enter(browser, 'admin@mdm.example')
  const title = `Ward pump ${Date.now()}`
  const id = await newCase(author, EVERYBODY, title)
  const hana = await enter(browser, 'editor@hdo.example')
  const { page } = hana
  await page.goto(`/cases/${id}`)
  await expect.poll(async () => (await call(hana, 'GET', `/api/cases/${id}/activity`)).body.since).toBeTruthy()
  await page.goto('/')

  const claim = await idOf(author, id, 'C4-ALOF')
  await command(author, id, 'set-text', { element: claim, field: 'statement', text: 'Sessions end after 2 minutes' })
  const me = (await call(hana, 'GET', '/api/me')).body as unknown as { id: string; name: string }
  const said = await call(author, 'POST', `/api/cases/${id}/threads`, {
    element: claim,
    audience: 'all',
    text: `@${me.name} is two minutes right?`,
    mentions: [me.id],
  })
  expect(said.status).toBe(201)

  await page.goto('/')
  await page.getByLabel('Find a case').fill(title)
  const row = page.getByRole('row', { name: new RegExp(title) })
  await expect(row.getByRole('link', { name: /waits? for you/ })).toBeVisible()
  await row.getByRole('link', { name: /1 change, 1 entry/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Since you were here' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Edits' })).toContainText('C4-ALOF')
  await expect(page.getByRole('region', { name: 'Conversations' })).toContainText('is two minutes right?')

  await page.goto('/inbox')
  await expect(page.getByRole('region', { name: 'Since you were here' })).toContainText(title)
  await expect(page.getByRole('region', { name: title })).toContainText('is two minutes right?')

  await page.goto(`/cases/${id}/activity`)
  await page.getByRole('button', { name: 'I have read this' }).click()
  await expect(page.getByRole('status')).toContainText('Nothing has happened')
  const phone = await enter(browser, 'editor@hdo.example')
  await phone.page.goto(`/cases/${id}/activity`)
  await expect(phone.page.getByRole('status')).toContainText('Nothing has happened')
  // What is written about is chosen here, and kept for every device.
  await phone.page.goto('/settings/mail')
  await phone.page.getByRole('radiogroup', { name: 'Comments that name you' }).getByText('In the daily digest').click()
  await phone.page.getByRole('button', { name: 'Keep my choices' }).click()
  await expect(phone.page.getByText('Your choices are kept.')).toBeVisible()
  await page.goto('/settings/mail')
  const chosen = page.getByRole('radiogroup', { name: 'Comments that name you' })
  await expect(chosen.getByRole('radio', { name: 'In the daily digest' })).toBeChecked()
})

test('[WALK141] copies a case for a new version, takes a change of the origin over, and archives the old one', async ({
  browser,
}) => {
  const author = await enter(browser, 'admin@mdm.example')
  const title = `Ward pump ${Date.now()}`
  const id = await newCase(author, EVERYBODY, title)
  const { page } = author
  await page.goto('/')
  await page.getByLabel('Find a case').fill(title)
  await page.getByRole('button', { name: `More about ${title}` }).click()
  await page.getByRole('menuitem', { name: 'Copy this case ...' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy this case' })
  await dialog.getByRole('textbox', { name: 'Title' }).fill(`${title} version 2`)
  await dialog.getByRole('textbox', { name: 'Version' }).fill('2.0')
  await dialog.getByRole('button', { name: 'Make the copy' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/cases/') && !url.pathname.includes(id))
  const copy = new URL(page.url()).pathname.split('/')[2] ?? ''
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${title} version 2`)

  // The other side is seated there too, and changes the origin afterwards.
  const hana = await enter(browser, 'editor@hdo.example')
  const claim = await idOf(hana, id, 'C4-ALOF')
  await command(hana, id, 'set-text', { element: claim, field: 'statement', text: 'Sessions end after 1 minute' })
  expect((await call(hana, 'GET', `/api/cases/${copy}`)).status).toBe(200)

  await page.goto(`/cases/${copy}/origin`)
  await expect(page.getByRole('link', { name: title, exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Take C4-ALOF over' }).click()
  await expect(page.getByText('This case says the same')).toBeVisible()
  expect((await elementOf(author, copy, 'C4-ALOF')).statement).toBe('Sessions end after 1 minute')

  // The old case is put away while somebody of the other side is in it.
  await hana.page.goto(`/cases/${id}`)
  await page.goto('/')
  await page.getByLabel('Find a case').fill(title)
  await page.getByRole('button', { name: `More about ${title}`, exact: true }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await expect(page.getByLabel(/^Show archived/)).toBeVisible()
  await expect(page.getByRole('button', { name: `More about ${title}`, exact: true })).toHaveCount(0)
  await expect(hana.page.getByText('This case is archived.')).toBeVisible()
  const refused = await call(hana, 'POST', `/api/cases/${id}/commands`, { command: 'set-text', args: {} })
  expect(refused.status).toBe(403)

  await page.goto(`/cases/${id}`)
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await expect(page.getByText('This case is archived.')).toHaveCount(0)
  await expect(hana.page.getByText('This case is archived.')).toHaveCount(0)
})
