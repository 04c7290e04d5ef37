import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const VERSION = '12.12.1'

/**
 * Installs @xyflow/react into a folder of its own, unless it is there.
 * @returns where its modules are; undefined when the registry cannot be reached
 */
export function installXyflow(folder: string): string | undefined {
  const modules = join(folder, 'node_modules')
  const manifest = join(modules, '@xyflow/react/package.json')
  const there = () => existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === VERSION
  if (!there()) {
    mkdirSync(folder, { recursive: true })
    // React itself is the project's own, so that the page has one copy.
    const quiet = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const wanted = [`@xyflow/react@${VERSION}`]
    spawnSync('npm', ['install', '--prefix', folder, '--save-exact', ...quiet, ...wanted], { stdio: 'ignore' })
  }
  return there() ? modules : undefined
}
