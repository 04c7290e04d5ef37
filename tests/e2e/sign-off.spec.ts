import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { confirmKey, type Device, enrol, minutesLater, plugIn, propose, readyToSign, sign } from './passkey'
import {
  adoptCharter,
  call,
  command,
  EVERYBODY,
  elementOf,
  enter,
  idOf,
  newCase,
  PASSWORD,
  type Visitor,
} from './visitors'

/** Nobody checks their own key: each side makes its editor a second administrator. */
async function secondAdministrators(caseId: string, mdm: Visitor, hdo: Visitor): Promise<void> {
  for (const [admin, side] of [
    [mdm, 'mdm'],
    [hdo, 'hdo'],
  ] as const) {
    const rights = ['comment', 'edit', 'approve', 'propose', 'administer']
    const seat = { email: `editor@${side}.example`, side, rights }
    expect((await call(admin, 'POST', `/api/cases/${caseId}/participants`, seat)).status).toBe(200)
  }
}

/** Without the frame of the frozen page: it runs no script, ours neither. */
async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`)
}

async function signaturesOf(who: Visitor, caseId: string, number: number): Promise<readonly unknown[]> {
  const { body } = await call(who, 'GET', `/api/cases/${caseId}/proposals/${number}`)
  return (body.proposal as unknown as { signatures: unknown[] }).signatures
}

test.describe('the ceremony, with a passkey on each side', () => {
  let mdm: Visitor
  let hdo: Visitor
  let devices: { mdm: Device; hdo: Device }
  let caseId: string
  /** What the browsers of both signatories complained about. */
  const complaints: string[] = []

  test.beforeAll(async ({ browser }) => {
    mdm = await enter(browser, 'admin@mdm.example')
    hdo = await enter(browser, 'admin@hdo.example')
    for (const { page } of [mdm, hdo]) {
      page.on('console', (message) => {
        if (/Content.Security.Policy/i.test(message.text())) complaints.push(`${page.url()} ${message.text()}`)
      })
    }
    devices = { mdm: await plugIn(mdm.page), hdo: await plugIn(hdo.page) }
    caseId = await newCase(mdm, EVERYBODY, 'A pump with a ceremony')
    await secondAdministrators(caseId, mdm, hdo)
    await adoptCharter(mdm, hdo, caseId)
  })
  test.afterAll(async () => {
    await mdm?.context.close()
    await hdo?.context.close()
  })

  test('[WALK160] both sides enrol, confirm, read and sign by passkey; an amendment takes the place of the first', async ({
    browser,
  }) => {
    test.setTimeout(180_000)
    await test.step('a key signs nothing before a colleague has confirmed whose it is; the other side sees both', async () => {
      await enrol(mdm, 'Laptop of the maker')
      await enrol(hdo, 'Laptop of the ward')
      await hdo.page.goto(`/cases/${caseId}/agreement/signatories`)
      await expect(hdo.page.getByRole('region', { name: 'Manufacturer' })).toContainText(
        'Not checked yet: signs nothing',
      )
      const second = await enter(browser, 'editor@mdm.example')
      await confirmKey(second, caseId, 'Laptop of the maker')
      expect(await serious(second.page)).toEqual([])
      const third = await enter(browser, 'editor@hdo.example')
      await confirmKey(third, caseId, 'Laptop of the ward')
      await hdo.page.reload()
      await expect(hdo.page.getByRole('region', { name: 'Manufacturer' })).toContainText('In person, with passport')
      for (const who of [second, third]) await who.context.close()
    })
    await test.step('the reader finds their own duties first, and the whole page with a digest in words', async () => {
      await propose(mdm, caseId, 1)
      await hdo.page.goto(`/cases/${caseId}/agreement/1`)
      await expect(hdo.page.getByRole('heading', { level: 2 }).first()).toHaveText(/What your side will do: 1 duty/)
      await expect(hdo.page.getByText('What you see is what was hashed.')).toBeVisible()
      const page = hdo.page.frameLocator('iframe')
      await page.getByRole('link', { name: 'Evidence' }).click()
      await expect(page.getByRole('heading', { name: 'Evidence', exact: true })).toBeFocused()
      expect(await serious(hdo.page)).toEqual([])
      // The second device: the same words by the code alone, and nothing to sign.
      const words = await hdo.page.getByRole('list', { name: 'Digest of this version' }).textContent()
      const code = (await hdo.page.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent()) ?? ''
      const phone = await enter(browser, 'admin@hdo.example')
      await phone.page.setViewportSize({ width: 390, height: 800 })
      await phone.page.goto('/check')
      await phone.page.getByLabel('Code').fill(code.toLowerCase())
      await phone.page.getByRole('button', { name: 'Show digest and words' }).click()
      await expect(phone.page.getByRole('list', { name: 'Digest of this version' })).toHaveText(words ?? 'no words')
      await expect(phone.page.getByRole('button', { name: /sign/i })).toHaveCount(0)
      await phone.context.close()
    })
    await test.step('both sign by passkey, after ticking each duty', async () => {
      await mdm.page.goto(`/cases/${caseId}/agreement/1/sign`)
      await mdm.page.getByRole('button', { name: 'Sign version 1' }).click()
      await expect(mdm.page.getByRole('alert').filter({ hasText: 'Tick each new duty first' })).toBeVisible()
      expect(await serious(mdm.page)).toEqual([])
      const sent = mdm.page.waitForRequest(/proposals\/1\/signatures$/)
      await sign(mdm, caseId, 1, 'passkey')
      await expect(mdm.page.getByText('Signed with the person’s own passkey')).toBeVisible()
      // The same signature, sent once more, counts for nothing.
      const again = await call(mdm, 'POST', `/api/cases/${caseId}/proposals/1/signatures`, (await sent).postDataJSON())
      expect(again.status).toBeGreaterThanOrEqual(400)
      expect(await signaturesOf(mdm, caseId, 1)).toHaveLength(1)
      expect(await serious(mdm.page)).toEqual([])
      const [receipt] = await Promise.all([
        mdm.page.waitForEvent('download'),
        mdm.page.getByRole('button', { name: 'Download this receipt' }).click(),
      ])
      expect(receipt.suggestedFilename()).toBe('receipt-version-1-sign.txt')
      await sign(hdo, caseId, 1, 'passkey')
      await expect(hdo.page.getByRole('heading', { name: /in force as baseline 1/ })).toBeVisible()
    })
    await test.step('what has happened since leads to an amendment, which takes the place of the first', async () => {
      const values = { threat: 'A badge is stolen', cve: 'CVE-2026-1234' }
      await command(mdm, caseId, 'add-risk', { capability: 'ALOF', values })
      await mdm.page.goto(`/cases/${caseId}/agreement/since`)
      const risks = mdm.page.getByRole('region', { name: 'New risks and vulnerabilities' })
      await expect(risks).toContainText('CVE-2026-1234')
      expect(await serious(mdm.page)).toEqual([])
      await mdm.page.getByRole('link', { name: 'Amend baseline 1 ...' }).click()
      await expect(mdm.page.getByLabel(/A name for this version/)).toHaveValue('Amendment of baseline 1')
      await mdm.page.getByLabel(/Why the open points are acceptable/).fill('Known, and planned.')
      await mdm.page.getByRole('button', { name: 'Freeze and propose' }).click()
      await expect(mdm.page.getByRole('heading', { level: 1, name: /^Version 2/ })).toBeVisible()
      await Promise.all([readyToSign(mdm, caseId, 2), readyToSign(hdo, caseId, 2)])
      await expect(mdm.page.getByText('Your side owes nothing that it does not owe under')).toBeVisible()
      // The last two signers at once: one is told that the other has signed meanwhile, and signs knowing it.
      await Promise.all([mdm, hdo].map(({ page }) => page.getByRole('button', { name: 'Sign version 2' }).click()))
      for (const { page } of [mdm, hdo]) {
        const signed = page.getByRole('heading', { name: /You have signed version 2/ })
        const told = page.getByRole('alert').filter({ hasText: /since you opened it/ })
        await expect(signed.or(told).first()).toBeVisible()
        if (await told.isVisible()) await page.getByRole('button', { name: 'Sign version 2' }).click()
        await expect(signed).toBeVisible()
      }
      await mdm.page.goto(`/cases/${caseId}/agreement`)
      await expect(mdm.page.getByText('Baseline 2 is in force since')).toBeVisible()
      await expect(mdm.page.getByText(/^Replaced by a later one/)).toBeVisible()
    })
    expect(complaints).toEqual([])
  })

  test('[WALK161] what is not proven signs nothing and is told; a right taken away in the last moment counts', async ({
    browser,
  }) => {
    test.setTimeout(120_000)
    await propose(mdm, caseId, 3)
    await test.step('a device that does not verify its person signs nothing', async () => {
      await devices.hdo.verifies(false)
      await readyToSign(hdo, caseId, 3)
      await hdo.page.getByRole('button', { name: 'Sign version 3' }).click()
      await expect(hdo.page.getByRole('alert').filter({ hasText: /passkey/i })).toBeVisible()
      await devices.hdo.verifies(true)
    })
    await test.step('a wrong password is kept on record for the own side, and shown to its administrators', async () => {
      await readyToSign(hdo, caseId, 3)
      await hdo.page.getByRole('radio', { name: 'With my password' }).check()
      await hdo.page.getByLabel('Your password, again').fill('not my password')
      await hdo.page.getByRole('button', { name: 'Sign version 3' }).click()
      await expect(hdo.page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible()
      await hdo.page.goto(`/cases/${caseId}/agreement/3`)
      await expect(hdo.page.getByText(/of your side to act on this version was refused/)).toBeVisible()
      await mdm.page.goto(`/cases/${caseId}/agreement/3`)
      await expect(mdm.page.getByText('Can be signed until')).toBeVisible()
      await expect(mdm.page.getByText(/of your side to act on this version was refused/)).toHaveCount(0)
    })
    await test.step('a signature over one statement does not count for another', async () => {
      await readyToSign(mdm, caseId, 3)
      const asked = mdm.page.waitForRequest(/proposals\/3\/statement$/)
      await mdm.page.route('**/proposals/3/signatures', async (route) => {
        const path = `/api/cases/${caseId}/proposals/3/statement`
        const { body } = await call(mdm, 'POST', path, (await asked).postDataJSON())
        const swapped = { ...route.request().postDataJSON(), nonce: body.nonce }
        await route.continue({ postData: JSON.stringify(swapped) })
      })
      await mdm.page.getByRole('button', { name: 'Sign version 3' }).click()
      await expect(mdm.page.getByRole('alert').filter({ hasText: /passkey/i })).toBeVisible()
      await mdm.page.unroute('**/proposals/3/signatures')
      expect(await signaturesOf(mdm, caseId, 3)).toEqual([])
    })
    await test.step('a statement that is older than five minutes is not taken, however it was signed', async () => {
      await readyToSign(mdm, caseId, 3)
      await mdm.page.route('**/proposals/3/signatures', (route) =>
        minutesLater(6, () => route.continue().then(answered)),
      )
      const answered = () => mdm.page.waitForResponse(/proposals\/3\/signatures$/)
      await mdm.page.getByRole('button', { name: 'Sign version 3' }).click()
      await expect(mdm.page.getByRole('alert').filter({ hasText: 'More than five minutes have passed' })).toBeVisible()
      await mdm.page.unroute('**/proposals/3/signatures')
      expect(await signaturesOf(mdm, caseId, 3)).toEqual([])
    })
    await test.step('a key that was enrolled after the proposal cannot sign it', async () => {
      const other = await enter(browser, 'admin@mdm.example')
      await plugIn(other.page)
      await enrol(other, 'A later key')
      const second = await enter(browser, 'editor@mdm.example')
      await confirmKey(second, caseId, 'A later key')
      await readyToSign(other, caseId, 3)
      await other.page.getByRole('button', { name: 'Sign version 3' }).click()
      await expect(other.page.getByRole('alert').filter({ hasText: /passkey/i })).toBeVisible()
      for (const who of [other, second]) await who.context.close()
    })
    await test.step('whoever loses the right between the statement and the signature has not signed', async () => {
      const admin = await enter(browser, 'editor@hdo.example')
      const rights = ['comment', 'edit', 'approve', 'propose', 'administer']
      await hdo.page.route('**/proposals/3/signatures', async (route) => {
        const seat = { email: 'admin@hdo.example', side: 'hdo', rights }
        expect((await call(admin, 'POST', `/api/cases/${caseId}/participants`, seat)).status).toBe(200)
        await route.continue()
      })
      await readyToSign(hdo, caseId, 3)
      await hdo.page.getByRole('button', { name: 'Sign version 3' }).click()
      await expect(hdo.page.getByRole('alert').filter({ hasText: /./ }).last()).toBeVisible()
      await hdo.page.unroute('**/proposals/3/signatures')
      expect(await signaturesOf(mdm, caseId, 3)).toEqual([])
      const again = { email: 'admin@hdo.example', side: 'hdo', rights: [...rights, 'sign'] }
      expect((await call(admin, 'POST', `/api/cases/${caseId}/participants`, again)).status).toBe(200)
      await admin.context.close()
    })
  })

  test('[WALK162] ask, object, take back, refuse with named elements, counter, and two proposals at once', async () => {
    test.setTimeout(120_000)
    const base = `/cases/${caseId}/agreement`
    const { page } = hdo
    await test.step('a question and an objection leave the version open', async () => {
      await page.goto(`${base}/3`)
      await page.getByRole('button', { name: 'Ask ...' }).click()
      await page.getByLabel('Your question').fill('Who pays for the badges? <script>')
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      await expect(page.getByText('Your question stands at C1.')).toBeVisible()
      await page.goto(`${base}/3/answer/object`)
      await page.getByLabel('Claim', { exact: true }).selectOption({ value: await idOf(hdo, caseId, 'C8-ALOF-1-1') })
      await page.getByLabel('What you object to').fill('Not on the intensive ward.')
      await page.getByRole('button', { name: 'Object', exact: true }).click()
      await expect(page.getByText('Your objection stands at C8-ALOF-1-1 until you lift it.')).toBeVisible()
      expect(await serious(page)).toEqual([])
    })
    await test.step('a signature is taken back and stays on record', async () => {
      await sign(mdm, caseId, 3, 'password')
      await expect(mdm.page.getByText('The service vouches for this person').first()).toBeVisible()
      await mdm.page.goto(`${base}/3`)
      await mdm.page.getByRole('button', { name: 'Take back my signature ...' }).click()
      await mdm.page.getByLabel(/^Why/).fill('Signed too early.')
      await mdm.page.getByRole('button', { name: 'Take back my signature from version 3' }).click()
      await expect(mdm.page.getByRole('heading', { name: /You have taken back your signature/ })).toBeVisible()
      await mdm.page.goto(`${base}/3`)
      await expect(mdm.page.getByText(/took it back on/)).toBeVisible()
    })
    await test.step('a refusal opens a comment on what it names', async () => {
      await page.goto(`${base}/3/answer/refuse`)
      await page.getByLabel('Reason', { exact: true }).selectOption('risk')
      await page.getByLabel('What would have to change').fill('Lock after two minutes.')
      await page.getByRole('combobox', { name: /Elements it is about/ }).fill('C8-ALOF-1-1')
      await page.getByRole('option', { name: /^C8-ALOF-1-1/ }).click()
      await page.keyboard.press('Escape')
      expect(await serious(page)).toEqual([])
      await page.getByRole('button', { name: 'Refuse version 3' }).click()
      await expect(page.getByRole('heading', { name: /You have refused version 3/ })).toBeVisible()
      await page.goto(`${base}/audit?element=C8-ALOF-1-1`)
      await expect(page.getByText(/Version 3 was refused: Lock after two minutes/)).toBeVisible()
    })
    await test.step('of two proposals at once one comes second, sees the other, and counters it', async () => {
      // The objection stands in the way of a proposal until it is lifted.
      const { id } = await elementOf(hdo, caseId, 'C8-ALOF-1-1')
      const digests = { statement: 'a'.repeat(64), support: 'a'.repeat(64), context: 'a'.repeat(64) }
      const lifted = await call(hdo, 'POST', `/api/cases/${caseId}/approvals`, { claim: id, verdict: 'lift', digests })
      expect(lifted.status, JSON.stringify(lifted.body)).toBeLessThan(300)
      for (const who of [mdm, hdo]) {
        await who.page.goto(`${base}/propose`)
        await who.page.getByLabel(/Why the open points are acceptable/).fill('Mine.')
      }
      await Promise.all([mdm, hdo].map((who) => who.page.getByRole('button', { name: 'Freeze and propose' }).click()))
      const won = async ({ page: at }: Visitor) =>
        Promise.race([
          at.waitForURL(/agreement\/4$/).then(() => true),
          at
            .getByText(/still waits for an answer/)
            .first()
            .waitFor()
            .then(() => false),
        ])
      const results = await Promise.all([won(mdm), won(hdo)])
      expect([...results].sort()).toEqual([false, true])
      const loser = results[0] ? hdo : mdm
      await loser.page.getByRole('link', { name: /^refuse it and propose yours in its place$/i }).click()
      await loser.page.getByLabel('Reason', { exact: true }).selectOption('wording')
      await loser.page.getByLabel('What would have to change').fill('Ours is the later one.')
      await loser.page.getByLabel(/A name for the new version/).fill('The other one')
      await loser.page.getByLabel(/Why the open points are acceptable/).fill('Ours.')
      await loser.page.getByRole('radio', { name: 'With my password' }).check()
      await loser.page.getByLabel('Your password, again').fill(PASSWORD)
      await loser.page.getByRole('button', { name: 'Refuse version 4 and propose another' }).click()
      await expect(loser.page.getByRole('heading', { level: 1, name: 'Version 5: The other one' })).toBeVisible()
      await expect(loser.page.getByRole('link', { name: 'Version 4' })).toBeVisible()
    })
  })

  test('[WALK163] a rewritten history alarms this browser, and the dates ahead come as a calendar', async () => {
    const audit = `/cases/${caseId}/agreement/audit`
    await hdo.page.goto(audit)
    await expect(hdo.page.getByText(/This browser has hashed all \d+ entries/)).toBeVisible()
    await expect(hdo.page.getByText(/signed version 1 for the Hospital with their passkey/)).toBeVisible()
    await hdo.page.getByLabel('Kind').selectOption('keys')
    await expect(hdo.page.getByText(/proposed version 1/)).toHaveCount(0)
    await hdo.page.getByLabel('Kind').selectOption('')
    // Somebody with the real key would seal it anew; here the last words of the history are simply taken away.
    await hdo.page.route('**/ledger*', async (route) => {
      const answer = await route.fetch()
      const { entries } = (await answer.json()) as { entries: { chain: string }[] }
      const shared = entries.filter(({ chain }) => chain === 'shared')
      await route.fulfill({ json: { entries: shared.slice(0, -1) } })
    })
    await hdo.page.reload()
    const alarm = hdo.page.getByRole('alert', { name: 'Alarm about the history' })
    await expect(alarm).toContainText('Somebody has removed what was recorded')
    expect(await serious(hdo.page)).toEqual([])
    await hdo.page.goto(`/cases/${caseId}/agreement/5`)
    await expect(alarm).toBeVisible()
    await hdo.page.unroute('**/ledger*')
    await hdo.page.goto('/agreements')
    await expect(hdo.page.getByRole('link', { name: 'A pump with a ceremony' }).first()).toBeVisible()
    const calendar = await call(hdo, 'GET', `/api/agreements/calendar.ics?case=${caseId}`)
    expect(String(calendar.body)).toContain('SUMMARY:Last day to sign: Version 5')
  })

  test('[WALK164] administrators amend the charter with their passkeys, and both sides see how it was proven', async () => {
    const charter = `/cases/${caseId}/agreement/charter`
    await mdm.page.goto(charter)
    await mdm.page.getByRole('button', { name: 'Propose an amendment of the charter ...' }).click()
    await mdm.page.getByLabel('Days for which a version stays open').fill('45')
    await expect(mdm.page.getByRole('radio', { name: 'With my passkey' })).toBeChecked()
    expect(await serious(mdm.page)).toEqual([])
    await mdm.page.getByRole('button', { name: 'Propose and adopt for my side' }).click()
    await expect(mdm.page.getByRole('heading', { name: /Charter 2 is proposed as an amendment/ })).toBeVisible()
    await hdo.page.goto(charter)
    await hdo.page.getByRole('button', { name: 'Adopt for my side ...' }).click()
    await hdo.page.getByRole('button', { name: 'Adopt charter 2' }).click()
    const inForce = hdo.page.getByRole('region', { name: 'Charter 2' })
    await expect(inForce.getByRole('heading', { name: 'Charter 2 is in force' })).toBeVisible()
    await expect(inForce.getByRole('listitem').filter({ hasText: 'own passkey' })).toHaveCount(2)
    expect(await serious(hdo.page)).toEqual([])
  })
})
