import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What Accord is measured against, and the stock clients of both, in exactly these versions. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@y/websocket-server': '0.1.1',
  '@hocuspocus/server': '3.4.4',
  '@hocuspocus/provider': '3.4.4',
  'y-websocket': '3.1.0',
  yjs: '13.6.33',
  'y-protocols': '1.0.7',
  ws: '8.23.0',
}

/**
 * Installs the peers into a folder of their own, unless they are there.
 * @returns whether they are there now
 */
export function installPeers(folder: string): boolean {
  const modules = join(folder, 'node_modules')
  if (!complete(modules)) {
    mkdirSync(folder, { recursive: true })
    const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`)
    const quiet = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    spawnSync('npm', ['install', '--prefix', folder, '--save-exact', ...quiet, ...wanted], { stdio: 'ignore' })
    if (!complete(modules)) return false
  }
  leaveOutPersistence(modules)
  return true
}

function complete(modules: string): boolean {
  return Object.entries(PACKAGES).every(([name, version]) => {
    const manifest = join(modules, name, 'package.json')
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version
  })
}

/** @y/websocket-server names this optional package even when it keeps everything in memory, as here. */
function leaveOutPersistence(modules: string): void {
  const folder = join(modules, 'y-leveldb')
  if (existsSync(folder)) return
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"name":"y-leveldb","version":"0.0.0","type":"module","main":"none.js"}')
  writeFileSync(join(folder, 'none.js'), 'export const LeveldbPersistence = undefined\n')
}
