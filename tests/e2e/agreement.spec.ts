import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  adoptCharter,
  call,
  EVERYBODY,
  enter,
  newCase,
  open,
  PASSWORD,
  showTab,
  tickDuties,
  type Visitor,
} from './visitors'

const ROOT = join(import.meta.dirname, '../..')

function verify(file: string): { code: number | null; words: string } {
  const done = spawnSync(process.execPath, [join(ROOT, 'server/cli/accord.mjs'), 'verify', file], { encoding: 'utf8' })
  return { code: done.status, words: `${done.stdout}${done.stderr}` }
}

async function answer(who: Visitor, version: number, act: 'Sign' | 'Refuse', words?: string): Promise<void> {
  const { page } = who
  await page.getByRole('button', { name: `${act} ...` }).click()
  if (act === 'Sign') {
    await tickDuties(page)
    await page.getByLabel(/I have read what my side will do/).check()
  } else {
    await page.getByLabel('Reason', { exact: true }).selectOption({ index: 1 })
    await page.getByLabel('What would have to change').fill(words ?? 'Not like this')
  }
  await page.getByLabel('Your password, again').fill(PASSWORD)
  await page.getByRole('button', { name: `${act} version ${version}` }).click()
}

test.describe('from a proposal to a baseline that anybody can check', () => {
  let mdm: Visitor
  let hdo: Visitor
  let caseId: string
  const folder = mkdtempSync(join(tmpdir(), 'accord-rab-'))

  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'admin@hdo.example')
    caseId = await newCase(mdm, EVERYBODY, 'A pump that both sides sign')
    await adoptCharter(mdm, hdo, caseId)
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('[WALK13] one side proposes, the other refuses with a reason, and nothing is in force', async () => {
    await mdm.page.goto(`/cases/${caseId}/agreement`)
    await mdm.page.getByRole('link', { name: /Propose the first version/ }).click()
    await mdm.page.getByLabel(/Why the open points are acceptable/).fill('This is a first reading; the rest follows.')
    await mdm.page.getByRole('button', { name: 'Freeze and propose' }).click()
    await expect(mdm.page.getByRole('heading', { level: 1, name: /Version 1/ })).toBeVisible()
    await open(hdo, caseId)
    await hdo.page.getByRole('link', { name: /Version 1 waits/ }).click()
    await expect(hdo.page.getByRole('heading', { level: 1, name: /Version 1/ })).toBeVisible()
    await answer(hdo, 1, 'Refuse', 'Say who sets the lock time on each ward.')
    await expect(hdo.page.getByRole('heading', { name: /You have refused version 1/ })).toBeVisible()
    await mdm.page.goto(`/cases/${caseId}/agreement`)
    await expect(mdm.page.getByText('Nothing is in force yet')).toBeVisible()
  })

  test('[WALK14] both sign the second version, a wrong password signs nothing, and it is in force', async () => {
    await mdm.page.goto(`/cases/${caseId}/agreement/propose`)
    await mdm.page.getByLabel(/A name for this version/).fill('After the first workshop')
    await mdm.page
      .getByLabel(/Why the open points are acceptable/)
      .fill('The open points are planned for the next version.')
    await mdm.page.getByRole('button', { name: 'Freeze and propose' }).click()
    await expect(mdm.page.getByRole('heading', { level: 1, name: /Version 2/ })).toBeVisible()
    await mdm.page.getByRole('button', { name: 'Sign ...' }).click()
    await tickDuties(mdm.page)
    await mdm.page.getByLabel(/I have read what my side will do/).check()
    await mdm.page.getByLabel('Your password, again').fill('not my password')
    await mdm.page.getByRole('button', { name: 'Sign version 2' }).click()
    await expect(mdm.page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible()
    await mdm.page.getByLabel('Your password, again').fill(PASSWORD)
    await mdm.page.getByRole('button', { name: 'Sign version 2' }).click()
    await expect(mdm.page.getByRole('heading', { name: /You have signed version 2/ })).toBeVisible()
    await open(hdo, caseId)
    await hdo.page.getByRole('link', { name: /Version 2 waits/ }).click()
    await expect(hdo.page.getByText(/Signed by Ingrid Halvorsen/)).toBeVisible()
    await expect(hdo.page.getByText(/service vouches for this person/i).first()).toBeVisible()
    await answer(hdo, 2, 'Sign')
    await expect(hdo.page.getByRole('heading', { name: /in force as baseline 1/ })).toBeVisible()
  })

  test('[WALK15] the downloaded bundle verifies offline, and with any one byte changed it does not', async () => {
    await hdo.page.goto(`/cases/${caseId}/agreement/baselines/1`)
    const [download] = await Promise.all([
      hdo.page.waitForEvent('download'),
      hdo.page.getByRole('link', { name: /Download baseline 1/ }).click(),
    ])
    const file = join(folder, 'baseline-1.rab')
    await download.saveAs(file)
    const good = verify(file)
    expect(good.code, good.words).toBe(0)
    expect(good.words).toContain('VALID')
    const bytes = readFileSync(file)
    for (const place of [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999]) {
      const changed = Buffer.from(bytes)
      const at = Math.floor(place * (bytes.length - 1))
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(join(folder, 'changed.rab'), changed)
      const bad = verify(join(folder, 'changed.rab'))
      expect(bad.code, `byte ${at} of ${bytes.length}: ${bad.words}`).toBe(1)
      expect(bad.words).toContain('NOT VALID')
    }
  })

  test('[WALK16] the live case stays open for editing and tells in how many places it differs', async () => {
    await open(mdm, caseId, '?element=C4-ALOF')
    await expect(mdm.page.getByText(/B1 in force since/)).toBeVisible()
    await showTab(mdm, 'Details')
    await mdm.page.getByLabel('Statement', { exact: true }).fill('Security capability ALOF established on all wards')
    await expect(mdm.page.getByText(/the live case differs in 1 place/)).toBeVisible()
    const { body } = await call(hdo, 'GET', `/api/cases/${caseId}/baselines`)
    expect(JSON.stringify(body)).toContain('in-force')
  })

  test('[WALK17] only the people named as signatories can sign, whoever else tries', async ({ browser }) => {
    const editor = await enter(browser, 'editor@hdo.example')
    await mdm.page.goto(`/cases/${caseId}/agreement/propose`)
    await mdm.page.getByLabel(/Why the open points are acceptable/).fill('Small change of wording.')
    await mdm.page.getByRole('button', { name: 'Freeze and propose' }).click()
    await expect(mdm.page.getByRole('heading', { level: 1, name: /Version 3/ })).toBeVisible()
    await editor.page.goto(`/cases/${caseId}/agreement/3`)
    await expect(editor.page.getByRole('heading', { level: 1, name: /Version 3/ })).toBeVisible()
    await expect(editor.page.getByRole('button', { name: 'Sign ...' })).toHaveCount(0)
    const refused = await call(editor, 'POST', `/api/cases/${caseId}/proposals/3/statement`, { act: 'sign' })
    expect([403, 422, 400]).toContain(refused.status)
    await editor.context.close()
  })
})
