import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { call, command, EVERYBODY, enter, idOf, newCase, type Visitor } from './visitors'

/** Everything that stands in the way of a reader, of some weight. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)
}

async function approve(who: Visitor, caseId: string, claim: string): Promise<void> {
  const { body } = await call(who, 'GET', `/api/cases/${caseId}/approvals?claim=${claim}`)
  const [first] = body.claims as unknown as { digests: unknown }[]
  const answer = await call(who, 'POST', `/api/cases/${caseId}/approvals`, {
    claim,
    verdict: 'approve',
    digests: first?.digests,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
}

test('[WALK177] checks a new advisory, finds two cases, and the hospital sees the thread and its approval challenged', async ({
  browser,
}) => {
  const author = await enter(browser, 'admin@mdm.example')
  const hana = await enter(browser, 'admin@hdo.example')
  const mark = String(Date.now()).slice(-8)
  const [product, cve] = [`Infusor ${mark}`, `CVE-2026-${mark}`]
  const ids: string[] = []
  for (const ward of ['Ward', 'Theatre']) {
    const id = await newCase(author, EVERYBODY, `${ward} ${mark}`)
    const watch = { add: [{ name: product, vendor: 'Acme Medical', version: '4.1' }] }
    expect((await call(author, 'POST', `/api/cases/${id}/watch`, watch)).status).toBe(200)
    ids.push(id)
  }
  const [caseId = ''] = ids
  const risk = await idOf(author, caseId, 'C7-ALOF-1')
  await command(author, caseId, 'set-field', { element: risk, field: 'cve', value: cve })
  for (const who of [author, hana]) await approve(who, caseId, risk)

  const advisory = {
    document: {
      csaf_version: '2.0',
      title: `Acme ${product}`,
      publisher: { name: 'Acme' },
      tracking: { id: `ACME-${mark}`, version: '1' },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Acme',
          branches: [
            {
              category: 'product_name',
              name: product,
              branches: [
                { category: 'product_version_range', name: '<= 4.2', product: { product_id: 'P', name: product } },
              ],
            },
          ],
        },
      ],
    },
    vulnerabilities: [
      {
        cve,
        cwe: { id: 'CWE-613', name: 'Insufficient Session Expiration' },
        product_status: { known_affected: ['P'] },
      },
    ],
  }
  const file = { name: 'acme.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(advisory)) }
  const { page } = author
  await page.goto('/')
  await page.getByRole('link', { name: 'Check an advisory' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check an advisory' })).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(file)
  await expect(page.getByRole('status').filter({ hasText: 'It touches 2 of your' })).toBeVisible()
  const ward = page.getByRole('article', { name: `Ward ${mark}` })
  await expect(ward).toContainText(`C7-ALOF-1 names ${cve}.`)
  await expect(page.getByRole('article', { name: `Theatre ${mark}` })).toContainText('no risk of ALOF names')
  expect(await barriers(page)).toEqual([])
  await ward.getByRole('button', { name: /^Open .*challenge approvals$/ }).press('Enter')
  await expect(ward.getByRole('status')).toContainText('nothing is new')

  // The other side hears of it where it works: beside the claim, on the board and in the inbox.
  await hana.page.goto(`/cases/${caseId}?element=${risk}&tab=review`)
  const approval = hana.page.getByRole('region', { name: 'Approval of C7-ALOF-1' })
  await expect(approval).toContainText(`Challenged by ${cve}`)
  await expect(hana.page.getByText(`Why here: C7-ALOF-1 names ${cve}.`).first()).toBeVisible()
  expect(JSON.stringify((await call(hana, 'GET', '/api/inbox')).body)).toContain(`challenged by ${cve}`)
  await approval.getByRole('button', { name: 'Approve again' }).click()
  await expect(approval.getByRole('button', { name: 'You approved this' })).toBeVisible()
  await hana.page.goto(`/cases/${caseId}?view=approvals`)
  await expect(hana.page.getByRole('row', { name: /C7-ALOF-1/ })).toContainText('Challenged')

  await page.goto(`/cases/${caseId}/watch`)
  await page.getByRole('textbox', { name: 'Product or component' }).fill('Bedside monitor')
  await page.getByRole('button', { name: 'Watch it' }).click()
  await expect(page.getByRole('region', { name: 'Lines of the watch list' })).toContainText('Bedside monitor')
  await page.getByRole('button', { name: 'Watch Bedside monitor no more' }).click()
  await expect(page.getByRole('region', { name: 'Lines of the watch list' })).not.toContainText('Bedside monitor')
  expect(await barriers(page)).toEqual([])
})

test('[WALK178] looks into the library, uses a risk of another case here, and sees what a newer pattern changed', async ({
  browser,
}) => {
  const author = await enter(browser, 'admin@mdm.example')
  const mark = String(Date.now()).slice(-8)
  const from = await newCase(author, [], `Source ${mark}`)
  const to = await newCase(author, [], `Target ${mark}`)
  const risk = await idOf(author, from, 'C7-ALOF-1')
  await command(author, from, 'set-text', {
    element: risk,
    field: 'vulnerability',
    text: `No timeout in build ${mark}`,
  })

  const { page } = author
  await page.goto(`/cases/${to}?element=C6-ALOF`)
  await page.getByRole('button', { name: 'Add a risk' }).first().click()
  await page.getByRole('link', { name: 'Seen in my other cases ...' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Search' }).fill(`timeout ${mark}`)
  const entry = page.getByRole('article', { name: `No timeout in build ${mark}` })
  await expect(entry).toContainText(`C7-ALOF-1 in Source ${mark}`)
  await expect(entry).toContainText('Session Lock')
  expect(await barriers(page)).toEqual([])
  await entry.getByRole('button', { name: 'Use it here' }).press('Enter')
  await expect(entry.getByRole('status')).toContainText('It stands in this case now.')
  await entry.getByRole('link', { name: 'Show it' }).click()
  await expect(page.getByText('Library of Maker Ltd').first()).toBeVisible()
  const { body } = await call(author, 'GET', `/api/cases/${to}/graph`)
  const grown = (body.elements as unknown as { name: string; texts: Record<string, string> }[]).find(
    ({ texts }) => texts.vulnerability === `No timeout in build ${mark}`,
  )
  expect(grown?.name).toBe('C7-ALOF-2')

  // A pattern that was grown here has gone on in the organisation's library.
  const row = (role: string, kind: string, statement: string) => ({
    role,
    kind,
    scope: 'branch',
    statement,
    word: 'claim',
    help: '',
  })
  const pattern = (version: number, words: string) => ({
    id: `walk-${mark}`,
    version,
    title: `Timeouts ${mark}`,
    source: 'A walk',
    elements: [row('K1', 'goal', 'Sessions end on time'), row('K2', 'goal', words)],
    relations: [{ from: 'K1', type: 'supportedBy', to: 'K2', count: { min: 1, max: 1 } }],
  })
  await command(author, to, 'add-pattern', { pattern: pattern(1, 'After ten minutes') })
  await command(author, to, 'grow-pattern', { pattern: `walk-${mark}`, under: 'C4-ALOF' })
  for (const [version, words] of [
    [1, 'After ten minutes'],
    [2, 'After two minutes'],
  ] as const) {
    const kept = await call(author, 'POST', '/api/patterns', {
      pattern: pattern(version, words),
      note: `${words} it is.`,
    })
    expect(kept.status, JSON.stringify(kept.body)).toBe(201)
  }
  await page.goto(`/cases/${to}?view=patterns`)
  const newer = page.getByRole('region', { name: 'Patterns that have gone on' })
  await expect(newer).toContainText('was grown from version 1; version 2 exists')
  await newer.getByRole('button', { name: 'What changed' }).click()
  await expect(newer).toContainText('After two minutes it is.')
  await newer.getByRole('button', { name: 'Bring version 2 into this case' }).click()
  await expect(newer).toContainText('The case has version 2')
})
