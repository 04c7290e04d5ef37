import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { call, EVERYBODY, enter, newCase, open, saveState } from './visitors'

const ADVISORY = JSON.stringify({
  document: {
    csaf_version: '2.0',
    title: 'Ward pump, session handling',
    tracking: { id: 'ICSMA-26-001', current_release_date: '2026-11-20T10:00:00Z' },
    publisher: { name: 'CISA' },
    notes: [{ category: 'general', title: 'Recommended practices', text: 'Close port 80.\n\nThen restart.' }],
  },
  product_tree: { full_product_names: [{ product_id: 'P', name: 'Ward pump 2' }] },
  vulnerabilities: [
    {
      cve: 'CVE-2026-0001',
      cwe: { id: 'CWE-613', name: 'Insufficient session expiration' },
      notes: [{ category: 'summary', text: 'Sessions never end. <script>alert(1)</script>' }],
      product_status: { known_affected: ['P', 'GONE'] },
      remediations: [
        { category: 'vendor_fix', details: 'Update to 2.1', url: 'https://example.org/fix' },
        { category: 'mitigation', details: 'Lock the ward at night' },
      ],
    },
  ],
})
const file = { name: 'advisory.json', mimeType: 'application/json', buffer: Buffer.from(ADVISORY) }

const ARGUMENT =
  'G1:\n  text: The pump is secure\n  supportedBy: [Sn1]\nSn1:\n  text: Test report\n  supportedBy: [G1]\n'

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

/** By the keyboard: the focus, then the key. */
async function press(target: Locator, key = 'Enter'): Promise<void> {
  await target.focus()
  await target.press(key)
}

/** Finds an element by its words and opens it, by the keyboard. */
async function goTo(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(words)
  await expect(page.getByRole('option').filter({ hasText: words }).first()).toBeVisible()
  await page.keyboard.press('Enter')
}

async function chooseFile(page: Page, chosen: typeof file): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await press(page.getByRole('button', { name: /^Choose (a|another) file$/ }))
  await (await chooser).setFiles(chosen)
}

test('[WALK170] one recommendation of an advisory goes to the hospital with where it comes from, and again nothing doubles', async ({
  browser,
}) => {
  const admin = await enter(browser, 'admin@mdm.example')
  const caseId = await newCase(admin, EVERYBODY, 'Bringing an advisory')
  const maker = await enter(browser, 'editor@mdm.example')
  const hospital = await enter(browser, 'editor@hdo.example')
  await open(hospital, caseId, '?open=ALOF')

  // The way in: the palette, by its words, without a mouse.
  await open(maker, caseId)
  const { page } = maker
  await page.keyboard.press('Control+k')
  await page.keyboard.type('import a')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Import a file' })).toBeVisible()
  await chooseFile(page, file)
  await expect(page.getByRole('heading', { name: 'Ward pump, session handling' })).toBeVisible()
  await expect(page.getByText('1 vulnerability, 1 product or component, 1 note', { exact: true })).toBeVisible()
  await expect(page.getByText('GONE is no product of the file.')).toBeVisible()
  expect(await serious(page)).toEqual([])

  await press(page.getByRole('checkbox', { name: 'Take Lock the ward at night' }), 'Space')
  await press(page.getByRole('button', { name: 'Take 1 thing into the case' }))
  await expect(page.getByText(/^\d+ elements? added/)).toBeVisible()
  await expect(page.getByText('Already in the case').first()).toBeVisible()

  // It arrives at the hospital, which sees where it comes from.
  await goTo(hospital.page, 'Lock the ward at night')
  await expect(hospital.page.getByText('Taken from ICSMA-26-001 (advisory.json)')).toBeVisible()

  // Again, everything that is suggested: what is there stays one.
  await page.reload()
  await chooseFile(page, { ...file, name: 'the same, later.json' })
  await expect(page.getByRole('checkbox', { name: 'Take Lock the ward at night' })).toBeDisabled()
  await press(page.getByRole('checkbox', { name: /^Choose all: Vulnerabilities/ }), 'Space')
  await press(page.getByRole('button', { name: 'Take 1 thing into the case' }))
  await expect(page.getByText(/^\d+ elements? added/)).toBeVisible()
  const { body } = await call(maker, 'GET', `/api/cases/${caseId}/graph`)
  const said = (body.elements as unknown as { statement: string; role?: string }[]).map(({ statement }) => statement)
  expect(said.filter((each) => each === 'Lock the ward at night')).toHaveLength(1)
  expect(said.filter((each) => each === 'Update to 2.1')).toHaveLength(1)

  // Whoever may not edit looks and is told so.
  const reader = await enter(browser, 'reader@assessor.example')
  await reader.page.goto(`/cases/${caseId}/import`)
  await expect(reader.page.getByText('You can look, but not take')).toBeVisible()
  await chooseFile(reader.page, file)
  await expect(reader.page.getByRole('heading', { name: 'Ward pump, session handling' })).toBeVisible()
  await expect(reader.page.getByRole('button', { name: /^Take/ })).toHaveCount(0)
})

test('[WALK171] a new case begins with the argument of another tool', async ({ browser }) => {
  const maker = await enter(browser, 'editor@mdm.example')
  const { page } = maker
  await page.goto('/cases/new')
  await page.getByLabel('Title').fill('Made of a file')
  await page.locator('[name=device]').fill('Ward pump')
  await page.locator('[name=hdo]').fill('Test Hospital')
  await press(page.getByRole('radio', { name: 'From a file' }), 'Space')
  await expect(page.getByRole('button', { name: 'Create the case' })).toBeDisabled()
  await chooseFile(page, { ...file, name: 'broken.yaml', buffer: Buffer.from('G1:\n  text: "open\n') })
  await expect(page.getByText('No case can be made of this file')).toBeVisible()
  await chooseFile(page, { ...file, name: 'pump.yaml', buffer: Buffer.from(ARGUMENT) })
  await expect(page.getByText('1 claim, 1 piece of evidence, 1 relation')).toBeVisible()
  await expect(page.getByText('1 relation will be taken, shown as a finding, and not counted.')).toBeVisible()
  expect(await serious(page)).toEqual([])
  await press(page.getByRole('button', { name: 'Create the case' }))
  await page.waitForURL(/\/cases\/[^/]+$/)
  await expect(saveState(maker)).toHaveText('Saved', { timeout: 30_000 })
  await goTo(page, 'The pump is secure')
  await expect(page.getByText('Taken from pump.yaml')).toBeVisible()
})
