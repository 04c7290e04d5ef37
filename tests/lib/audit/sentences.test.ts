import { describe, expect, it } from 'vitest'
import { auditCsv, auditLines } from '@/lib/audit/audit-line'
import { FAMILIES, familyOf } from '@/lib/audit/families'
import { filterAudit } from '@/lib/audit/filter'
import { hasSentence, sentenceOf } from '@/lib/audit/sentences'
import { EVENTS, type LedgerEntry } from '@/lib/wire/ledger'
import { HANA, MARA, Story } from '../../support/agreement'

const NAMES = new Map([
  ['e1', 'C8-ALOF-1-1'],
  ['e2', 'C2-AUDT'],
])

function told(kind: string, body: unknown, actor = MARA): string {
  return sentenceOf({ kind, body, actor } as never, NAMES, new Map([['t1', 'e1']]))
}

/** A day at a workshop, in the shared chain and in the hospital's own. */
function someHistory(): readonly LedgerEntry[] {
  const story = new Story()
  story.add('case.created', { title: 'Pump <b>', template: 'blank' }, MARA, '2026-11-20T09:00:00.000Z')
  story.add('thread.opened', { thread: 't1', element: 'e1', text: 'Who locks it?' }, HANA, '2026-11-21T09:00:00.000Z')
  story.add('thread.replied', { thread: 't1', reply: 'r1', text: 'We do.' }, MARA, '2026-11-21T10:00:00.000Z')
  story.add('approval.given', { claim: 'e2', digests: {} }, HANA, '2026-11-22T09:00:00.000Z')
  story.add('thread.edited', null, HANA, '2026-11-22T10:00:00.000Z')
  return story.entries as unknown as readonly LedgerEntry[]
}

describe('the history in sentences', () => {
  it('[AUD2] has a sentence for every kind of entry that the ledger knows', () => {
    expect(Object.keys(EVENTS).filter((kind) => !hasSentence(kind))).toEqual([])
  })

  it('[AUD2] says who did what to what, with sides and elements by name', () => {
    expect(told('thread.opened', { thread: 't', element: 'e1', text: 'Who  locks\nit?' }, HANA)).toBe(
      'Hana Novak (Hospital) commented on C8-ALOF-1-1: “Who locks it?”',
    )
    expect(told('thread.replied', { thread: 't1', reply: 'r', text: 'We.' })).toContain('a comment on C8-ALOF-1-1')
    expect(told('participant.set', { person: 'x', name: 'Lee', side: 'hdo', rights: ['sign'] })).toBe(
      'Mara Keller (Manufacturer) gave Lee (Hospital) these rights: sign agreements for their side.',
    )
    expect(
      told(
        'proposal.refused',
        { proposal: 2, side: 'hdo', code: 'risk', text: 'Too high', elements: ['e1', 'gone'] },
        HANA,
      ),
    ).toBe(
      'Hana Novak (Hospital) refused version 2 for the Hospital. A risk is not acceptable to us: “Too high”. It names C8-ALOF-1-1, an element that is gone.',
    )
  })

  it('[AUD2] says of a signature how it is vouched for', () => {
    expect(told('proposal.signed', { proposal: 1, side: 'mdm', method: 'passkey' })).toContain('with their passkey')
    expect(told('proposal.signed', { proposal: 1, side: 'mdm' })).toContain('The service vouches for this person')
  })

  it('[AUD2] says what both sides accepted, and what a termination waits for', () => {
    const opened = { proposal: 3, title: 'Spring', accepted: 2, reason: 'Planned', expires: '2026-12-21T12:00:00.000Z' }
    expect(told('proposal.opened', opened)).toContain('2 open points are accepted with the reason “Planned”')
    expect(told('baseline.termination', { baseline: 1, side: 'hdo', ends: null, reason: 'Sold' })).toContain(
      'the other side has to agree',
    )
  })

  it('[AUD2] cuts long words and says so, and tells what a later release wrote by its name', () => {
    expect(told('thread.opened', { element: 'e1', text: 'a'.repeat(100_000) })).toMatch(/\(100000 characters\)$/)
    expect(told('pump.exploded', {})).toBe('Mara Keller (Manufacturer) recorded: pump exploded.')
  })

  it('[AUD2] says that something was erased, and still who did it and when', () => {
    const [newest] = auditLines(someHistory(), NAMES)
    expect(newest).toMatchObject({ erased: true, at: '2026-11-22T10:00:00.000Z', actor: { name: 'Hana Novak' } })
    expect(newest?.sentence).toContain('has been erased')
  })

  it('[AUD2] knows the group of every kind', () => {
    expect(new Set(Object.keys(EVENTS).map(familyOf))).not.toContain('other')
    expect(familyOf('pump.exploded')).toBe('other')
    expect(FAMILIES.keys.words).toBe('Keys and delegations to sign')
  })
})

describe('looking for something in the history', () => {
  const lines = auditLines(someHistory(), NAMES)
  const seqs = (filter: Parameters<typeof filterAudit>[1]) => filterAudit(lines, filter).map(({ seq }) => seq)

  it('[AUD3] shows everything, newest first, when nothing is asked for', () => {
    expect(seqs({})).toEqual([5, 4, 3, 2, 1])
  })

  it('[AUD3] finds by person, side, group, day, element and words, and by all of them together', () => {
    expect(seqs({ person: MARA.id })).toEqual([3, 1])
    expect(seqs({ side: 'hdo' })).toEqual([5, 4, 2])
    expect(seqs({ family: 'approvals' })).toEqual([4])
    expect(seqs({ from: '2026-11-21', to: '2026-11-21' })).toEqual([3, 2])
    expect(seqs({ element: 'c8-alof' })).toEqual([3, 2])
    expect(seqs({ text: 'WHO LOCKS' })).toEqual([2])
    expect(seqs({ person: HANA.id, element: 'C8', to: '2026-11-20' })).toEqual([])
    expect(seqs({ side: 'none' })).toEqual([])
  })
})

describe('the history as a file', () => {
  it('[AUD2] holds each sentence with its place and hash, and no formula that a spreadsheet would run', () => {
    const story = new Story()
    story.add('thread.opened', { thread: 't1', element: 'e1', text: '=1+1' }, { id: 'x', name: '=HYPERLINK("x")' })
    const [head, line] = auditCsv(auditLines(story.entries as unknown as readonly LedgerEntry[], NAMES)).split('\r\n')
    expect(head).toContain('When (UTC)')
    expect(line).toContain(`"'=HYPERLINK(""x"")"`)
    expect(line).toContain(story.entries[0]?.hash ?? 'no hash')
  })
})
