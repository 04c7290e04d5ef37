import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Expected, Verdict } from '@/lib/agreement/verdict'
import { verdictText } from '@/lib/agreement/verdict'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from './node-ed25519'

/** Exit codes of a check, for scripts. */
export const EXIT = { valid: 0, 'not-valid': 1, usage: 2, remarks: 3 } as const satisfies Record<
  Verdict['status'] | 'usage',
  number
>

const USAGE = `Say which file: verify FILE.rab [--json], or - for standard input.
  --digest HEX      the digest you expect, from your receipt
  --key HEX         the key of the service you expect
  --head SIZE:HEX   where the history stood when you last saw it; may be given several times
`

/** Reads a file's bytes; `-` is standard input. */
export function readBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(file === '-' ? 0 : file))
}

/**
 * Checks one `.rab` file and says what it found on standard output.
 * @returns the exit code: 0 valid, 3 valid with remarks, 1 not valid, 2 when there is nothing to check
 */
export function verifyFile(args: readonly string[]): number {
  const asked = readArguments(args)
  if (asked === undefined) {
    process.stderr.write(USAGE)
    return EXIT.usage
  }
  let bytes: Uint8Array
  try {
    bytes = readBytes(asked.file)
  } catch {
    process.stderr.write(`${asked.file} cannot be read.\n`)
    return EXIT.usage
  }
  const verdict = verifyBundle(bytes, verifyByNode, asked.expected)
  process.stdout.write(asked.json ? `${JSON.stringify(verdict, null, 2)}\n` : verdictText(verdict))
  return EXIT[verdict.status]
}

function readArguments(args: readonly string[]): { file: string; json: boolean; expected: Expected } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        digest: { type: 'string' },
        key: { type: 'string' },
        head: { type: 'string', multiple: true },
      },
    })
    const [file, ...more] = positionals
    const hex = [values.digest, values.key].every((each) => each === undefined || /^[0-9a-f]{64}$/.test(each))
    const heads = (values.head ?? []).map((each) => /^(\d{1,9}):([0-9a-f]{64})$/.exec(each))
    if (file === undefined || more.length > 0 || !hex || heads.includes(null)) return undefined
    const expected: Expected = {
      ...(values.digest === undefined ? {} : { digest: values.digest }),
      ...(values.key === undefined ? {} : { serviceKey: values.key }),
      heads: heads.flatMap((parts) => (parts === null ? [] : [{ size: Number(parts[1]), head: parts[2] ?? '' }])),
    }
    return { file, json: values.json === true, expected }
  } catch {
    return undefined
  }
}
