// What every script of this folder needs to know about the checkout. Plain Node: nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
export const distDir = process.env.ACCORD_DIST_DIR ?? '.next'
/** Where the server's bundle of this build lies: beside its Next build, so that two builds do not share one. */
export const bundleDir = join(root, 'dist', distDir.replace(/^\.next-?/, '') || 'server')

process.env.NEXT_TELEMETRY_DISABLED = '1'

/** Prints a line of progress to standard error: standard output is for results. */
export function say(words) {
  process.stderr.write(`${words}\n`)
}

/** Runs a command to its end. Its output goes to standard error unless `quiet`. @returns the exit code */
export function run(command, args, { quiet = false, env = {}, stdout, cwd = root } = {}) {
  const output = quiet ? 'ignore' : 2
  const result = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', stdout ?? output, output],
    env: { ...process.env, ...env },
  })
  return result.status ?? 1
}

/** The path of a program that an installed package brings. */
export function bin(name) {
  return join(root, 'node_modules/.bin', name)
}

/** Installs exactly what the lock file names, unless that was done already. Ends the process when it cannot. */
export function install() {
  const lock = digestOf(['package-lock.json', 'package.json'])
  const mark = join(root, 'node_modules/.accord-lock')
  const done = existsSync(mark) && readFileSync(mark, 'utf8') === lock
  if (done) return
  // A tree that npm itself has brought up to date since the lock was written needs no second install.
  if (!isInstalled()) {
    say('Installing what package-lock.json names ...')
    const code = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env: { NODE_ENV: 'development' } })
    if (code !== 0) {
      say('npm ci did not succeed. Look at its messages above; a working connection to the package registry is needed.')
      process.exit(1)
    }
  }
  writeFileSync(mark, lock)
}

function isInstalled() {
  const here = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(here)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(here, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    const installed = present[path]
    return installed === undefined ? optional === true : installed.version === version
  })
}

const SOURCES = ['app', 'catalog', 'components', 'lib', 'public', 'server']
const SINGLE = ['package-lock.json', 'next.config.mjs', 'proxy.ts', 'tsconfig.json', 'postcss.config.mjs']

/** A digest of everything a build is made from. */
export function sourceDigest() {
  const files = SOURCES.flatMap((folder) => filesIn(folder)).concat(
    SINGLE.filter((file) => existsSync(join(root, file))),
  )
  return digestOf(files.sort())
}

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`
    return statSync(join(root, path)).isDirectory() ? filesIn(path) : [path]
  })
}

function digestOf(files) {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Builds pages and server unless the sources are those of the last build. Ends the process when it cannot. */
export function buildIfNeeded() {
  const mark = join(bundleDir, 'sources')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sourceDigest() && existsSync(join(root, distDir, 'BUILD_ID')))
    return
  say('Building ...')
  if (run(process.execPath, [join(root, 'server/scripts/build.mjs')]) !== 0) {
    say('The build did not succeed. Look at its messages above.')
    process.exit(1)
  }
}

/** Remembers that the build is made from these sources. @param digest taken before building */
export function markBuilt(digest) {
  mkdirSync(bundleDir, { recursive: true })
  writeFileSync(join(bundleDir, 'sources'), digest)
}

/** Runs the server of the last build in this process. */
export async function runServer(args) {
  process.argv.splice(2, Infinity, ...args)
  stopWithParent()
  await import(pathToFileURL(join(bundleDir, 'main.js')).href)
}

/** npm's shell does not pass a signal on: when npm or the shell between is gone, stop as if it had. */
export function stopWithParent() {
  if (!process.env.npm_lifecycle_event) return
  const before = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

/** The parent and, where it can be read, its parent. */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'latin1')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return String(process.ppid)
  }
}
