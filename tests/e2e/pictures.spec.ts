import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { call, enter, open } from './visitors'

/**
 * Draws the pictures of tests/e2e/pictures anew: `PICTURES=1 npx playwright test pictures`. Each main screen once, light
 * and dark in turn, small enough to stand in the repository.
 */
const FOLDER = join(import.meta.dirname, 'pictures')

const SCREENS = [
  { name: 'overview', path: '' },
  { name: 'workspace', path: '?open=ALOF&element=C7-ALOF-1' },
  { name: 'review', path: '?open=ALOF&element=C7-ALOF-1&tab=review' },
  { name: 'register', path: '?view=register' },
  { name: 'responsibilities', path: '?view=responsibilities' },
  { name: 'findings', path: '?view=findings' },
  { name: 'history', path: '?view=history' },
] as const

test.skip(process.env.PICTURES === undefined, 'Pictures are drawn on request')

for (const scheme of ['light', 'dark'] as const) {
  test(`draws every main screen in ${scheme} colours`, async ({ browser }) => {
    const who = await enter(browser, 'editor@hdo.example', { deviceScaleFactor: 0.6 })
    const { page } = who
    mkdirSync(FOLDER, { recursive: true })
    await page.goto('/')
    await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), scheme)
    const { body } = await call(who, 'GET', '/api/cases')
    const cases = (body.cases ?? body) as unknown as { id: string; title: string }[]
    const caseId = cases.find(({ title }) => title.includes('Meridian'))?.id ?? ''
    expect(caseId).not.toBe('')
    await open(who, caseId)
    const tour = page.getByRole('region', { name: 'Show me around' })
    if (await tour.isVisible()) await tour.getByRole('button', { name: 'Skip' }).click()
    for (const { name, path } of SCREENS) {
      await open(who, caseId, path)
      await page.waitForTimeout(900)
      await page.screenshot({ path: join(FOLDER, `${name}-${scheme}.png`) })
    }
    await page.goto(`/cases/${caseId}/agreement`)
    await page.waitForTimeout(700)
    await page.screenshot({ path: join(FOLDER, `agreement-${scheme}.png`) })
    await who.context.close()
  })
}
