// The programs that the tests need and npm does not bring: a browser, Postgres and nginx. Found, or installed where that is allowed.
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bin, root, run, say } from '../server/scripts/project.mjs'

const isRoot = process.getuid?.() === 0
const hasApt = existsSync('/usr/bin/apt-get')

function apt(packages) {
  if (!isRoot || !hasApt) return false
  say(`Installing Debian's ${packages.join(' ')} ...`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = () =>
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { quiet: true, env })
  if (install() === 0) return true
  run('apt-get', ['update', '-qq'], { quiet: true, env })
  return install() === 0
}

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

async function installedBrowser() {
  const { chromium } = await import('playwright-core')
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...SYSTEM_BROWSERS]
  return candidates.find((path) => path && existsSync(path))
}

/**
 * A Chromium: Playwright's own, the system's, else it is installed.
 * @returns its path, or undefined with a word on what to do
 */
export async function findBrowser() {
  const found = await installedBrowser()
  if (found) return found
  if (!apt(['chromium'])) {
    say("Fetching Playwright's own Chromium ...")
    run(bin('playwright'), ['install', 'chromium'])
  }
  const now = await installedBrowser()
  if (!now) say('No browser was found and none could be installed. Install Chromium, or set CHROMIUM_PATH to it.')
  return now
}

function installedPostgres() {
  const base = '/usr/lib/postgresql'
  const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : []
  const onPath = (process.env.PATH ?? '').split(':')
  return [...versions.map((version) => join(base, version, 'bin')), ...onPath].find((folder) => {
    return folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))
  })
}

/**
 * The folder of Postgres' programs: the system's, else Debian's package is installed when root.
 * @returns undefined where there is none: the tests on Postgres are then skipped, and say so
 */
export function findPostgres() {
  const found = installedPostgres()
  if (found) return found
  if (apt(['postgresql'])) return installedPostgres()
  say('Postgres was not found and could not be installed: the tests on Postgres are skipped.')
  return undefined
}

const NGINX = join(root, 'node_modules/.cache/accord-tests/nginx')

/**
 * nginx: the system's, else Debian's package unpacked beside the tests. It is not installed: that would start a service.
 * @returns its path; undefined where there is none: what needs it is then skipped, and says so
 */
export function findNginx() {
  const program = [process.env.ACCORD_NGINX, '/usr/sbin/nginx', '/usr/bin/nginx', join(NGINX, 'usr/sbin/nginx')]
  const found = () => program.find((path) => path && existsSync(path))
  if (found() || !hasApt) return found()
  mkdirSync(NGINX, { recursive: true })
  const fetched = () => run('apt-get', ['download', '-qq', 'nginx'], { quiet: true, cwd: NGINX }) === 0
  if (!fetched() && isRoot) {
    run('apt-get', ['update', '-qq'], { quiet: true })
    fetched()
  }
  const packed = readdirSync(NGINX).find((file) => file.endsWith('.deb'))
  if (packed) run('dpkg-deb', ['-x', join(NGINX, packed), NGINX], { quiet: true })
  if (!found()) say('nginx was not found and could not be fetched: the walk behind it is skipped.')
  return found()
}
