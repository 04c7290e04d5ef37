import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { Right, Side } from '@/lib/access/policy'
import type { CaseReader } from '@/lib/case/read'
import type { LedgerEntry } from '@/lib/wire/ledger'

/** Anything that holds a value and tells when it changed. */
export interface Store<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

/** Where my changes are, in the words the header shows. Saved means: committed in the server's store. */
export type SaveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'offline'; readonly pending: number }
  | { readonly kind: 'refused'; readonly reason: string }

export interface Me {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly side?: Side
  readonly rights: readonly Right[]
}

/** One connection of somebody who is in the case now. */
export interface Presence {
  readonly clientId: number
  readonly user: { readonly id: string; readonly name: string; readonly side?: Side }
  readonly focus?: { readonly element?: string; readonly view?: string }
  readonly textCaret?: {
    readonly element: string
    readonly field: string
    readonly anchor: unknown
    readonly head: unknown
  }
}

export interface CaseRoom {
  readonly caseId: string
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly reader: CaseReader
  readonly me: Me
  readonly status: Store<SaveState>
  readonly synced: Store<boolean>
  readonly role: Store<{ readonly canEdit: boolean }>
  readonly ledger: Store<readonly LedgerEntry[]>
  readonly people: Store<readonly Presence[]>
}

export declare function acquireRoom(caseId: string, me: Me): { room: CaseRoom; release(): void }
