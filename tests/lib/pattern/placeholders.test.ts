import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillIn, placeholdersIn, placeholdersOf } from '@/lib/pattern/placeholders'
import { expectMerged, grownCase, type Peer, peers } from '../../support/case'

describe('the open places of an element', () => {
  it('[PTN1] are listed once, with every text in which they stand', () => {
    const peer = grownCase('ALOF')
    peer.do('set-text', { element: 'CTXT1', text: 'The {product} of {maker}, {product}' })
    peer.do('set-text', { element: 'CTXT1', field: 'intendedUse', text: 'To use {product}' })
    expect(placeholdersOf(peer.graph.elements.get('CTXT1')!)).toEqual([
      { words: 'product', fields: ['statement', 'intendedUse'] },
      { words: 'maker', fields: ['statement'] },
    ])
  })

  it('[PTN1] are filled one by one, also by two people at once', () => {
    const start = grownCase('ALOF')
    start.do('set-text', { element: 'CTXT1', text: 'The {product} of {maker}' })
    const [x, y] = peers(start, 'x', 'y') as [Peer, Peer]
    x.do('fill-placeholders', { element: 'CTXT1', words: { product: 'pump' } })
    y.do('fill-placeholders', { element: 'CTXT1', words: { maker: 'Meridian' } })
    expectMerged(x, y)
    expect(x.graph.elements.get('CTXT1')?.statement).toBe('The pump of Meridian')
    expect(x.try('fill-placeholders', { element: 'CTXT1', words: { maker: 'Other' } })).toMatchObject({
      refusal: { code: 'placeholder-absent' },
    })
  })

  it('[PTN1] never open a new place, whatever is filled in, and leave the others as they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (words) => {
        const filled = fillIn('The {product} of {maker}', { product: words })
        const left = words.trim() === '' ? ['product', 'maker'] : ['maker']
        expect(placeholdersIn(filled)).toEqual(words.replaceAll(/[{}]/g, '') === '' ? placeholdersIn(filled) : left)
        expect(placeholdersIn(filled)).toContain('maker')
      }),
      { seed: 11, numRuns: 200 },
    )
    expect(fillIn('{constructor} {__proto__}', {})).toBe('{constructor} {__proto__}')
  })
})
