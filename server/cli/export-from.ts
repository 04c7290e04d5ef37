import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ask, isOpenToOthers, remoteFrom } from './remote'
import { EXIT } from './verify-file'

const USAGE = `Say which case and in which format: accord export CASE --format F
  --format F        json, csv, xlsx, docx, pdf, svg, png, gsn-yaml, ltac, sacm, oscal
  --with KEY=VALUE  what a format asks for besides, such as reading=matrix; may be given several times
  --out FILE        where to; else standard output
  --dry-run         only say what the format has no place for
  --json            with --dry-run: the server's whole answer
ACCORD_URL is the server's address, ACCORD_TOKEN an API token that may read.
Exit code: 0 written whole, 3 written and something is not in it, 1 refused, 2 not understood or no answer.
`

/** Formats that have no place for everything, and say what is lost. */
const LOSSY: ReadonlySet<string> = new Set(['gsn-yaml', 'ltac', 'sacm'])

/**
 * `accord export CASE --format F`: takes a case of a running server along, as the person whose token it is.
 * @returns the exit code
 */
export async function exportFrom(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const asked = readArguments(args)
  if (asked === undefined) return fail(USAGE, EXIT.usage)
  const remote = remoteFrom(env)
  if (!remote.ok) return fail(`${remote.refusal.message}\n`, EXIT.usage)
  const { caseId, format, more, out, dryRun, json } = asked
  const binary = ['xlsx', 'docx', 'pdf', 'png'].includes(format)
  if (binary && !dryRun && out === undefined && process.stdout.isTTY) {
    return fail('This format is no text. Say where to with --out FILE.\n', EXIT.usage)
  }
  if (isOpenToOthers(remote.value)) process.stderr.write('The token travels over http, where others can read it.\n')
  const path = (extra: Record<string, string>) =>
    `/api/cases/${encodeURIComponent(caseId)}/export?${new URLSearchParams([...more.map((each) => [...each]), ...Object.entries({ format, ...extra })])}`
  let lost: readonly string[] = []
  if (dryRun || LOSSY.has(format)) {
    const told = await ask(remote.value, path({ 'dry-run': 'true' }))
    if (!told.ok) return refused(told.refusal)
    // What says nothing about it beforehand loses nothing.
    const isJson = told.value.headers.get('content-type')?.includes('json') === true
    const answer = isJson ? ((await told.value.json()) as { lost?: readonly string[] }) : {}
    lost = answer.lost ?? []
    for (const line of lost) process.stderr.write(`${line}\n`)
    if (dryRun) {
      process.stdout.write(
        json ? `${JSON.stringify(answer, null, 2)}\n` : lost.length === 0 ? 'Everything has its place in it.\n' : '',
      )
      return lost.length > 0 ? EXIT.remarks : EXIT.valid
    }
  }
  const answer = await ask(remote.value, path({}))
  if (!answer.ok) return refused(answer.refusal)
  const bytes = new Uint8Array(await answer.value.arrayBuffer())
  if (out === undefined) await new Promise<void>((done) => process.stdout.write(bytes, () => done()))
  else {
    try {
      writeFileSync(out, bytes)
    } catch {
      return fail(`${out} cannot be written.\n`, EXIT.usage)
    }
  }
  return lost.length > 0 ? EXIT.remarks : EXIT.valid
}

function refused({ code, message }: { readonly code: string; readonly message: string }): number {
  return fail(`${message}\n`, code === 'unreachable' ? EXIT.usage : 1)
}

function fail(words: string, code: number): number {
  process.stderr.write(words)
  return code
}

interface Asked {
  readonly caseId: string
  readonly format: string
  readonly more: readonly (readonly [string, string])[]
  readonly out: string | undefined
  readonly dryRun: boolean
  readonly json: boolean
}

function readArguments(args: readonly string[]): Asked | undefined {
  try {
    const options = {
      format: { type: 'string' },
      with: { type: 'string', multiple: true },
      out: { type: 'string' },
      'dry-run': { type: 'boolean' },
      json: { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [caseId, ...rest] = positionals
    const more = (values.with ?? []).map((word): [string, string] => {
      const at = word.indexOf('=')
      return [word.slice(0, Math.max(at, 0)), word.slice(at + 1)]
    })
    const named = more.every(([key]) => key !== '')
    if (caseId === undefined || rest.length > 0 || values.format === undefined || !named) return undefined
    const { format, out } = values
    return { caseId, format, more, out, dryRun: values['dry-run'] === true, json: values.json === true }
  } catch {
    return undefined
  }
}
