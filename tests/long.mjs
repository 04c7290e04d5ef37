// npm run test:long: the tests whose loops npm test runs shortly, with as many rounds as their promise is about:
// 5,000 stories, 100,000 damaged frames, 100 kills of the one server and of one of two. It takes up to an hour.
// ACCORD_SEED=<n> repeats or varies what is drawn; more words choose other files.
import { install } from '../server/scripts/project.mjs'
import { close, vitest } from './parts.mjs'
import { findPostgres } from './programs.mjs'

install()
const postgres = findPostgres()
const files = [
  'tests/laws',
  'tests/server/sync/corpus.test.ts',
  'tests/server/slow/killed.test.ts',
  'tests/server/slow/nodes-killed.test.ts',
  'tests/server/slow/backup-cut-short.test.ts',
]
const chosen = process.argv.slice(2)
close([
  vitest('Long runs', ['--no-file-parallelism', ...(chosen.length > 0 ? chosen : files)], {
    ACCORD_LONG: '1',
    ...(postgres ? { ACCORD_POSTGRES_BIN: postgres } : {}),
  }),
])
