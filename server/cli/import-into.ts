import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { IMPORT_FORMATS } from '@/lib/exchange/format-of-file'
import type { Refusal } from '@/lib/gsn/outcome'
import { ask, isOpenToOthers, remoteFrom } from './remote'
import { EXIT, readBytes } from './verify-file'

const USAGE = `Say into which case and which file: accord import CASE FILE
  FILE              - for standard input; then also --name
  --format F        ${IMPORT_FORMATS.join(', ')}; else told by the content
  --dry-run         only say what is in it
  --accept WORD     what to take of a file about the device: all, or KEY@CODE,KEY@CODE; may be given several times
  --no-controls     leave out what is recommended against a vulnerability
  --under ID        the element that an argument is to stand below
  --as-module       offer the top claims of an argument to other modules
  --name NAME       what the file is called
  --json            the server's whole answer
ACCORD_URL is the server's address, ACCORD_TOKEN an API token that may write.
Exit code: 0 all of it, 3 with something left out, 1 refused, 2 not understood or no answer.
`

interface Answer {
  readonly format: string
  readonly dryRun: boolean
  readonly title?: string
  readonly elements?: Readonly<Record<string, number>>
  readonly relations?: number
  readonly illegal?: readonly {
    readonly from: string
    readonly type: string
    readonly to: string
    readonly reason: string
  }[]
  readonly rows?: readonly unknown[]
  readonly added?: number
  readonly products?: readonly { readonly key: string; readonly name: string; readonly version?: string }[]
  readonly texts?: readonly { readonly key: string; readonly title: string }[]
  readonly suggestions?: readonly {
    readonly key: string
    readonly kind: string
    readonly capabilities: readonly string[]
    readonly title?: string
    readonly question?: string
    readonly about?: string
    readonly state?: string
    readonly answer?: string
    readonly taken: readonly string[]
    readonly controls?: readonly { readonly key: string; readonly side: string; readonly statement: string }[]
  }[]
  readonly problems?: readonly {
    readonly line?: number
    readonly path?: string
    readonly message?: string
    readonly reason?: string
  }[]
  readonly created?: readonly string[]
  readonly there?: number | readonly string[]
  readonly refused?: readonly { readonly key: string; readonly refusal: Refusal }[]
}

/**
 * `accord import CASE FILE`: brings a file into a case of a running server, as the person whose token it is.
 * @returns the exit code
 */
export async function importInto(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const asked = readArguments(args)
  if (asked === undefined) return fail(USAGE, EXIT.usage)
  const remote = remoteFrom(env)
  if (!remote.ok) return fail(`${remote.refusal.message}\n`, EXIT.usage)
  let bytes: Uint8Array
  try {
    bytes = readBytes(asked.file)
  } catch {
    return fail(`${asked.file} cannot be read.\n`, EXIT.usage)
  }
  if (isOpenToOthers(remote.value)) process.stderr.write('The token travels over http, where others can read it.\n')
  const body = new FormData()
  if (asked.accept.length > 0) body.append('accept', asked.accept.join('\n'))
  body.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), asked.name)
  const query = new URLSearchParams({ ...asked.query, format: asked.format, name: asked.name })
  const path = `/api/cases/${encodeURIComponent(asked.caseId)}/import?${query}`
  const outcome = await ask(remote.value, path, { method: 'POST', body })
  if (!outcome.ok) {
    const { code, message, details } = outcome.refusal
    const more = (details as { problems?: Answer['problems'] } | undefined)?.problems ?? []
    for (const each of more) process.stderr.write(`${place(asked.file, each)}: ${each.message ?? each.reason}\n`)
    const unreachable = code === 'unreachable'
    return fail(`${unreachable ? '' : `${place(asked.file, details)}: `}${message}\n`, unreachable ? EXIT.usage : 1)
  }
  const answer = (await outcome.value.json()) as Answer
  for (const each of answer.problems ?? []) {
    process.stderr.write(`${place(asked.file, each)}: ${each.message ?? each.reason}\n`)
  }
  for (const { from, type, to, reason } of answer.illegal ?? []) {
    process.stderr.write(`${asked.file} ${from} ${type} ${to}: taken and not counted (${reason}).\n`)
  }
  for (const { key, refusal } of answer.refused ?? [])
    process.stderr.write(`${asked.file} ${key}: ${refusal.message}\n`)
  process.stdout.write(asked.json ? `${JSON.stringify(answer, null, 2)}\n` : summary(answer))
  const left = (answer.problems?.length ?? 0) + (answer.illegal?.length ?? 0) + (answer.refused?.length ?? 0)
  return left > 0 ? EXIT.remarks : EXIT.valid
}

