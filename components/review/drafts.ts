'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { isReviewClass, type Passage, type ReviewClass } from '@/lib/review/entries'
import { passage as passageSchema } from '@/lib/wire/ledger'

/** Something that is being written and has not been sent. */
export interface Draft {
  readonly text: string
  readonly audience: 'all' | 'side'
  /** The words that were marked, when it is about some only. */
  readonly passage?: Passage
  /** A proposed wording for them, or for the statement. */
  readonly suggestion?: string
  /** What the comment asks about the argument. */
  readonly class?: ReviewClass
  /** The key of the last attempt to send exactly this: sending it again cannot say it twice. */
  readonly key?: string
}

const EMPTY: Draft = { text: '', audience: 'all' }

/** Where drafts outlive a reload; tests bring a map of their own. */
export interface Shelf {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/**
 * [REV13] Everything half-written in one case by one person: by slot (`comment:<element>`, `reply:<thread>`,
 * `object:<claim>`). It survives choosing another element, a failed send and a reload of this tab.
 */
export class Drafts {
  private readonly slots = new Map<string, Draft>()
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly shelf: Shelf | undefined,
    private readonly shelfKey: string,
  ) {
    for (const [slot, draft] of readShelf(shelf, shelfKey)) this.slots.set(slot, draft)
  }

  get = (slot: string): Draft => this.slots.get(slot) ?? EMPTY

  /** Changes a draft. Other words or another audience are another thing to say, so the key of an attempt goes. */
  write = (slot: string, change: Partial<Omit<Draft, 'key'>>): void => {
    const { key: _, ...before } = this.get(slot)
    this.put(slot, { ...before, ...change })
  }

  /** The key to send this draft under: the same one until the draft changes. */
  keyFor = (slot: string, fresh: () => string): string => {
    const draft = this.get(slot)
    const key = draft.key ?? fresh()
    if (draft.key === undefined) this.put(slot, { ...draft, key })
    return key
  }

  /** Forgets what was sent, unless it was changed while it was on its way. */
  sent = (slot: string, key: string): void => {
    const draft = this.get(slot)
    if (draft.key !== key) return
    // The audience stays: who speaks to their own side in one remark mostly goes on so.
    this.put(slot, { text: '', audience: draft.audience })
  }

  /** The server has said no to this attempt: the next one is another act. */
  refused = (slot: string): void => this.write(slot, {})

  clear = (slot: string): void => this.put(slot, EMPTY)

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private put(slot: string, draft: Draft): void {
    if (isEmpty(draft)) this.slots.delete(slot)
    else this.slots.set(slot, draft)
    try {
      if (this.slots.size === 0) this.shelf?.removeItem(this.shelfKey)
      else this.shelf?.setItem(this.shelfKey, JSON.stringify([...this.slots]))
    } catch {
      // A full or forbidden shelf costs the survival of a reload, nothing else.
    }
    for (const listener of [...this.listeners]) listener()
  }
}

function readShelf(shelf: Shelf | undefined, key: string): [string, Draft][] {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(key) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter(
      (pair): pair is [string, Draft] => Array.isArray(pair) && typeof pair[0] === 'string' && isDraft(pair[1]),
    )
  } catch {
    return []
  }
}

function isEmpty({ text, audience, passage, suggestion, class: asks }: Draft): boolean {
  return text === '' && audience === 'all' && [passage, suggestion, asks].every((part) => part === undefined)
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false
  const { text, audience, passage, suggestion, class: asks } = value as Partial<Draft>
  if (suggestion !== undefined && typeof suggestion !== 'string') return false
  if (passage !== undefined && !passageSchema.safeParse(passage).success) return false
  if (asks !== undefined && !isReviewClass(asks)) return false
  return typeof text === 'string' && (audience === 'all' || audience === 'side')
}

const byShelf = new Map<string, Drafts>()

/** My drafts in this case. */
export function useDrafts(): Drafts {
  const { caseId, me } = useRoom()
  return useMemo(() => {
    const key = `accord:drafts:${caseId}:${me.id}`
    let drafts = byShelf.get(key)
    if (drafts === undefined) {
      drafts = new Drafts(typeof window === 'undefined' ? undefined : window.sessionStorage, key)
      byShelf.set(key, drafts)
    }
    return drafts
  }, [caseId, me.id])
}

/** One draft, live. */
export function useDraft(slot: string): Draft {
  const drafts = useDrafts()
  const read = () => drafts.get(slot)
  return useSyncExternalStore(drafts.subscribe, read, () => EMPTY)
}
