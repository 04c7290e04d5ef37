import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ThreadRequest } from '@/lib/review/requests'
import { decideOpening } from '@/lib/review/speak'
import { addToThreads, NO_THREADS, openThreadCounts, threadsInOrder } from '@/lib/review/threads'
import { Book, edit, graphOf, PEOPLE, type PersonName, PUMP } from './picture'

describe('threads', () => {
  it('[REV7] tells who asked, who answered and who resolved it', () => {
    const book = new Book()
      .write('hana', 'thread.opened', { thread: 't1', element: 'C7', text: 'Is the time-out configurable?' })
      .write('mia', 'thread.replied', { thread: 't1', reply: 'r1', text: '1 to 60 minutes.' })
      .write('hana', 'thread.resolved', { thread: 't1' })
    const thread = addToThreads(NO_THREADS, book.entries).get('t1')
    expect(thread).toMatchObject({ element: 'C7', audience: 'all', by: PEOPLE.hana, resolved: { by: PEOPLE.hana } })
    expect(thread?.replies.map((reply) => [reply.by.name, reply.text])).toEqual([['M. Keller', '1 to 60 minutes.']])
    book.write('mia', 'thread.reopened', { thread: 't1' })
    expect(addToThreads(NO_THREADS, book.entries).get('t1')?.resolved).toBeUndefined()
  })

  it('[REV11] a thread of one side is marked so, and the shared chain cannot speak into it', () => {
    const book = new Book()
      .write('hana', 'thread.opened', { thread: 't1', element: 'C7', text: 'Can we bear this?' }, true)
      .write('mia', 'thread.replied', { thread: 't1', reply: 'r1', text: 'Overheard' })
      .write('mia', 'thread.resolved', { thread: 't1' }, true)
    const thread = addToThreads(NO_THREADS, book.entries).get('t1')
    expect(thread).toMatchObject({ audience: 'hdo', replies: [] })
    expect(thread?.resolved).toBeUndefined()
  })

  it('puts open threads first, the latest word on top, and counts the open ones by element', () => {
    const book = new Book()
      .write('hana', 'thread.opened', { thread: 'old', element: 'C7', text: 'a' })
      .write('hana', 'thread.opened', { thread: 'new', element: 'C8', text: 'b' })
      .write('hana', 'thread.opened', { thread: 'done', element: 'C7', text: 'c' })
      .write('mia', 'thread.resolved', { thread: 'done' })
      .write('mia', 'thread.replied', { thread: 'old', reply: 'r', text: 'd' })
    const threads = addToThreads(NO_THREADS, book.entries)
    expect(threadsInOrder(threads).map((thread) => thread.id)).toEqual(['old', 'new', 'done'])
    expect(threadsInOrder(threads, 'C7').map((thread) => thread.id)).toEqual(['old', 'done'])
    expect(openThreadCounts(threads)).toEqual(
      new Map([
        ['C7', 1],
        ['C8', 1],
      ]),
    )
  })

  it('[REV15] passes over what others do to somebody’s words, and keeps the trace of what their author does', () => {
    const book = new Book()
      .write('hana', 'thread.opened', { thread: 't1', element: 'C7', text: 'first', mentions: ['mia'] })
      .write('mia', 'thread.edited', { thread: 't1', text: 'forged' })
      .write('mia', 'thread.removed', { thread: 't1' })
      .write('hana', 'thread.edited', { thread: 't1', text: 'second' })
      .write('mia', 'thread.replied', { thread: 't1', reply: 'r1', text: 'answer' })
      .write('hana', 'thread.removed', { thread: 't1', reply: 'r1' })
      .write('mia', 'thread.removed', { thread: 't1', reply: 'r1' })
      .write('mia', 'thread.edited', { thread: 't1', reply: 'r1', text: 'back again' })
    const thread = addToThreads(NO_THREADS, book.entries).get('t1')
    expect(thread).toMatchObject({ text: 'second', edited: book.entries[3]?.at, earlier: [{ text: 'first' }] })
    expect(thread?.mentions).toBeUndefined()
    expect(thread?.replies).toMatchObject([
      { text: '', removed: book.entries[6]?.at, earlier: [{ text: 'answer', at: book.entries[4]?.at }] },
    ])
  })

  it('[REV17] tells what became of a suggestion: what the text says counts more than a refusal', () => {
    const applied = { thread: 't1', suggester: { id: 'hana', name: 'H. Novak' }, before: 'a', after: 'b' }
    const book = new Book()
      .write('hana', 'thread.opened', { thread: 't1', element: 'C7', text: 'Better so', suggestion: 'b' })
      .write('max', 'suggestion.declined', { thread: 't1', note: 'No' })
      .write('mia', 'suggestion.applied', applied)
      .write('max', 'suggestion.applied', applied)
      .write('max', 'suggestion.declined', { thread: 't1', note: 'Still no' })
    const thread = addToThreads(NO_THREADS, book.entries).get('t1')
    expect(thread?.outcome).toMatchObject({ state: 'applied', by: PEOPLE.mia, before: 'a', after: 'b' })
  })

  it('[REV26] a thread on a version is about what is frozen in it, even where the case has moved on', () => {
    const drawn = edit(PUMP, 'C8', { deleted: true })
    const open = (request: Partial<ThreadRequest>) => {
      const about = { audience: 'all' as const, text: 'Which duty is this?', ...request }
      const outcome = decideOpening(graphOf(drawn), new Map(), 'hdo', 't1', about)
      return outcome.ok ? outcome.value.body : outcome.refusal.code
    }
    expect(open({ proposal: 3 })).toMatchObject({ proposal: 3, element: 'C1' })
    expect(open({ proposal: 3, element: 'C8' })).toMatchObject({ proposal: 3, element: 'C8' })
    expect(open({ element: 'C8' })).toBe('element-not-found')
    expect(open({ proposal: 3, suggestion: 'Other words' })).toBe('invalid')
    const book = new Book().write('hana', 'thread.opened', { thread: 't1', element: 'C1', text: 'a', proposal: 3 })
    expect(addToThreads(NO_THREADS, book.entries).get('t1')?.proposal).toBe(3)
  })

  it('[REV7] gives the same threads in any portions and with the chains in any interleaving', () => {
    const act = fc.record({
      who: fc.constantFrom(...(Object.keys(PEOPLE) as PersonName[])),
      what: fc.constantFrom(
        'open',
        'open',
        'open',
        'reply',
        'resolve',
        'reopen',
        'edit',
        'remove',
        'assign',
        'apply',
        'decline',
      ),
      thread: fc.constantFrom('t1', 't2', 't3'),
      privately: fc.boolean(),
    })
    let built = 0
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 25 }),
        fc.nat(25),
        fc.shuffledSubarray(['shared', 'mdm', 'hdo'], { minLength: 3 }),
        (acts, cut, order) => {
          const book = new Book()
          acts.forEach(({ who, what, thread, privately }, at) => {
            // The server makes thread ids at random, so the ids of two chains never meet.
            const id = `${privately ? PEOPLE[who].side : 'all'}-${thread}`
            if (what === 'open')
              book.write(who, 'thread.opened', { thread: id, element: 'C7', text: `${at}`, suggestion: 's' }, privately)
            if (what === 'reply')
              book.write(who, 'thread.replied', { thread: id, reply: `r${at}`, text: `${at}` }, privately)
            const reply = at % 2 === 0 ? {} : { reply: `r${at - 1}` }
            if (what === 'edit') book.write(who, 'thread.edited', { thread: id, ...reply, text: `${at}` }, privately)
            if (what === 'remove') book.write(who, 'thread.removed', { thread: id, ...reply }, privately)
            if (what === 'assign') {
              book.write(who, 'thread.assigned', { thread: id, person: at % 3 ? 'mia' : null, name: 'M.' }, privately)
            }
            if (what === 'apply') {
              const suggester = { id: 'hana', name: 'H. Novak' }
              book.write(who, 'suggestion.applied', { thread: id, suggester, before: 'a', after: 's' }, privately)
            }
            if (what === 'decline') book.write(who, 'suggestion.declined', { thread: id, note: 'No' }, privately)
            if (what === 'resolve') book.write(who, 'thread.resolved', { thread: id }, privately)
            if (what === 'reopen') book.write(who, 'thread.reopened', { thread: id }, privately)
          })
          const whole = addToThreads(NO_THREADS, book.entries)
          built += whole.size
          const halves = addToThreads(addToThreads(NO_THREADS, book.entries.slice(0, cut)), book.entries.slice(cut))
          const byChain = order.flatMap((chain) => book.entries.filter((entry) => entry.chain === chain))
          expect(halves).toEqual(whole)
          const sorted = (threads: typeof whole) => [...threads].sort(([a], [b]) => (a < b ? -1 : 1))
          expect(sorted(addToThreads(NO_THREADS, byChain))).toEqual(sorted(whole))
        },
      ),
      { numRuns: 400 },
    )
    expect(built).toBeGreaterThan(200)
  })
})