function fail(words: string, code: number): number {
  process.stderr.write(words)
  return code
}

function place(file: string, where: unknown): string {
  const { line, path } = (where ?? {}) as { line?: number; path?: string }
  return `${file}${line === undefined ? '' : `:${line}`}${path === undefined ? '' : ` ${path}`}`
}

function summary(answer: Answer): string {
  const lines: string[] = [[answer.format, answer.title].filter(Boolean).join(': ')]
  if (answer.elements !== undefined) {
    const kinds = Object.entries(answer.elements).map(([kind, count]) => `${count} ${kind}`)
    lines.push(`${kinds.join(', ')}, ${answer.relations ?? 0} relations`)
  }
  if (answer.rows !== undefined) lines.push(`${answer.rows.length} controls, ${answer.added ?? 0} of them new`)
  for (const each of answer.suggestions ?? []) {
    const words =
      each.kind === 'answer' ? `${each.question} ${each.about}: ${each.answer}` : `${each.title} (${each.state})`
    const there =
      each.taken.length > 0 ? `  [in the case for ${each.taken.map((code) => code || 'all').join(', ')}]` : ''
    lines.push(`${accept(each.key, each.capabilities[0])}  ${words}${there}`)
    for (const { key, side, statement } of each.controls ?? []) {
      lines.push(`  ${accept(key, each.capabilities[0])}  ${side}: ${statement.split('\n', 1)[0]?.slice(0, 100)}`)
    }
  }
  for (const { key, title } of answer.texts ?? []) lines.push(`${key}  ${title}`)
  for (const { key, name, version } of answer.products ?? []) {
    lines.push(`${key}  ${[name, version].filter(Boolean).join(' ')}`)
  }
  if (answer.dryRun) lines.push('Nothing was taken: this is what is in it.')
  else if (answer.created !== undefined) {
    const there = typeof answer.there === 'number' ? answer.there : (answer.there?.length ?? 0)
    lines.push(`${answer.created.length} elements added, ${there} were there already.`)
  } else if (answer.suggestions !== undefined) lines.push('Nothing was taken: say what with --accept.')
  return `${lines.join('\n')}\n`
}

function accept(key: string, capability: string | undefined): string {
  return capability === undefined ? key : `${key}@${capability}`
}

interface Asked {
  readonly caseId: string
  readonly file: string
  readonly name: string
  readonly format: string
  readonly accept: readonly string[]
  readonly query: Readonly<Record<string, string>>
  readonly json: boolean
}

function readArguments(args: readonly string[]): Asked | undefined {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const options = {
      ...{ format: text, under: text, name: text, accept: { ...text, multiple: true } as const },
      ...{ 'dry-run': flag, 'no-controls': flag, 'as-module': flag, json: flag },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const [caseId, file, ...more] = positionals
    if (caseId === undefined || file === undefined || more.length > 0) return undefined
    const { format = 'auto', name = file === '-' ? 'standard input' : basename(file) } = values
    const query = {
      ...(values['dry-run'] === true ? { 'dry-run': 'true' } : {}),
      ...(values['no-controls'] === true ? { controls: 'false' } : {}),
      ...(values['as-module'] === true ? { place: 'module' } : {}),
      ...(values.under === undefined ? {} : { under: values.under }),
    }
    // A key may hold a comma itself: the next one begins after a capability's code.
    const accepted = (values.accept ?? []).flatMap((word) => word.split(/(?<=@[A-Z]{4}),/))
    return { caseId, file, name, format, accept: accepted, query, json: values.json === true }
  } catch {
    return undefined
  }
}
