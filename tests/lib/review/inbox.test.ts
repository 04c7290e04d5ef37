import { describe, expect, it } from 'vitest'
import { defaultCharter } from '@/lib/agreement/charter'
import { digestOf } from '@/lib/gsn/digest'
import { waitingFor } from '@/lib/review/inbox'
import { reviewState } from '@/lib/review/state'
import { countsInWords, pathOf, titleOf } from '@/lib/review/waiting-words'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { Book, edit, graphOf, PEOPLE, type PersonName, PUMP } from './picture'

const graph = graphOf(PUMP)
const ALL = ['read', 'comment', 'edit', 'approve', 'sign']

/** What waits for a person who may read what their side may, as "kind element". */
function waits(book: Book, who: PersonName, now = graph, rights: readonly string[] = ALL): string[] {
  const me = PEOPLE[who]
  const entries = book.entries.filter(
    ({ chain }) => chain === 'shared' || chain === me.side,
  ) as unknown as LedgerEntry[]
  return waitingFor(reviewState(now, entries), entries, { ...me, rights }).map(
    ({ kind, element, due }) => `${kind} ${element}${due === undefined ? '' : ` ${due}`}`,
  )
}

describe('what waits for a person', () => {
  it('[REV19] a mention waits until the person answers or the thread is resolved', () => {
    const book = new Book().write('hana', 'thread.opened', {
      thread: 't1',
      element: 'C7',
      text: '@M. Keller, is it so?',
      mentions: ['mia'],
    })
    expect(waits(book, 'mia')).toEqual(['mention C7'])
    expect(waits(book, 'max')).toEqual([])
    book.write('mia', 'thread.replied', { thread: 't1', reply: 'r1', text: 'It is.' })
    expect(waits(book, 'mia')).toEqual([])
    book.write('hana', 'thread.replied', { thread: 't1', reply: 'r2', text: '@M. Keller sure?', mentions: ['mia'] })
    expect(waits(book, 'mia')).toEqual(['mention C7'])
    book.write('hana', 'thread.edited', { thread: 't1', reply: 'r2', text: 'Sure?' })
    expect(waits(book, 'mia')).toEqual([])
    book.write('hana', 'thread.edited', { thread: 't1', text: '@M. Keller?', mentions: ['mia'] })
    book.write('aki', 'thread.resolved', { thread: 't1' })
    expect(waits(book, 'mia')).toEqual([])
  })

  it('[REV19] what is given to somebody waits for them, what is due first', () => {
    const book = new Book()
    for (const [thread, due] of [
      ['t1', undefined],
      ['t2', '2027-03-01'],
      ['t3', '2027-02-01'],
    ] as const) {
      book.write('hana', 'thread.opened', { thread, element: thread === 't1' ? 'C7' : thread, text: 'Look' }, true)
      book.write('hana', 'thread.assigned', { thread, person: 'aki', name: 'A. Osei', due }, true)
    }
    expect(waits(book, 'aki')).toEqual(['assigned t3 2027-02-01', 'assigned t2 2027-03-01', 'assigned C7'])
    expect(waits(book, 'mia')).toEqual([])
    book.write('aki', 'thread.assigned', { thread: 't3', person: null, name: '' }, true)
    book.write('aki', 'thread.resolved', { thread: 't2' }, true)
    expect(waits(book, 'aki')).toEqual(['assigned C7'])
  })

  it('[REV19] an approval of my side that went out of date waits for those who may renew it', () => {
    const book = new Book().approve('mia', graph, 'C7')
    const reworded = graphOf(edit(PUMP, 'Sn1', { statement: 'Other evidence' }))
    expect(waits(book, 'mia')).toEqual([])
    expect(waits(book, 'max', reworded)).toEqual(['stale C7'])
    expect(waits(book, 'max', reworded, ['read', 'comment'])).toEqual([])
    expect(waits(book, 'hana', reworded)).toEqual([])
  })

  it('[REV19] [REV24] what one change made stale in many claims waits as one thing', () => {
    const book = new Book()
    for (const claim of ['C1', 'C2', 'C3', 'C7', 'C8', 'C9']) book.approve('mia', graph, claim)
    const moved = graphOf(edit(edit(PUMP, 'CTXT1', { statement: 'Other wards' }), 'C3', { statement: 'Other words' }))
    const waiting = waitingFor(reviewState(moved, book.entries), book.entries as unknown as LedgerEntry[], {
      ...PEOPLE.max,
      rights: ALL,
    })
    expect(waiting.map((one) => titleOf(one))).toEqual([
      'Approve C1 again, or object',
      'Approve 4 claims again: CTXT1 changed',
      'Approve C3 again, or object',
    ])
    expect(countsInWords(waiting)).toBe('6 approvals out of date')
    expect(waiting.map((one) => pathOf('case', one))).toEqual([
      '/cases/case?element=C1&tab=review',
      '/cases/case?view=approvals',
      '/cases/case?element=C3&tab=review',
    ])
  })

  it('[REV19] an objection waits for the one who raised it', () => {
    const book = new Book().object('hana', graph, 'C7')
    expect(waits(book, 'hana')).toEqual(['objection C7'])
    expect(waits(book, 'aki')).toEqual([])
    expect(waits(book.lift('hana', 'C7'), 'hana')).toEqual([])
  })

  it('[REV19] a proposed version waits for those on the roster who have not signed', () => {
    const digest = 'a'.repeat(64)
    const opened = {
      proposal: 1,
      digest,
      caseDigest: digest,
      title: 'Version 1',
      supersedes: null,
      reason: '',
      accepted: 0,
      expires: '2027-01-01T00:00:00.000Z',
      quorum: { mdm: 1, hdo: 2 },
      roster: { mdm: ['mia'], hdo: ['hana', 'aki'] },
    }
    const signed = { proposal: 1, digest, side: 'hdo', statement: digest, envelope: digest }
    const entry = (kind: string, actor: PersonName, body: object) =>
      ({ chain: 'shared', seq: 1, at: '2026-11-12T10:00:00.000Z', kind, actor: PEOPLE[actor], body }) as LedgerEntry
    const of = (who: PersonName, entries: readonly LedgerEntry[]) =>
      waitingFor(reviewState(graph, []), entries, { ...PEOPLE[who], rights: ALL }).map(({ proposal }) => proposal)
    const open = [entry('proposal.opened', 'mia', opened)]
    expect([of('hana', open), of('aki', open), of('max', open)]).toEqual([[1], [1], []])
    const half = [...open, entry('proposal.signed', 'hana', signed)]
    expect([of('hana', half), of('aki', half)]).toEqual([[], [1]])
    const taken = [...half, entry('proposal.unsigned', 'hana', { ...signed, reason: 'Too early' })]
    expect([of('hana', taken), of('aki', taken)]).toEqual([[1], [1]])
    const whole = [
      ...half,
      entry('proposal.signed', 'aki', signed),
      entry('proposal.signed', 'mia', { ...signed, side: 'mdm' }),
    ]
    expect([of('hana', whole), of('aki', whole), of('mia', whole)]).toEqual([[], [], []])
    const force = entry('baseline.in-force', 'mia', { baseline: 1, proposal: 1, digest, supersedes: null })
    expect(of('aki', [...whole, force])).toEqual([])
  })

  it('[REV19] a charter waits for the administrators of the other side, a key for a second person of its own', () => {
    const terms = defaultCharter(
      { mdm: 'M', hdo: 'H' },
      { origin: 'https://a.example', servicePublicKey: '0'.repeat(64) },
    )
    const about = { charter: 1, digest: digestOf(terms) }
    const entry = (kind: string, actor: PersonName, body: object, seq: number) =>
      ({ chain: 'shared', seq, at: '2026-11-12T10:00:00.000Z', kind, actor: PEOPLE[actor], body }) as LedgerEntry
    const of = (who: PersonName, entries: readonly LedgerEntry[], rights: readonly string[] = [...ALL, 'administer']) =>
      waitingFor(reviewState(graph, []), entries, { ...PEOPLE[who], rights })
    const put = entry(
      'charter.proposed',
      'mia',
      { ...about, side: 'mdm', supersedes: null, terms, reason: 'To begin' },
      1,
    )
    const [charter] = of('hana', [put])
    expect(charter && [titleOf(charter), pathOf('case', charter)]).toEqual([
      `Read the charter that ${PEOPLE.mia.name} proposes, then adopt or decline it`,
      '/cases/case/agreement/charter',
    ])
    expect([of('mia', [put]), of('hana', [put], ['read', 'sign'])]).toEqual([[], []])
    expect(of('hana', [put, entry('charter.adopted', 'hana', { ...about, side: 'hdo' }, 2)])).toEqual([])

    const key = { person: PEOPLE.hana.id, side: 'hdo', credential: 'AAAA' }
    const enrolled = {
      ...key,
      name: 'Hana',
      publicKey: 'AA',
      algorithm: -7,
      label: 'Office',
      aaguid: '',
      backedUp: false,
    }
    const told = entry('passkey.enrolled', 'hana', { ...enrolled, attestation: '0'.repeat(64), rpId: 'a.example' }, 1)
    expect(of('aki', [told]).map(titleOf)).toEqual(['Make sure that the passkey of Hana is theirs'])
    expect([of('hana', [told]), of('mia', [told])]).toEqual([[], []])
    const checked = entry('passkey.checked', 'aki', { ...key, how: 'In person', reviewBy: '2028-01-01' }, 2)
    expect(of('aki', [told, checked])).toEqual([])
  })
})
