import type { Browser, CDPSession } from '@playwright/test'
import { median, percentiles } from '../sync/figures'
import type { CanvasPage } from './frames'

export interface CanvasFigures {
  readonly way: string
  readonly elements: number
  /** Milliseconds, medians of the runs. */
  readonly firstPicture: number
  readonly panP50: number
  readonly panP95: number
  readonly zoomP50: number
  readonly zoomP95: number
  readonly remoteEdit: number
  readonly remoteEdits200: number
  /** Used heap of the page with the picture open, and how much of it the picture is, in MB. */
  readonly heapMb: number
  readonly pictureMb: number
  readonly mounted: number
}

export interface Rounds {
  readonly runs: number
  readonly frames: number
  readonly edits: number
}

declare const window: { bench: CanvasPage }

/** Opens the page anew for each run, so that no run is warmed by the one before it. */
export async function measure(
  browser: Browser,
  way: string,
  url: string,
  elements: number,
  rounds: Rounds,
): Promise<CanvasFigures> {
  const runs: CanvasFigures[] = []
  for (let run = 0; run < rounds.runs; run++) runs.push(await measureOnce(browser, way, url, elements, rounds))
  const figure = (name: Exclude<keyof CanvasFigures, 'way'>) => median(runs.map((each) => each[name]))
  return {
    way,
    elements: figure('elements'),
    firstPicture: figure('firstPicture'),
    panP50: figure('panP50'),
    panP95: figure('panP95'),
    zoomP50: figure('zoomP50'),
    zoomP95: figure('zoomP95'),
    remoteEdit: figure('remoteEdit'),
    remoteEdits200: figure('remoteEdits200'),
    heapMb: figure('heapMb'),
    pictureMb: figure('pictureMb'),
    mounted: figure('mounted'),
  }
}

async function measureOnce(
  browser: Browser,
  way: string,
  url: string,
  wanted: number,
  { frames, edits }: Rounds,
): Promise<CanvasFigures> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 800 } })
  try {
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    await page.goto(url)
    const session = await page.context().newCDPSession(page)
    const elements = await page.evaluate((size) => window.bench.grow(size), wanted)
    const empty = await heap(session)
    const firstPicture = await page.evaluate(() => window.bench.open())
    const open = await heap(session)
    const mounted = await page.evaluate(() => window.bench.mounted())
    const pan = await page.evaluate((count) => window.bench.pan(count), frames)
    const zoom = await page.evaluate((count) => window.bench.zoom(count), frames)
    const each: number[] = []
    for (let round = 1; round <= edits; round++) each.push(await page.evaluate((n) => window.bench.edit(n), round))
    const burst = await page.evaluate(() => window.bench.edits(200))
    if (failures.length > 0) throw new Error(failures.join('; '))
    const [panned, zoomed] = [pan, zoom].map((times) => percentiles([Float64Array.from(times)]))
    return {
      way,
      elements,
      firstPicture,
      panP50: panned?.p50 ?? Number.NaN,
      panP95: panned?.p95 ?? Number.NaN,
      zoomP50: zoomed?.p50 ?? Number.NaN,
      zoomP95: zoomed?.p95 ?? Number.NaN,
      remoteEdit: median(each),
      remoteEdits200: burst,
      heapMb: open,
      pictureMb: open - empty,
      mounted,
    }
  } finally {
    await page.close()
  }
}

async function heap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}
