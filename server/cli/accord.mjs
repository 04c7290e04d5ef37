#!/usr/bin/env node
// The `accord` command: runs what `npm run build` made of server/cli.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const built = new URL('../../dist/server/accord.js', import.meta.url)
if (existsSync(fileURLToPath(built))) await import(built.href)
else {
  process.stderr.write('Accord is not built yet. Run: npm run build\n')
  process.exitCode = 2
}
