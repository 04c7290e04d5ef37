#!/usr/bin/env node
// The `accord` command: runs what `npm run build` made of server/cli.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// As server/scripts/project.mjs names it: a build of its own has a bundle of its own.
const build = (process.env.ACCORD_DIST_DIR ?? '').replace(/^\.next-?/, '') || 'server'
const program = new URL(`../../dist/${build}/accord.js`, import.meta.url)
const verifier = new URL('../../dist/verify.mjs', import.meta.url)

if (existsSync(fileURLToPath(program))) await import(program.href)
else if (process.argv[2] === 'verify' && existsSync(fileURLToPath(verifier))) {
  process.argv.splice(2, 1)
  await import(verifier.href)
} else {
  process.stderr.write('Accord is not built yet. Run: npm run build\n')
  process.exitCode = 2
}
