// npm test: everything, from a bare checkout. The last line on standard output is "N passed, N failed".
import { buildIfNeeded, install } from '../server/scripts/project.mjs'
import { close, playwright, pureTypes, style, types, vitest } from './parts.mjs'
import { findBrowser, findNginx, findPostgres } from './programs.mjs'

install()
const postgres = findPostgres()
const nginx = findNginx()
const browser = await findBrowser()
// Real servers, kills and clocks on a small machine: what fails is tried once more, as in the browser; what is wrong fails twice.
const counts = [
  style(),
  pureTypes(),
  types(),
  vitest('Units, laws and integration', ['--retry=1'], postgres ? { ACCORD_POSTGRES_BIN: postgres } : {}),
]
if (browser) {
  // The browser tests use the production build; without one they cannot run, and that is a failure.
  buildIfNeeded()
  const programs = { ...(postgres ? { ACCORD_POSTGRES_BIN: postgres } : {}), ...(nginx ? { ACCORD_NGINX: nginx } : {}) }
  counts.push(playwright({ CHROMIUM_PATH: browser, ...programs }))
} else counts.push({ passed: 0, failed: 1, skipped: 0 })
close(counts)
