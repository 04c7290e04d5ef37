import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { projectRoot } from '@/server/root'

export interface Program {
  readonly child: ChildProcess
  /** Everything it has printed so far. */
  readonly out: () => string
  readonly err: () => string
  /** Resolves when standard output matches; rejects when the program ends before. */
  said(words: RegExp): Promise<string>
  /** Resolves with its exit code, or the signal's name. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}

/**
 * Bundles a TypeScript program as the production build does.
 * @param source  path from the project's folder
 * @returns the bundle's path and how to remove it
 */
export async function bundleProgram(source: string): Promise<{ file: string; remove: () => void }> {
  const root = projectRoot()
  // Inside the project, so that it finds the packages and the migrations.
  const folder = join(root, 'dist/tests', `${process.pid}-${source.replaceAll(/\W/g, '-')}`)
  mkdirSync(folder, { recursive: true })
  const { settings } = await import('../../server/scripts/bundle.mjs' as string)
  await build({ ...settings(folder), entryPoints: [{ in: source, out: 'program' }], sourcemap: false })
  return { file: join(folder, 'program.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Starts a bundled program in a process of its own. The caller sees to it that it ends. */
export function startProgram(file: string, args: readonly string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: projectRoot(),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const listeners = new Set<() => void>()
  child.stdout.on('data', (chunk) => {
    out += chunk
    for (const listener of listeners) listener()
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  return {
    child,
    out: () => out,
    err: () => err,
    ended,
    said: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = words.exec(out)
          if (match) resolve(match[0])
        }
        listeners.add(look)
        look()
        void ended.then((code) => reject(new Error(`It ended with ${code} before it said ${words}: ${out}${err}`)))
      }),
  }
}
