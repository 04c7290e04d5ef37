import * as Y from 'yjs'
import { checkTransaction } from '@/lib/case/schema-check'
import type { Outcome, Refusal } from '@/lib/gsn/outcome'
import { refuse } from '@/lib/gsn/outcome'
import type { CloseReason } from '@/lib/wire/close-codes'
import type { LogRow } from '../store/room-store'
import type { ClientBudget } from './client-budget'
import type { Connection } from './connection'
import type { Author } from './rooms'
import { inspectUpdate, mergeUpdates } from './update-check'

/** An accepted change that is not committed yet. */
export interface Staged {
  readonly by: Author
  /** The bytes of the document's own change event: what is stored and sent, never what the client wrote. */
  readonly bytes: Uint8Array
  readonly clients: ReadonlySet<number>
  /** The connection it came from; absent for the server's own edits. */
  readonly from?: Connection
}

/** Why a change was not accepted. `tainted`: the document may hold part of it and must be rebuilt. */
export interface Rejected {
  readonly close: CloseReason
  readonly refusal: Refusal
  readonly tainted: boolean
}

export type StageResult = { readonly staged: Staged | undefined } | { readonly rejected: Rejected }

/**
 * The document of a room between two commits: takes changes one by one, checks what each of them did, and knows what is
 * not committed yet. Pure but for Yjs: no store, no socket, no clock.
 */
export class Stage {
  readonly pending: Staged[] = []
  bytes = 0
  /** Client ids under which the server writes for people; nobody may send structs of theirs. */
  private readonly ownIds = new Map<string, number>()
  private readonly serverIds = new Set<number>()

  /**
   * @param doc    holds exactly what is committed
   * @param owners which person each client id belongs to, kept up to date here
   * @param budget how many new client ids are still allowed
   */
  constructor(
    readonly doc: Y.Doc,
    readonly owners: Map<number, string>,
    private readonly budget: ClientBudget,
  ) {}

