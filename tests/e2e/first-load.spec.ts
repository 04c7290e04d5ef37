import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { shape } from './places'
import { EVERYBODY, enter, newCase, open } from './visitors'

/** Most kilobytes of script, compressed, until the first screen of a case can be worked with. */
const FINDINGS_KB = 600
/** With the diagram, whose drawing part comes on top. */
const CANVAS_KB = 780

test('[WALK119] a case opens with a bounded amount of script, and the drawing part comes only where a diagram is shown', async ({
  browser,
}) => {
  const who = await enter(browser, 'admin@mdm.example')
  const caseId = await newCase(who, EVERYBODY, 'Quick to open')
  const kilobytes: number[] = []
  for (const place of ['?view=findings', '?open=ALOF']) {
    const { page } = who
    const pending: Promise<number>[] = []
    const seen = new Set<string>()
    page.removeAllListeners('response')
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script' || seen.has(response.url())) return
      seen.add(response.url())
      pending.push(response.body().then((body) => gzipSync(body).length))
    })
    await open(who, caseId, place)
    if (place.includes('open')) await expect(shape(page, 'C7-ALOF-1')).toBeVisible()
    await page.waitForLoadState('networkidle')
    const sizes = await Promise.all(pending)
    kilobytes.push(Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000))
  }
  const [findings = 0, canvas = 0] = kilobytes
  console.log(`Script of a case: ${findings} kB with its findings, ${canvas} kB with its diagram, compressed.`)
  expect(findings).toBeGreaterThan(100)
  expect(findings).toBeLessThan(FINDINGS_KB)
  expect(canvas).toBeLessThan(CANVAS_KB)
  expect(canvas - findings).toBeGreaterThan(50)
  await who.context.close()
})
