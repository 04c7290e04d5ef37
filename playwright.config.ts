import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig } from '@playwright/test'

/** Set by the first evaluation and inherited by the workers, so that all of them mean the same server. */
process.env.ACCORD_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'accord-e2e-'))
const port = Number(process.env.ACCORD_E2E_PORT ?? 4199)
/** How many files run at once, each worker on a server and a worked example of its own. */
const workers = Number(process.env.ACCORD_E2E_WORKERS ?? 1)
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const executablePath = process.env.CHROMIUM_PATH ?? system

/** Browser tests run against the production build in demo mode, with a data directory that is new in every run. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // All files of a worker share a server and its worked example: tests that change it make a case of their own.
  workers,
  // Two browsers and two servers on a small machine starve each other at times: what fails is walked once more, and the
  // report calls it flaky.
  retries: workers > 1 ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port + Number(process.env.TEST_PARALLEL_INDEX ?? 0)}`,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: Array.from({ length: workers }, (_, index) => ({
    command: 'node server/scripts/start.mjs --demo',
    url: `http://localhost:${port + index}/readyz`,
    timeout: 240_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PORT: String(port + index),
      DATA_DIR: join(process.env.ACCORD_E2E_DATA ?? '', String(index)),
      LOG_LEVEL: 'warn',
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'tests/e2e/late-clock.mjs')).href}`,
    },
  })),
})