  /** [SYN4] [SYN7] [FLD1] Applies an update of a connection. Nothing is applied when its bytes already show that it may not. */
  apply(by: Author, update: Uint8Array, from: Connection, mayEdit: boolean): StageResult {
    const content = inspectUpdate(this.doc, update)
    if (content === undefined) return reject('malformed', 'The update cannot be decoded.')
    if (content.empty) return { staged: undefined }
    if (!mayEdit) return reject('forbidden', 'This person may read the case but not edit it.')
    if (content.gap) return reject('malformed', 'The update leaves out changes it builds upon.')
    for (const client of content.clients) {
      if (this.serverIds.has(client) || (this.owners.get(client) ?? by.personId) !== by.personId) {
        return reject('forbidden', 'The update speaks for another person’s client.')
      }
    }
    const fresh = [...content.clients].filter((client) => !this.owners.has(client))
    if (!this.budget.take(from, by.personId, fresh)) return reject('too-large', 'The update brings too many clients.')
    const seen = this.watch(() => Y.applyUpdate(this.doc, update, from), by)
    if (seen.refusal !== undefined) {
      const close = seen.refusal.code === 'not-your-side' ? 'forbidden' : 'schema-violation'
      return { rejected: { close, refusal: seen.refusal, tainted: true } }
    }
    if (seen.error !== undefined) return reject('malformed', 'The update cannot be applied.', true)
    if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null) {
      return reject('malformed', 'The update leaves out changes it builds upon.', true)
    }
    return { staged: this.push(by, seen.updates, content.clients, from) }
  }

  /** Runs an edit of the server in the name of a person, with structs that are the person's own [SYN4]. */
  edit<T>(by: Author, fn: (doc: Y.Doc) => Outcome<T>, newId: () => number): { outcome: Outcome<T>; tainted: boolean } {
    const client = this.clientFor(by.personId, newId)
    this.doc.clientID = client
    let outcome: Outcome<T> | undefined
    const origin = { kind: 'command', name: 'server', by: by.personId }
    const seen = this.watch(() => {
      this.doc.transact(() => {
        outcome = fn(this.doc)
      }, origin)
    })
    const changed = seen.updates.length > 0
    if (outcome === undefined || !outcome.ok) {
      if (seen.error !== undefined && outcome === undefined) throw new EditFailed(seen.error, changed)
      return { outcome: outcome as Outcome<T>, tainted: changed }
    }
    if (changed) this.push(by, seen.updates, new Set([client]), undefined)
    return { outcome, tainted: false }
  }

  /** The rows to commit: one per person, and a new one where a server edit may build upon what came before it. */
  rows(head: number, at: string): LogRow[] {
    const rows: LogRow[] = []
    for (const group of grouped(this.pending)) {
      const { by } = group[0] as Staged
      rows.push({
        seq: head + rows.length + 1,
        personId: by.personId,
        ...(by.side === undefined ? {} : { side: by.side }),
        at,
        clientIds: [...new Set(group.flatMap((one) => [...one.clients]))],
        update: mergeUpdates(group.map((one) => one.bytes)),
      })
    }
    return rows
  }

  /** Client ids that no commit has bound yet, and whose they are. */
  unbound(): Map<number, string> {
    const ids = new Map<number, string>()
    for (const { by, clients } of this.pending) {
      for (const client of clients) if (!this.owners.has(client)) ids.set(client, by.personId)
    }
    return ids
  }

  /** The pending changes are in the store now. */
  committed(): void {
    for (const [client, person] of this.unbound()) this.owners.set(client, person)
    this.pending.length = 0
    this.bytes = 0
  }

  /** Takes over what was accepted but not committed, on a document rebuilt from the store. */
  restage(staged: readonly Staged[]): void {
    for (const one of staged) {
      Y.applyUpdate(this.doc, one.bytes, 'restage')
      this.pending.push(one)
      this.bytes += one.bytes.length
    }
  }

  private push(by: Author, updates: readonly Uint8Array[], clients: ReadonlySet<number>, from: Connection | undefined) {
    if (updates.length === 0) return undefined
    const bytes = mergeUpdates(updates)
    const staged: Staged = from === undefined ? { by, bytes, clients } : { by, bytes, clients, from }
    this.pending.push(staged)
    this.bytes += bytes.length
    return staged
  }

  private clientFor(personId: string, newId: () => number): number {
    let client = this.ownIds.get(personId)
    while (client === undefined || (this.owners.get(client) ?? personId) !== personId) client = newId()
    this.ownIds.set(personId, client)
    this.serverIds.add(client)
    return client
  }

  /** Runs a change and collects what the document says about it. @param by whose change it is, when it is to be checked */
  private watch(change: () => void, by?: Author): { updates: Uint8Array[]; refusal?: Refusal; error?: unknown } {
    const seen: { updates: Uint8Array[]; refusal?: Refusal; error?: unknown } = { updates: [] }
    const onUpdate = (bytes: Uint8Array) => seen.updates.push(bytes)
    const onTransaction = (transaction: Y.Transaction) => {
      if (by !== undefined) seen.refusal ??= checkTransaction(this.doc, transaction, by.side)
    }
    this.doc.on('update', onUpdate)
    this.doc.on('afterTransaction', onTransaction)
    try {
      change()
    } catch (error) {
      seen.error = error
    } finally {
      this.doc.off('update', onUpdate)
      this.doc.off('afterTransaction', onTransaction)
    }
    return seen
  }
}

/** A server edit threw. `tainted`: after it had changed the document. */
export class EditFailed extends Error {
  constructor(
    readonly reason: unknown,
    readonly tainted: boolean,
  ) {
    super('A server edit failed.', { cause: reason })
  }
}

function grouped(pending: readonly Staged[]): Staged[][] {
  const groups: Staged[][] = []
  let open = new Map<string, Staged[]>()
  for (const staged of pending) {
    if (staged.from === undefined) open = new Map()
    const group = open.get(staged.by.personId)
    if (group !== undefined) group.push(staged)
    else {
      const fresh = [staged]
      groups.push(fresh)
      open.set(staged.by.personId, fresh)
    }
    if (staged.from === undefined) open = new Map()
  }
  return groups
}

function reject(close: CloseReason, message: string, tainted = false): StageResult {
  return { rejected: { close, refusal: refuse(close, message).refusal, tainted } }
}
