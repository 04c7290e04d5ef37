// npm run check: the quick part of the tests, for every change.
import { install } from '../server/scripts/project.mjs'
import { close, pureTypes, style, types, vitest } from './parts.mjs'

install()
close([
  style(),
  pureTypes(),
  types(),
  vitest('Units and laws', ['--exclude', 'tests/server/slow/**', ...process.argv.slice(2)]),
])
