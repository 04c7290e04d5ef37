import type * as Y from 'yjs'
import { z } from 'zod'
import type { Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { type Change, type Writer, write } from './write'
import { isKey } from './ydoc'

/** A file as the server keeps it for one case. */
export interface StoredFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** What its first bytes say that it is, such as `application/pdf`. */
  readonly type: string
}

/** What a command needs from outside: randomness, time and the person. */
export interface CommandContext {
  /** A new random element id, `[A-Za-z0-9_-]{1,64}`. */
  readonly ids: () => string
  /** Server time, ISO 8601 with milliseconds. */
  readonly at: string
  /** The person's id. */
  readonly by: string
  /** The person's name, for what is recorded with it. */
  readonly name?: string
  /** The side that the person speaks for; absent for people without one, who write no field of a side. [FLD1] */
  readonly side?: Side | undefined
  /** The case's stored files that this person may attach, by SHA-256; only the server knows them. */
  readonly files?: ReadonlyMap<string, StoredFile>
}

export interface CommandResult {
  readonly created: readonly ElementId[]
  readonly changes: readonly Change[]
}

/** One verb that writes the case. `server: true` runs only under the case's lock, because it hands out names. */
export interface Command<A> {
  readonly args: z.ZodType<A>
  readonly server: boolean
  /** The right it takes; `edit` unless it says otherwise. */
  readonly act?: 'edit' | 'approve'
  /** What was done, for the undo notice: "added a risk". */
  readonly did: string
  readonly run: (doc: Y.Doc, args: A, context: CommandContext) => Outcome<CommandResult>
}

export const elementId = z.string().refine(isKey, 'An element id is made of letters, digits, - and _.')

/** Runs the writes of one command in one transaction and answers with what they changed. */
export function done(
  doc: Y.Doc,
  name: string,
  context: CommandContext,
  body: (writer: Writer) => void,
): Outcome<CommandResult> {
  const writer = write(doc, { kind: 'command', name, by: context.by }, body)
  return ok({ created: writer.created, changes: writer.changes })
}

/** Keeps the type of the arguments between schema and run. */
export function command<A>(spec: Command<A>): Command<A> {
  return spec
}
