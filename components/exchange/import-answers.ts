import type { FileProblem } from '@/lib/exchange/argument-file'
import type { OwnControlRow } from '@/lib/exchange/control-table'
import type { ImportFormat } from '@/lib/exchange/format-of-file'
import type { ShownFacts } from '@/lib/exchange/shown-facts'
import type { Kind } from '@/lib/gsn/kinds'
import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'

/** What the server understood of a file about a device. */
export interface FactsAnswer extends ShownFacts {
  readonly format: 'csaf' | 'cyclonedx' | 'mds2'
  readonly held: Readonly<Record<string, readonly string[]>>
  readonly open: readonly string[]
  readonly mayTake: boolean
}

/** What it understood of an argument. */
export interface ArgumentAnswer {
  readonly format: 'gsn-yaml' | 'ltac' | 'sacm' | 'tea'
  readonly title: string
  readonly elements: Readonly<Record<string, number>>
  readonly relations: number
  readonly challenges: number
  readonly problems: readonly FileProblem[]
  readonly illegal: readonly {
    readonly from: string
    readonly type: string
    readonly to: string
    readonly reason: string
  }[]
  readonly list?: readonly {
    readonly id: string
    readonly name: string
    readonly kind: Kind
    readonly statement: string
    readonly line?: number
    readonly there: boolean
  }[]
  readonly mayTake: boolean
}

/** What it understood of a case of Accord. */
export interface CaseAnswer {
  readonly format: 'json'
  readonly title: string
  readonly elements: Readonly<Record<string, number>>
  readonly bin: number
  readonly relations: number
  readonly patterns: number
  readonly problems: readonly FileProblem[]
  readonly clashes: readonly string[]
  readonly mayTake: boolean
}

/** What it understood of an organisation's control table. */
export interface ControlsAnswer {
  readonly format: 'controls'
  readonly rows: readonly OwnControlRow[]
  readonly problems: readonly { readonly line: number; readonly reason: string }[]
  readonly notes: readonly { readonly line: number; readonly reason: string }[]
  readonly columns: Readonly<Record<string, string>>
  readonly added: number
  readonly unchanged: number
  readonly missing: number
  readonly removed: number
  readonly mayTake: boolean
}

export type ImportAnswer = FactsAnswer | ArgumentAnswer | CaseAnswer | ControlsAnswer

/** What came of taking something, as far as it was told. */
export interface TakenAnswer {
  readonly created?: readonly string[]
  readonly there?: readonly string[] | number
  readonly refused?: readonly { readonly key: string; readonly refusal: Refusal }[]
  readonly differing?: readonly { readonly element: string; readonly name: string; readonly inFile: string }[]
  readonly renamed?: readonly { readonly element: string; readonly name: string; readonly inFile: string }[]
  readonly held?: Readonly<Record<string, readonly string[]>>
  readonly open?: readonly string[]
}

export function isFacts(answer: ImportAnswer): answer is FactsAnswer {
  return answer.format === 'csaf' || answer.format === 'cyclonedx' || answer.format === 'mds2'
}

export function isArgument(answer: ImportAnswer): answer is ArgumentAnswer {
  return ['gsn-yaml', 'ltac', 'sacm', 'tea'].includes(answer.format)
}

export interface Asked {
  readonly format: ImportFormat | 'auto'
  /** Absent: the file's own name. */
  readonly name?: string
  readonly query?: Readonly<Record<string, string>>
  /** What is too long for an address. */
  readonly fields?: Readonly<Record<string, string>>
}

/** Sends a file to be looked at or taken. Every way it can fail comes back as a refusal with a sentence. */
export async function sendFile<T>(path: string, file: File, asked: Asked, signal?: AbortSignal): Promise<Outcome<T>> {
  const { format, name = file.name, query = {}, fields = {} } = asked
  const words = new URLSearchParams({ format, name, ...query })
  let body: File | FormData = file
  if (Object.keys(fields).length > 0) {
    body = new FormData()
    for (const [field, value] of Object.entries(fields)) body.append(field, value)
    body.append('file', file)
  }
  try {
    const answer = await fetch(`${path}?${words}`, {
      method: 'POST',
      ...(body === file ? { headers: { 'Content-Type': 'application/octet-stream' } } : {}),
      body,
      ...(signal === undefined ? {} : { signal }),
    })
    const json = (await answer.json().catch(() => undefined)) as (T & { error?: Refusal }) | undefined
    if (answer.ok && json !== undefined) return ok(json)
    if (json?.error !== undefined) return refuse(json.error.code, json.error.message, json.error.details)
    return refuse('failed', 'The server could not do this. Try again in a moment.')
  } catch {
    // A file that was changed or moved since it was chosen fails here, too.
    return refuse('offline', 'The file could not be sent. Check your connection, choose the file again and try again.')
  }
}

/** Says "1 element", "2,000 elements". */
export function inWords(count: number, what: string, many = `${what}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? what : many}`
}
