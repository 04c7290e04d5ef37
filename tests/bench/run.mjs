#!/usr/bin/env node
// npm run bench [name ...] [-- --option ...]: bundles each tests/bench/*-bench.ts and runs it. Prints figures; asserts nothing.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const here = import.meta.dirname
const root = join(here, '../..')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const options = process.argv.slice(2).filter((word) => word.startsWith('--'))
const names = readdirSync(here)
  .filter((file) => file.endsWith('-bench.ts'))
  .map((file) => file.replace('-bench.ts', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
if (names.length === 0) {
  console.error(`No benchmark is called ${wanted.join(', ')}.`)
  process.exit(1)
}
mkdirSync(join(root, 'dist/bench'), { recursive: true })
console.log(
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString()}`,
)
for (const name of names) {
  const outfile = join(root, 'dist/bench', `${name}.mjs`)
  await build({
    entryPoints: [join(here, `${name}-bench.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    // Files of the second name each other without their endings, which Node alone does not follow.
    alias: { '@': root, '@pandatix/js-cvss': join(root, 'node_modules/@pandatix/js-cvss/dist/index.js') },
    logLevel: 'error',
  })
  const done = spawnSync(process.execPath, ['--expose-gc', outfile, ...options], { stdio: 'inherit', cwd: root })
  if (done.status !== 0) process.exit(done.status ?? 1)
}
