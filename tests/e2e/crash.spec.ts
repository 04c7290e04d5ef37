import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort, kill9, startOwnServer } from './own-server'
import { EVERYBODY, elementOf, enter, newCase, open, saveState } from './visitors'

test('[WALK18] the server is killed with -9 while both type: nothing shown as saved is gone, and both go on without a reload', async ({
  browser,
}) => {
  test.setTimeout(480_000)
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-crash-'))
  const port = await freePort()
  const baseURL = `http://localhost:${port}`
  let server = await startOwnServer(port, { DATA_DIR: dataDir })
  try {
    const mdm = await enter(browser, 'admin@mdm.example', { baseURL })
    const hdo = await enter(browser, 'admin@hdo.example', { baseURL })
    const caseId = await newCase(mdm, EVERYBODY)
    await Promise.all([open(mdm, caseId, '?element=C4-ALOF'), open(hdo, caseId, '?element=C4-ALOF')])
    const [a, b] = [mdm, hdo].map((who) => who.page.getByLabel('Statement', { exact: true }))
    for (const who of [mdm, hdo]) await who.page.evaluate(() => Object.assign(window, { sameWindow: true }))

    await a!.fill('Saved before the crash.')
    await expect(saveState(mdm)).toHaveText('Saved')
    await expect(b!).toHaveValue('Saved before the crash.')

    await b!.focus()
    await hdo.page.keyboard.press('End')
    const typing = hdo.page.keyboard.type(' Typed while it fell.', { delay: 40 })
    await new Promise((done) => setTimeout(done, 250))
    await kill9(server)
    await typing
    await expect(saveState(mdm)).not.toHaveText('Saved', { timeout: 60_000 })
    await a!.focus()
    await mdm.page.keyboard.press('Home')
    await mdm.page.keyboard.type('Meanwhile offline. ')

    server = await startOwnServer(port, { DATA_DIR: dataDir })
    const whole = 'Meanwhile offline. Saved before the crash. Typed while it fell.'
    await expect(saveState(mdm)).toHaveText('Saved', { timeout: 60_000 })
    await expect(saveState(hdo)).toHaveText('Saved', { timeout: 60_000 })
    await expect(a!).toHaveValue(whole, { timeout: 30_000 })
    await expect(b!).toHaveValue(whole, { timeout: 30_000 })
    expect((await elementOf(mdm, caseId, 'C4-ALOF')).statement).toBe(whole)
    for (const who of [mdm, hdo]) {
      expect(await who.page.evaluate(() => 'sameWindow' in window)).toBe(true)
      await who.context.close()
    }
  } finally {
    await kill9(server).catch(() => undefined)
    rmSync(dataDir, { recursive: true, force: true })
  }
})
