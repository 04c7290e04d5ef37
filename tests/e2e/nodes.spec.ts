import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { nginxPath, startNginx } from '../support/nginx'
import { postgresFolder, startPostgres } from '../support/postgres'
import { freePort, kill9, startOwnServer } from './own-server'
import { EVERYBODY, elementOf, enter, newCase, open, saveState, type Visitor } from './visitors'

const bar = (who: Visitor) => who.page.getByRole('region', { name: 'Workshop', exact: true })
const panel = (who: Visitor) => who.page.getByRole('complementary', { name: 'Workshop panel' })

test('[WALK190] two servers behind nginx: each of them is killed once during a workshop, nobody reloads, nothing is lost', async ({
  browser,
}) => {
  test.skip(nginxPath === undefined || postgresFolder === undefined, 'This needs nginx and Postgres.')
  test.setTimeout(300_000)
  const dataDir = mkdtempSync(join(tmpdir(), 'accord-nodes-'))
  const postgres = await startPostgres()
  const [entry, ...ports] = [await freePort(), await freePort(), await freePort()]
  const nginx = await startNginx(entry ?? 0, ports)
  const env = {
    DATABASE_URL: await postgres.database(),
    DATA_DIR: dataDir,
    PUBLIC_URL: nginx.url,
    TRUST_PROXY: '1',
  }
  const nodes: ChildProcess[] = []
  try {
    // One after the other: the first makes the tables and the demo people.
    for (const port of ports) nodes.push(await startOwnServer(port, env))
    const options = { baseURL: nginx.url, ignoreHTTPSErrors: true }
    const mdm = await enter(browser, 'admin@mdm.example', options)
    const hdo = await enter(browser, 'admin@hdo.example', options)
    const caseId = await newCase(mdm, EVERYBODY)
    await Promise.all([open(mdm, caseId, '?element=C4-ALOF'), open(hdo, caseId, '?element=C4-ALOF')])
    for (const { page } of [mdm, hdo]) await page.evaluate(() => Object.assign(window, { sameWindow: true }))

    await mdm.page.getByRole('button', { name: 'Workshop', exact: true }).click()
    await panel(mdm).getByLabel('Title', { exact: true }).fill('Security workshop')
    await panel(mdm).getByRole('button', { name: 'Add C4-ALOF' }).click()
    await panel(mdm).getByRole('button', { name: 'Open the workshop' }).click()
    await bar(hdo).getByRole('button', { name: 'Join' }).click()

    const statement = (who: Visitor) => who.page.getByLabel('Statement', { exact: true })
    let whole = 'Both sides write.'
    await statement(mdm).fill(whole)
    await expect(statement(hdo)).toHaveValue(whole)

    for (const [n, port] of ports.entries()) {
      await statement(hdo).focus()
      await hdo.page.keyboard.press('End')
      const words = ` Written while node ${n + 1} fell.`
      const typing = hdo.page.keyboard.type(words, { delay: 25 })
      await new Promise((done) => setTimeout(done, 200))
      await kill9(nodes[n] as ChildProcess)
      await typing
      whole += words
      // The other node goes on alone: the words arrive there, and so does what the workshop decides.
      await expect(statement(mdm)).toHaveValue(whole, { timeout: 30_000 })
      for (const who of [mdm, hdo]) await expect(saveState(who)).toHaveText('Saved', { timeout: 30_000 })
      await panel(mdm)
        .getByLabel('What was decided')
        .fill(`Decided without node ${n + 1}.`)
      await panel(mdm).getByRole('button', { name: 'Put it down' }).click()
      await expect(panel(mdm).getByRole('region', { name: 'Decisions' })).toContainText(`without node ${n + 1}.`)
      await expect(bar(hdo)).toBeVisible()
      if (n === 0) nodes[n] = await startOwnServer(port, env)
    }

    expect((await elementOf(hdo, caseId, 'C4-ALOF')).statement).toBe(whole)
    for (const { page, context } of [mdm, hdo]) {
      expect(await page.evaluate(() => 'sameWindow' in window)).toBe(true)
      await context.close()
    }
  } finally {
    for (const node of nodes) await kill9(node).catch(() => undefined)
    nginx.stop()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
