import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { projectRoot } from '@/server/root'
import { bundlePage } from './canvas/bundle-pages'
import { installXyflow } from './canvas/install-xyflow'
import { type CanvasFigures, measure } from './canvas/measure'
import { shown } from './sync/figures'
import { machine } from './sync/machine'

/**
 * The diagram on a screen: Accord's canvas against @xyflow/react (only visible elements) with the same case, in the same
 * run, in a headless Chromium. `--quick` sees that it works, `--sizes=300,5000` chooses, `--alone` leaves the peer out.
 */
const words = process.argv.slice(2)
const option = (name: string) => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1)
const sizes = (option('--sizes') ?? '300,1500,5000,20000').split(',').map(Number)
const rounds = words.includes('--quick') ? { runs: 1, frames: 20, edits: 2 } : { runs: 3, frames: 90, edits: 9 }
const root = projectRoot()
const out = join(root, 'dist/bench')
const modules = words.includes('--alone') ? undefined : installXyflow(join(out, 'xyflow'))
if (modules === undefined && !words.includes('--alone')) {
  console.log('@xyflow/react could not be installed from the package registry: Accord is measured alone.')
}
const pages: [string, string][] = [['Accord', await bundlePage(root, join(out, 'canvas-accord'), 'accord-page.ts')]]
if (modules !== undefined) {
  pages.push(['@xyflow/react', await bundlePage(root, join(out, 'canvas-xyflow'), 'xyflow-page.tsx', modules)])
}

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? system,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
mkdirSync(out, { recursive: true })
const on = machine(out)
const figures: CanvasFigures[] = []
try {
  for (const size of sizes) {
    for (const [way, url] of pages) {
      process.stderr.write(`${way}, ${size} elements\n`)
      figures.push(await measure(browser, way, url, size, rounds))
    }
  }
} finally {
  await browser.close()
}

console.table(
  figures.map((one) => ({
    way: one.way,
    elements: one.elements,
    'first picture, ms': shown(one.firstPicture),
    'pan p50/p95, ms': `${shown(one.panP50)} / ${shown(one.panP95)}`,
    'zoom p50/p95, ms': `${shown(one.zoomP50)} / ${shown(one.zoomP95)}`,
    'remote edit, ms': shown(one.remoteEdit),
    '200 edits, ms': shown(one.remoteEdits200),
    'picture, MB': shown(one.pictureMb),
    'heap, MB': shown(one.heapMb),
    mounted: one.mounted,
  })),
)
const ratio = (own: CanvasFigures, peer: CanvasFigures, name: Exclude<keyof CanvasFigures, 'way'>) =>
  shown(own[name] / peer[name])
const ratios = figures
  .filter(({ way }) => way === 'Accord')
  .flatMap((own) => {
    const peer = figures.find((one) => one.way !== 'Accord' && one.elements === own.elements)
    if (peer === undefined) return []
    return [
      {
        elements: own.elements,
        'first picture': ratio(own, peer, 'firstPicture'),
        'pan p95': ratio(own, peer, 'panP95'),
        'zoom p95': ratio(own, peer, 'zoomP95'),
        'remote edit': ratio(own, peer, 'remoteEdit'),
        '200 edits': ratio(own, peer, 'remoteEdits200'),
        picture: ratio(own, peer, 'pictureMb'),
      },
    ]
  })
if (ratios.length > 0) {
  console.log('Accord : @xyflow/react')
  console.table(ratios)
}
const at = new Date().toISOString()
const result = { at, machine: on, browser: browser.version(), loadAverageAfter: loadavg(), rounds, figures, ratios }
writeFileSync(join(out, 'canvas.json'), `${JSON.stringify(result, null, 2)}\n`)
console.log('Written to dist/bench/canvas.json.')
