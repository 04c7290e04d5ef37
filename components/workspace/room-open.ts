import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createReader } from '@/lib/case/read'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import { assertNever } from '@/lib/gsn/outcome'
import { CLOSE_CODES, type CloseReason } from '@/lib/wire/close-codes'
import type { ControlMessage, Hello } from '@/lib/wire/control'
import { formatHeads } from '@/lib/wire/ledger'
import { replicaHash } from '@/lib/wire/replica-hash'
import { createLedgerFeed } from './ledger-feed'
import { knownEpoch, type OfflineCopy, openOfflineCopy, rememberEpoch } from './offline-copy'
import { keepRescueCopy } from './offline-rescue'
import type { CaseRoom, Me } from './room'
import { watchPeople } from './room-people'
import { type SaveState, Saving } from './room-saving'
import { openSocket, type SocketOptions } from './room-socket'
import { createValue } from './room-value'

export type RoomOptions = Partial<SocketOptions>

/**
 * Opens a case in this tab: the copy on this device first, then the server. Nothing is ever written into the document
 * here but what the person does.
 */
export function openRoom(caseId: string, me: Me, options: RoomOptions = {}): { room: CaseRoom; destroy(): void } {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const user = { id: me.id, name: me.name, ...(me.side === undefined ? {} : { side: me.side }) }
  // For my own screen; to the others the server says who I am.
  awareness.setLocalState({ user })
  const reader = createReader(doc)
  const ledger = createLedgerFeed()
  const { people, stop: stopPeople } = watchPeople(awareness)
  const status = createValue<SaveState>({ kind: 'connecting' }, sameState)
  const synced = createValue(false)
  const role = createValue({ canEdit: false }, (a, b) => a.canEdit === b.canEdit)

  let epoch = knownEpoch(me.id, caseId)
  let copy: OfflineCopy | undefined
  let granted: Hello['role'] = 'read'
  let caughtUp = false
  let differed = false
  let ended = false

  const saving = new Saving(
    (n) => socket.sendBarrier(n),
    (state) => {
      status.set(state)
      copy?.remember(saving.unsaved)
    },
  )
  const socket = openSocket(
    caseId,
    doc,
    awareness,
    params(),
    {
      connected: () => saving.connected(),
      synced: () => {
        caughtUp = true
        synced.set(true)
        allow()
        saving.synced()
      },
      disconnected: (why) => saving.disconnected(why),
      control,
      answered: (n) => saving.answered(n),
      ledger: (json) => {
        ledger.receive(json)
        socket.setParams(params())
      },
      refused,
    },
    { url: socketUrl(), random: Math.random, ...options },
  )

  function params(): Record<string, string> {
    const heads = formatHeads(ledger.heads())
    return {
      schema: String(SCHEMA_VERSION),
      ...(epoch === undefined ? {} : { epoch: String(epoch) }),
      ...(heads === '' ? {} : { ledger: heads }),
    }
  }

  function allow(): void {
    role.set({ canEdit: granted === 'edit' && caughtUp && status.get().kind !== 'refused' })
  }

  function control(message: ControlMessage): void {
    switch (message.type) {
      case 'hello':
        granted = message.role
        if (epoch === undefined) {
          epoch = message.epoch
          rememberEpoch(me.id, caseId, epoch)
          copy = openOfflineCopy(doc, me.id, caseId, epoch)
          socket.setParams(params())
        }
        allow()
        return
      case 'heartbeat':
        compare(message.hash)
        return
      case 'saved':
      case 'going-away':
        return
      default:
        assertNever(message)
    }
  }

  /** [SYN3] With nothing in flight my copy equals the server's. If not, fetch again; if still not, start afresh. */
  function compare(hash: string): void {
    if (!caughtUp || saving.unsaved > 0 || status.get().kind !== 'saved') return
    if (replicaHash(doc) === hash) {
      differed = false
      return
    }
    console.warn(`The copy of case ${caseId} in this tab differs from the server's.`)
    if (differed) void giveUp('This copy of the case differed from the server. Reload the page.')
    else {
      differed = true
      socket.reconnect()
    }
  }

  function refused(reason: CloseReason): void {
    const { retry, sentence } = CLOSE_CODES[reason]
    switch (retry) {
      case 'again':
        return
      case 'renew':
        // The changes stay here; they are sent when the person has signed in again, in this tab or another.
        saving.refused(sentence)
        allow()
        return
      case 'reload':
        if (reason === 'epoch-differs') void giveUp(sentence)
        else {
          saving.refused(sentence)
          allow()
        }
        return
      case 'never':
        void giveUp(sentence)
        return
      default:
        assertNever(retry)
    }
  }

  /** [SYN6] What was refused never leaves the server: keep it aside, and let the next page start from the server's copy. */
  async function giveUp(sentence: string): Promise<void> {
    const pending = saving.unsaved
    const kept =
      pending > 0 &&
      (await keepRescueCopy(doc, { personId: me.id, caseId, at: new Date().toISOString(), reason: sentence, pending }))
    saving.refused(kept ? `${sentence} What was not saved is kept on this device.` : sentence)
    allow()
    const old = copy
    copy = undefined
    rememberEpoch(me.id, caseId, undefined)
    // Nothing is deleted that could not be kept elsewhere.
    if (pending === 0 || kept) await old?.forget()
    else old?.close()
  }

  const onUpdate = (_bytes: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (transaction.local && !socket.isOrigin(origin)) saving.edited()
  }
  doc.on('update', onUpdate)

  const warn = (event: BeforeUnloadEvent) => {
    if (saving.unsaved > 0) event.preventDefault()
  }
  const retryIfSessionEnded = () => {
    const now = status.get()
    if (now.kind !== 'refused' || now.reason !== CLOSE_CODES['session-expired'].sentence) return
    saving.retried()
    socket.connect()
  }
  if (typeof window !== 'undefined') {
    window.addEventListener('beforeunload', warn)
    window.addEventListener('focus', retryIfSessionEnded)
  }

  void start()
  async function start(): Promise<void> {
    if (epoch !== undefined) {
      copy = openOfflineCopy(doc, me.id, caseId, epoch)
      const found = await Promise.race([copy?.loaded, after(COPY_PATIENCE_MS)])
      if (ended) return
      if (found !== undefined && found.pending > 0) saving.edited(found.pending)
      if (reader.graph().elements.size > 0) synced.set(true)
    }
    socket.connect()
  }

  return {
    room: { caseId, doc, awareness, reader, me, status, synced, role, ledger: ledger.entries, people },
    destroy: () => {
      ended = true
      if (typeof window !== 'undefined') {
        window.removeEventListener('beforeunload', warn)
        window.removeEventListener('focus', retryIfSessionEnded)
      }
      doc.off('update', onUpdate)
      stopPeople()
      socket.destroy()
      copy?.close()
      reader.destroy()
      awareness.destroy()
      doc.destroy()
    },
  }
}

/** A device whose storage does not answer must not keep anybody from the server. */
const COPY_PATIENCE_MS = 2_000

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms))
}

function socketUrl(): string {
  if (typeof location === 'undefined') return ''
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync`
}

function sameState(a: SaveState, b: SaveState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
