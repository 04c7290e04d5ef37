import { readFileSync } from 'node:fs'
import { type Verdict, verdictText } from '@/lib/agreement/verdict'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from './node-ed25519'

/** Exit codes of a check, for scripts. */
export const EXIT = { valid: 0, 'not-valid': 1, usage: 2, remarks: 3 } as const satisfies Record<
  Verdict['status'] | 'usage',
  number
>

/** Reads a file's bytes; `-` is standard input. */
export function readBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(file === '-' ? 0 : file))
}

/**
 * Checks one `.rab` file and says what it found on standard output.
 * @returns the exit code: 0 valid, 3 valid with remarks, 1 not valid, 2 when there is nothing to check
 */
export function verifyFile(args: readonly string[]): number {
  const files = args.filter((arg) => arg !== '--json')
  const [file] = files
  if (file === undefined || files.length > 1) {
    process.stderr.write('Say which file: verify FILE.rab [--json], or - for standard input.\n')
    return EXIT.usage
  }
  let bytes: Uint8Array
  try {
    bytes = readBytes(file)
  } catch {
    process.stderr.write(`${file} cannot be read.\n`)
    return EXIT.usage
  }
  const verdict = verifyBundle(bytes, verifyByNode)
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(verdict, null, 2)}\n` : verdictText(verdict))
  return EXIT[verdict.status]
}
