import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { CaseRoom, Me } from '@/components/workspace/room'
import { createValue } from '@/components/workspace/room-value'
import { createReader } from '@/lib/case/read'
import type { LedgerEntry } from '@/lib/wire/ledger'

export interface PastDocument {
  readonly seq: number
  /** When the change that led to this state was committed; absent before the first. */
  readonly at?: string
  /** Yjs update, v2 encoding. */
  readonly update: Uint8Array
  /** What people had said by then, oldest first. */
  readonly entries: readonly LedgerEntry[]
}

/**
 * A room that holds a state of the past: everything of the workspace can be read in it and nothing written. It has no
 * socket and leaves nothing on this device.
 */
export function openPastRoom(caseId: string, me: Me, past: PastDocument): { room: CaseRoom; destroy(): void } {
  const doc = new Y.Doc()
  Y.applyUpdateV2(doc, past.update)
  const awareness = new Awareness(doc)
  const reader = createReader(doc)
  const room: CaseRoom = {
    caseId,
    doc,
    awareness,
    reader,
    me: { ...me, rights: [] },
    status: createValue({ kind: 'saved' }),
    synced: createValue(true),
    role: createValue({ canEdit: false }),
    ledger: createValue(past.entries),
    people: createValue([]),
    past: { seq: past.seq, ...(past.at === undefined ? {} : { at: past.at }) },
  }
  return {
    room,
    destroy: () => {
      reader.destroy()
      awareness.destroy()
      doc.destroy()
    },
  }
}
