import { describe, expect, it } from 'vitest'
import { createReviewStore } from '@/components/review/review-store'
import { headsOf, newsAfter, ReadMark } from '@/components/review/unread'
import { reviewState } from '@/lib/review/state'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { Book, edit, graphOf, PUMP } from '../../lib/review/picture'
import { Settable } from '../element/pair'

describe('the live review', () => {
  it('[REV7] tells words at once, an edit a moment later, and always ends where a reading from scratch does', () => {
    const waiting: (() => void)[] = []
    const graph = new Settable(graphOf(PUMP))
    const ledger = new Settable<readonly LedgerEntry[]>([])
    const store = createReviewStore(graph, ledger, (run) => {
      waiting.push(run)
      return () => void waiting.splice(waiting.indexOf(run), 1)
    })
    let told = 0
    const stop = store.subscribe(() => told++)
    expect(store.get().claims.get('C7')?.status).toBe('open')

    const book = new Book().approve('mia', graph.get(), 'C7').approve('hana', graph.get(), 'C7')
    ledger.set(book.entries.slice(0, 1) as LedgerEntry[])
    ledger.set([...book.entries] as LedgerEntry[])
    expect(told).toBe(2)
    expect(store.get().claims.get('C7')?.status).toBe('agreed')

    graph.set(graphOf(edit(PUMP, 'Sn1', { statement: 'Other' })))
    graph.set(graphOf(edit(PUMP, 'Sn1', { statement: 'Others' })))
    expect(store.get().claims.get('C7')?.status).toBe('agreed')
    expect(waiting).toHaveLength(1)
    waiting[0]?.()
    expect(told).toBe(3)
    const scratch = reviewState(graph.get(), book.entries)
    expect(store.get().claims).toEqual(scratch.claims)
    expect(store.get().claims.get('C7')?.status).toBe('stale')
    stop()
  })

  it('counts as news what others wrote after I looked, in each chain by itself', () => {
    const book = new Book()
      .write('hana', 'thread.opened', { thread: 't1', element: 'C7', text: 'a' })
      .write('mia', 'thread.replied', { thread: 't1', reply: 'r1', text: 'b' })
      .write('max', 'thread.opened', { thread: 't2', element: 'C7', text: 'c' }, true)
    const entries = book.entries as unknown as LedgerEntry[]
    const shelf = new Map<string, string>()
    const kept = {
      getItem: (key: string) => shelf.get(key) ?? null,
      setItem: (key: string, value: string) => void shelf.set(key, value),
      removeItem: (key: string) => void shelf.delete(key),
    }
    const mark = new ReadMark(kept, 'mark')
    expect(mark.get()).toBeUndefined()
    mark.readTo(headsOf(entries.slice(0, 1)))
    const heads = new ReadMark(kept, 'mark').get()
    expect(heads).toEqual({ shared: 1, mdm: 0, hdo: 0 })
    expect(newsAfter(entries, heads!, 'mia').map((entry) => entry.actor.name)).toEqual(['M. Brandt'])
    mark.readTo(headsOf([]))
    expect(mark.get()).toEqual(heads)
  })
})
