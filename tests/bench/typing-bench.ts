import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { projectRoot } from '@/server/root'
import { bundlePage } from './canvas/bundle-pages'
import type { TypingPage } from './canvas/typing-page'
import { percentiles, shown } from './sync/figures'

/**
 * A letter on the screen: typing into a statement with outline, canvas and panel open, in a case of 5,000 elements, alone
 * and while ten others write, in a headless Chromium. `--sizes=300,5000` chooses.
 */
declare const window: { typing: TypingPage }

const KEYS = 150
const OTHERS = 10
const option = process.argv.find((word) => word.startsWith('--sizes='))?.slice('--sizes='.length)
const root = projectRoot()
const url = await bundlePage(root, join(root, 'dist/bench/typing'), 'typing-page.tsx')
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? system,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
const rows: Record<string, string | number>[] = []
try {
  for (const size of (option ?? '300,5000').split(',').map(Number)) {
    for (const others of [0, OTHERS]) {
      const page = await browser.newPage({ viewport: { width: 1400, height: 800 } })
      const failures: string[] = []
      page.on('pageerror', (error) => failures.push(error.message))
      await page.goto(`${url}?element=C2-ALOF&open=ALOF`)
      const elements = await page.evaluate((wanted) => window.typing.open(wanted), size)
      await page.waitForTimeout(3000)
      // Ten people type about four letters a second each.
      if (others > 0) await page.evaluate((count) => window.typing.others(count, 250), others)
      for (let key = 0; key < KEYS; key++) {
        await page.keyboard.press('a')
        await page.waitForTimeout(60)
      }
      const times = await page.evaluate(() => window.typing.times())
      if (failures.length > 0) throw new Error(failures.join('; '))
      const { p50, p95 } = percentiles([Float64Array.from(times.slice(10))])
      rows.push({ elements, others, keys: times.length, 'key to paint p50, ms': shown(p50), 'p95, ms': shown(p95) })
      await page.close()
    }
  }
} finally {
  await browser.close()
}
console.table(rows)
