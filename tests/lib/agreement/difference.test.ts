import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { casePart } from '@/lib/agreement/content'
import { differenceOf } from '@/lib/agreement/difference'
import { argumentHtml } from '@/lib/agreement/view-argument'
import { canonicalCase } from '@/lib/case/canonical-case'
import { narrativeOf } from '@/lib/case/ydoc'
import { smallCase } from '../../support/agreement'
import { grownCase, type Peer } from '../../support/case'

const part = (peer: Peer) => casePart(canonicalCase(peer.doc))

/** What changed while somebody edited, as `kind name label before>after`. */
function changesOf(edit: (peer: Peer, root: string) => void): string[] {
  const peer = smallCase()
  const root = part(peer).elements[0]?.id ?? ''
  const before = part(peer)
  edit(peer, root)
  return differenceOf(before, part(peer)).map((c) => `${c.kind} ${c.name} ${c.label}: ${c.before} > ${c.after}`)
}

const STATEMENT = 'The pump is <acceptably> secure'

describe('what changed since a baseline', () => {
  it('[AGR6] is nothing when nothing was said differently', () => {
    expect(changesOf(() => undefined)).toEqual([])
  })

  it('[AGR6] tells a new claim and its connection', () => {
    const changes = changesOf((peer, parent) => {
      const [created = ''] = peer.do('add-element', { kind: 'goal', statement: 'Sessions are locked' }).created
      peer.do('relate', { from: parent, type: 'supportedBy', to: created })
    })
    expect(changes).toEqual(['related G1 Rests on:  > G2', 'added G2 Claim:  > Sessions are locked'])
  })

  it('[AGR6] tells a new wording with the old one', () => {
    const changes = changesOf((peer, element) =>
      peer.do('set-text', { element, field: 'statement', text: 'The pump is secure' }),
    )
    expect(changes).toEqual([`reworded G1 Statement: ${STATEMENT} > The pump is secure`])
  })

  it('[AGR6] tells what was removed, and a mark by its word', () => {
    const changes = changesOf((peer, element) => {
      peer.do('mark-undeveloped', { element, undeveloped: true })
    })
    expect(changes).toEqual(['changed G1 Undeveloped: No > Yes'])
    expect(changesOf((peer, element) => peer.do('delete-element', { element }))).toEqual([
      `removed G1 Claim: ${STATEMENT} > `,
    ])
  })

  it('[AGR6] tells a changed narrative, and says so when only its form changed', () => {
    const peer = smallCase()
    const id = part(peer).elements[0]?.id ?? ''
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('We met twice')])
    narrativeOf(peer.doc, id).insert(0, [paragraph])
    const before = part(peer)
    ;(paragraph.get(0) as Y.XmlText).format(0, 2, { bold: true })
    expect(differenceOf(before, part(peer))).toEqual([
      expect.objectContaining({ label: 'Narrative', after: 'formatted anew' }),
    ])
  })
})

describe('the argument beyond support', () => {
  it('[AGR6] tells challenges, citations and decoration, and nothing twice', () => {
    const peer = grownCase('ALOF', 'AUDT')
    const before = casePart(canonicalCase(peer.doc))
    peer.do('set-public', { element: 'C4-AUDT', public: true })
    const by = peer.do('add-challenge', { target: { element: 'C5-ALOF' }, statement: 'It is not complete' }).created[0]
    peer.do('set-multiplicity', { from: 'S1-ALOF', type: 'supportedBy', to: 'C6-ALOF', multiplicity: '0..2' })
    const after = casePart(canonicalCase(peer.doc))
    const told = differenceOf(before, after).map(({ name, label, after: now }) => `${name} ${label}: ${now}`)
    expect(told.sort()).toEqual([
      'C4-AUDT Public: Yes',
      'G-ALOF-1 Challenges: C5-ALOF',
      'G-ALOF-1 Claim: It is not complete',
      'S1-ALOF How often C6-ALOF stands: 0..2',
    ])
    peer.do('remove-challenge', { by, target: { element: 'C5-ALOF' } })
    expect(differenceOf(after, casePart(canonicalCase(peer.doc)))).toMatchObject([
      { kind: 'unrelated', label: 'Challenges' },
    ])
    expect(argumentHtml(after).html).toContain('challenged by G-ALOF-1')
  })
})
