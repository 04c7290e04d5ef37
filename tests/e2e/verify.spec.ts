import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import * as esbuild from 'esbuild'
import type { WrittenTampering } from '../support/tampering/write'

const ROOT = join(import.meta.dirname, '../..')
const PAGE = pathToFileURL(join(ROOT, 'dist/verify.html')).href
const GOLDEN = ['example-1.rab', 'example-2.rab', 'example-3.rab'].map((name) =>
  join(ROOT, 'tests/fixtures/agreement', name),
)

/** An address inside the browser: the signed page in its frame, and the page's own text as a worker. */
function isLocal(url: string): boolean {
  return url.startsWith('data:') || url.startsWith('blob:')
}

/** What the page says about each file, by its name. */
async function verdicts(page: Page): Promise<Map<string, { status: string; codes: string[]; text: string }>> {
  const found = await page.locator('section.result').evaluateAll((sections) =>
    sections.map((section) => ({
      name: section.getAttribute('data-file') ?? '',
      status: section.getAttribute('data-status') ?? '',
      codes: [...section.querySelectorAll('[data-code]')].map((item) => item.getAttribute('data-code') ?? ''),
      text: section.textContent ?? '',
    })),
  )
  return new Map(found.map(({ name, ...said }) => [name, said]))
}

/** The suite's sources read the catalogue as a bundler does, so they are bundled before they run here. */
async function writeTamperings(folder: string): Promise<readonly WrittenTampering[]> {
  const program = mkdtempSync(join(ROOT, 'node_modules/.accord-tampering-'))
  try {
    const outfile = join(program, 'write.mjs')
    await esbuild.build({
      absWorkingDir: ROOT,
      entryPoints: ['tests/support/tampering/write.ts'],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      alias: { '@pandatix/js-cvss': join(ROOT, 'node_modules/@pandatix/js-cvss/dist/index.js') },
      tsconfig: join(ROOT, 'tsconfig.json'),
      logLevel: 'error',
    })
    const written = (await import(pathToFileURL(outfile).href)) as typeof import('../support/tampering/write')
    return written.writeTamperings(folder)
  } finally {
    rmSync(program, { recursive: true, force: true })
  }
}

test.describe('the verifier in a browser, from a disk and without a network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-tampered-'))
  const good = join(folder, 'good.rab')
  let tampered: readonly WrittenTampering[] = []
  test.beforeAll(async () => {
    tampered = await writeTamperings(folder)
    expect(tampered.length).toBeGreaterThanOrEqual(80)
  })
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('[WALK150] [VER13] opens from a disk, tells a true bundle and an old one from every tampered one and says what is wrong in each', async ({
    browser,
  }) => {
    const context = await browser.newContext({ offline: true })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(PAGE)
    await page.getByLabel(/Drop a .rab file here/).setInputFiles([good, ...GOLDEN])
    await expect(page.getByRole('status')).toHaveText('4 files are checked.')
    expect([...(await verdicts(page)).values()].map(({ status }) => status)).toEqual(Array(4).fill('valid'))
    // Beside the page, which answers meanwhile: a history of 5,000 entries takes seconds.
    expect(page.workers().map((worker) => worker.url().split(':')[0])).toEqual(['blob'])
    const first = page.locator('section.result').first()
    await expect(first.getByText('Mara Keller').first()).toBeVisible()
    await expect(first.getByText('Signed with the person’s own passkey').first()).toBeVisible()
    await expect(
      first.frameLocator('iframe').getByRole('heading', { level: 1, name: 'Infusion pump <IP-4>' }),
    ).toBeVisible()

    await first.frameLocator('iframe').getByRole('link', { name: 'Risks' }).click()
    await expect(first.frameLocator('iframe').getByRole('heading', { name: 'Risks' })).toBeInViewport()

    const plain = tampered.filter(({ expected }) => expected === undefined)
    await page.getByLabel(/Drop a .rab file here/).setInputFiles(plain.map(({ file }) => file))
    await expect(page.getByRole('status')).toHaveText(`${plain.length} files are checked.`, { timeout: 60_000 })
    const said = await verdicts(page)
    const missed = plain.filter(({ file, code, says }) => {
      const one = said.get(file.slice(folder.length + 1))
      return one?.status !== 'not-valid' || !one.codes.includes(code) || !says.test(one.text)
    })
    expect(missed.map(({ name }) => name)).toEqual([])
    await expect(page.locator('iframe')).toHaveCount(0)

    for (const { file, expected, says, code } of tampered.filter((each) => each.expected !== undefined)) {
      await page.getByLabel(/Drop a .rab file here/).setInputFiles(file)
      await expect(page.locator('section.result')).toHaveAttribute('data-status', 'valid')
      await page.getByText('Compare with what you know already').click()
      const { size, head } = expected?.heads?.[0] ?? { size: 0, head: '' }
      await page.getByLabel(/Where the history stood/).fill(`${size}:${head}`)
      await page.keyboard.press('Tab')
      await expect(page.locator('section.result')).toHaveAttribute('data-status', 'not-valid')
      await expect(page.locator(`[data-code=${code}]`)).toHaveText(says)
    }
    expect(asked.filter((url) => url !== PAGE && !isLocal(url))).toEqual([])
    await context.close()
  })

  test('[WALK151] [VER13] stands at /verify for anybody, and nothing that is dropped there leaves the browser', async ({
    page,
  }) => {
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(String(error)))
    await page.goto('/verify')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.getByLabel(/Drop a .rab file here/).setInputFiles(good)
    await expect(page.locator('section.result')).toHaveAttribute('data-status', 'valid')
    await expect(page.locator('section.result h2')).toContainText('VALID')
    const digest = await page.locator('[data-digest]').getAttribute('data-digest')
    await page.getByText('Compare with what you know already').click()
    await page.getByLabel('Digest of the version').fill(`0${digest?.slice(1)}`)
    await page.keyboard.press('Tab')
    await expect(page.locator('section.result')).toHaveAttribute('data-status', 'not-valid')
    expect(asked.filter((url) => !isLocal(url))).toEqual([])
    // The page could not send anything if it wanted to.
    const sent = await page.evaluate(() =>
      fetch('/api/me').then(
        () => 'sent',
        () => 'stopped',
      ),
    )
    expect(sent).toBe('stopped')
    expect(broken).toEqual([])
  })
})
