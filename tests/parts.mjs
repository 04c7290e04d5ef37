// The parts of the checks, each answering with what it counted. Plain Node: nothing is installed yet when this is loaded.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bin, root, run, say } from '../server/scripts/project.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const results = join(root, 'test-results')

/** Runs a checking program that only says yes or no. @returns {Count} */
function yesOrNo(title, command, args) {
  say(`\n# ${title}`)
  const passed = run(command, args) === 0
  if (!passed) say(`${title}: failed`)
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}

export const style = () => yesOrNo('Style and import direction', bin('biome'), ['ci', '--error-on-warnings', '.'])
/** The core has a project of its own, without Node, DOM or React in reach. */
export const pureTypes = () => yesOrNo('Types of lib, alone', bin('tsc'), ['--noEmit', '-p', 'lib'])
export const types = () => yesOrNo('Types', bin('tsc'), ['--noEmit', '-p', 'tests'])

/** Runs vitest. @returns {Count} */
export function vitest(title, args, env = {}) {
  say(`\n# ${title}`)
  const file = join(results, 'vitest.json')
  mkdirSync(results, { recursive: true })
  rmSync(file, { force: true })
  const code = run(
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args],
    { env },
  )
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  // A file that cannot be loaded has no tests to fail: it counts as one.
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  }).length
  const failed = report.numFailedTests + broken
  const passed = report.numPassedTests
  return {
    passed,
    failed: failed || (code !== 0 || passed === 0 ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Runs Playwright. @returns {Count} */
export function playwright(env) {
  say('\n# In the browser')
  const file = join(results, 'playwright.json')
  mkdirSync(results, { recursive: true })
  rmSync(file, { force: true })
  const code = run(bin('playwright'), ['test', '--reporter=list,json'], {
    env: { ACCORD_E2E_WORKERS: '2', ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  })
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'))
  const failed = stats.unexpected + errors.length
  const passed = stats.expected + stats.flaky
  if (stats.flaky > 0) say(`${stats.flaky} of them only at the second try`)
  return { passed, failed: failed || (code !== 0 || passed === 0 ? 1 : 0), skipped: stats.skipped }
}

/** Says the closing line and ends the process: with 0 only when something ran and nothing failed. */
export function close(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  process.exit(failed > 0 || passed === 0 ? 1 : 0)
}
