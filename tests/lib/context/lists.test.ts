import { describe, expect, it } from 'vitest'
import { assetsOf, itemsOf, namedBy, protectedBy } from '@/lib/context/lists'
import { spanningForest } from '@/lib/layout/spanning'
import { expectMerged, expectSound, grownCase, type Peer, peers } from '../../support/case'

function withAssets(...names: string[]): Peer {
  const peer = grownCase('ALOF', 'AUDT')
  for (const name of names) peer.do('add-list-item', { list: 'asset', name })
  return peer
}

describe('assets and interfaces', () => {
  it('[CTX2] two people who list and describe at once keep everything that either wrote', () => {
    const start = withAssets('Drug library')
    const [mdm, hdo] = peers(start, 'mdm', 'hdo') as [Peer, Peer]
    const asset = start.id('AST1')
    mdm.do('add-list-item', { list: 'asset', name: 'Therapy' })
    mdm.do('set-field', { element: asset, field: 'needsIntegrity', value: true })
    hdo.do('set-field', { element: asset, field: 'needsAvailability', value: true })
    hdo.do('set-text', { element: asset, field: 'assetNote', text: 'Wrong limits reach the bedside.' })
    hdo.do('choose-asset', { claim: 'C4-ALOF', asset, chosen: true })
    mdm.do('choose-asset', { claim: 'C4-AUDT', asset, chosen: true })
    expectMerged(mdm, hdo)
    expect(itemsOf(mdm.graph, 'asset').map(({ statement }) => statement)).toEqual(['Drug library', 'Therapy'])
    expect(mdm.graph.elements.get(asset)?.fields).toMatchObject({ needsIntegrity: true, needsAvailability: true })
    expect(protectedBy(hdo.graph, asset)).toEqual(['ALOF', 'AUDT'])
  })

  it('[CTX2] items are numbered on over the bin, and stand in the context of the top claim', () => {
    const peer = withAssets('Drug library', 'Therapy')
    peer.do('delete-element', { element: peer.id('AST2') })
    peer.do('add-list-item', { list: 'asset', name: 'Log' })
    peer.do('add-list-item', { list: 'interface', name: 'Service port' })
    expect(itemsOf(peer.graph, 'asset').map(({ name }) => name)).toEqual(['AST1', 'AST3'])
    expect(itemsOf(peer.graph, 'interface').map(({ name }) => name)).toEqual(['IF1'])
    expect(peer.graph.contexts('C1')).toContain(peer.id('IF1'))
    expectSound(peer.graph)
  })

  it('[CTX2] a claim names an asset by a relation: a new name of the asset is the name everywhere', () => {
    const peer = withAssets('Drug library')
    const asset = peer.id('AST1')
    peer.do('choose-asset', { claim: 'C4-ALOF', asset, chosen: true })
    expect(peer.graph.elements.get('CTXT3-ALOF')?.statement).toBe(
      'Assets that ALOF protects: those named beside C4-ALOF',
    )
    peer.do('set-text', { element: asset, text: 'Drug library and its limits' })
    expect(assetsOf(peer.graph, 'C4-ALOF').map(({ statement }) => statement)).toEqual(['Drug library and its limits'])
    expect(peer.do('choose-asset', { claim: 'C4-ALOF', asset, chosen: true }).changes).toEqual([])
    peer.do('choose-asset', { claim: 'C4-ALOF', asset, chosen: false })
    expect(namedBy(peer.graph, asset)).toEqual([])
    expect(itemsOf(peer.graph, 'asset')).toHaveLength(1)
    // What somebody wrote into the list stays.
    peer.do('set-text', { element: 'CTXT3-AUDT', text: 'Audit records' })
    peer.do('choose-asset', { claim: 'C4-AUDT', asset, chosen: true })
    expect(peer.graph.elements.get('CTXT3-AUDT')?.statement).toBe('Audit records')
  })

  it('[CTX2] only claims name assets, and only assets are named', () => {
    const peer = withAssets('Drug library')
    const asset = peer.id('AST1')
    for (const [claim, named] of [
      ['S1-ALOF', asset],
      ['C4-ALOF', 'CTXT1'],
      ['gone', asset],
    ]) {
      expect(peer.try('choose-asset', { claim, asset: named, chosen: true }).ok, `${claim} ${named}`).toBe(false)
    }
    expect(peer.try('add-list-item', { list: 'asset', name: '  ' }).ok).toBe(false)
    expect(peer.try('add-list-item', { list: 'asset', name: 'x'.repeat(501) }).ok).toBe(false)
  })

  it('[CTX14] a long list does not bury the argument: the canvas draws CTXT2 alone', () => {
    const peer = withAssets('Drug library', 'Therapy', 'Log')
    peer.do('choose-asset', { claim: 'C4-ALOF', asset: peer.id('AST1'), chosen: true })
    const { spots, extras } = spanningForest(peer.graph, ['C1'])
    expect(spots[0]?.contexts).toEqual(['CTXT1', 'CTXT2'])
    expect(spots.flatMap(({ contexts }) => contexts)).not.toContain(peer.id('AST1'))
    expect(extras.filter(({ to }) => to === peer.id('AST1'))).toEqual([])
  })
})
