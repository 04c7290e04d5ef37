// npm run build: pages by Next, the server and the command line by esbuild.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { bin, bundleDir, install, markBuilt, root, run, sourceDigest } from './project.mjs'

install()
const digest = sourceDigest()
rmSync(join(bundleDir, 'sources'), { force: true })
const { bundle } = await import('./bundle.mjs')
await bundle()
const { writeBillOfMaterials } = await import('./sbom.mjs')
writeBillOfMaterials(join(bundleDir, 'sbom.cdx.json'))
if (run(bin('next'), ['build'], { env: { NODE_ENV: 'production' } }) !== 0) process.exit(1)
markBuilt(digest)
process.stderr.write(`Built in ${root}\n`)
