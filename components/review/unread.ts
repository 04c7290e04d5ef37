'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { useLedger, useRoom, useSaveState } from '@/components/workspace/CaseContext'
import { type LedgerEntry, type LedgerHeads, NO_HEADS } from '@/lib/wire/ledger'
import type { Shelf } from './drafts'

/** Kinds that somebody may want to read when another person writes them. */
const TOLD = new Set<LedgerEntry['kind']>([
  'thread.opened',
  'thread.replied',
  'thread.resolved',
  'thread.reopened',
  'thread.edited',
  'thread.removed',
  'thread.assigned',
  'suggestion.applied',
  'suggestion.declined',
  'approval.given',
  'approval.objected',
  'approval.lifted',
])

/** Entries of the review by other people after these heads, oldest first. */
export function newsAfter(entries: readonly LedgerEntry[], heads: LedgerHeads, me: string): readonly LedgerEntry[] {
  return entries.filter((entry) => entry.seq > heads[entry.chain] && entry.actor.id !== me && TOLD.has(entry.kind))
}

export function headsOf(entries: readonly LedgerEntry[]): LedgerHeads {
  const heads = { ...NO_HEADS }
  for (const { chain, seq } of entries) heads[chain] = Math.max(heads[chain], seq)
  return heads
}

/** How far I have read the review of one case, kept on this device. */
export class ReadMark {
  private heads: LedgerHeads | undefined
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly shelf: Shelf | undefined,
    private readonly shelfKey: string,
  ) {
    this.heads = this.kept()
  }

  /** Undefined before the first visit: then nothing is news yet. */
  get = (): LedgerHeads | undefined => this.heads

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Everything up to these heads is read. Never goes back. */
  readTo = (heads: LedgerHeads): void => {
    const before = this.heads
    const after = {
      shared: Math.max(before?.shared ?? 0, heads.shared),
      mdm: Math.max(before?.mdm ?? 0, heads.mdm),
      hdo: Math.max(before?.hdo ?? 0, heads.hdo),
    }
    if (before !== undefined && before.shared === after.shared && before.mdm === after.mdm && before.hdo === after.hdo)
      return
    this.heads = after
    try {
      this.shelf?.setItem(this.shelfKey, JSON.stringify(after))
    } catch {
      // Without a shelf the mark lives as long as the page.
    }
    for (const listener of [...this.listeners]) listener()
  }

  private kept(): LedgerHeads | undefined {
    try {
      const kept: unknown = JSON.parse(this.shelf?.getItem(this.shelfKey) ?? 'null')
      if (typeof kept !== 'object' || kept === null) return undefined
      const { shared, mdm, hdo } = kept as Partial<LedgerHeads>
      return [shared, mdm, hdo].every(Number.isSafeInteger) ? (kept as LedgerHeads) : undefined
    } catch {
      return undefined
    }
  }
}

const marks = new Map<string, ReadMark>()

export function useReadMark(): ReadMark {
  const { caseId, me } = useRoom()
  return useMemo(() => {
    const key = `accord:read:${caseId}:${me.id}`
    let mark = marks.get(key)
    if (mark === undefined) {
      mark = new ReadMark(typeof window === 'undefined' ? undefined : window.localStorage, key)
      marks.set(key, mark)
    }
    return mark
  }, [caseId, me.id])
}

/** How many entries of others I have not seen. Nothing counts before this page has caught up for the first time. */
export function useUnreadCount(): number {
  const { me } = useRoom()
  const mark = useReadMark()
  const heads = useSyncExternalStore(mark.subscribe, mark.get, () => undefined)
  const entries = useLedger()
  return useMemo(() => (heads === undefined ? 0 : newsAfter(entries, heads, me.id).length), [entries, heads, me.id])
}

/** Whether the server has told this page everything that was there when it came. */
export function useCaughtUp(): boolean {
  const { kind } = useSaveState()
  return kind === 'saved' || kind === 'saving'
}
