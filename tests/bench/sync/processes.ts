import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const children = new Set<ChildProcess>()

/** Ends everything that was started here. */
export function endAll(): void {
  for (const child of children) child.kill('SIGKILL')
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Flags of Node itself. */
  readonly node?: readonly string[]
  readonly ipc?: boolean
}

/** Starts a bundled program in a process of its own, without this process's settings. */
export function start(file: string, args: readonly string[], { env = {}, node = [], ipc = false }: StartOptions) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [...node, file, ...args], {
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit', ...(ipc ? (['ipc'] as const) : [])],
    serialization: 'advanced',
  })
  children.add(child)
  child.on('close', () => children.delete(child))
  return child
}

/** Waits until a program has printed this. @throws when it ends before */
export function printed(child: ChildProcess, words: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout?.on('data', (chunk) => {
      out += chunk
      const match = words.exec(out)
      if (match) resolve(match)
    })
    child.on('close', (code) => reject(new Error(`A program ended with ${code} before it said ${words}.`)))
  })
}

/** Waits for a program's end. @returns its exit code */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.on('close', resolve))
}

/** Asks a program to end, and makes it after 20 seconds. */
export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended(child)
  clearTimeout(timer)
}

/** Ticks of a second in /proc: 100 on every Linux that Node runs on. */
const TICKS = 100

/** CPU seconds that a process has used, user and system. NaN where there is no /proc. */
export function cpuSeconds(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

/** CPU seconds that the whole machine has used. NaN where there is no /proc. */
export function machineCpuSeconds(): number {
  const [user, nice, system, , , irq, softirq, steal] = read('/proc/stat').split(/\s+/).slice(1).map(Number)
  return [user, nice, system, irq, softirq, steal].reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0) / TICKS
}

/** Memory of a process that is in RAM, MB. NaN where there is no /proc. */
export function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1]) / 1024
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
