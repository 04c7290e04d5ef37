import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { casePart } from '@/lib/agreement/content'
import { differenceOf } from '@/lib/agreement/difference'
import { canonicalCase } from '@/lib/case/canonical-case'
import { narrativeOf } from '@/lib/case/ydoc'
import { smallCase } from '../../support/agreement'
import type { Peer } from '../../support/case'

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
