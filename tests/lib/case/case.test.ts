import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalCase, narrativeJson } from '@/lib/case/canonical-case'
import { FACETS, type Field, isDate, problemWith } from '@/lib/case/fields'
import { createReader } from '@/lib/case/read'
import { checkTransaction } from '@/lib/case/schema-check'
import { undoChanges } from '@/lib/case/write'
import {
  CORE_KEYS,
  EDGE_KEYS,
  edgesOf,
  layoutOf,
  metaOf,
  narrativeOf,
  nodesOf,
  parseEdgeKey,
  parseRoot,
  SCHEMA_VERSION,
  textOf,
} from '@/lib/case/ydoc'
import { digestOf } from '@/lib/gsn/digest'
import type { Refusal } from '@/lib/gsn/outcome'
import { expectMerged, grownCase, type Peer, peers } from '../../support/case'

/** What the server would say to an edit made outside our commands. */
function incoming(edit: (doc: Y.Doc) => void): Refusal | undefined {
  const server = grownCase('ALOF')
  const stranger = new Y.Doc()
  Y.applyUpdate(stranger, Y.encodeStateAsUpdate(server.doc))
  const updates: Uint8Array[] = []
  stranger.on('update', (update: Uint8Array) => updates.push(update))
  edit(stranger)
  let refusal: Refusal | undefined
  server.doc.on('afterTransaction', (transaction: Y.Transaction) => {
    refusal ??= checkTransaction(server.doc, transaction)
  })
  for (const update of updates) Y.applyUpdate(server.doc, update)
  return refusal
}

describe('the shared document', () => {
  it('[DOC1] changing the shape of the document forces a new schema version', () => {
    const roots = ['meta', 'nodes', 'edges', 'layout', 'patterns', 't:<id>:<field>', 'n:<id>']
    // Whether a field names a person says how files are written, not what the document holds.
    const facets = JSON.parse(JSON.stringify(FACETS, (key, value) => (key === 'person' ? undefined : value)))
    const shape = { roots, core: CORE_KEYS, edge: EDGE_KEYS, facets }
    // When this digest changes: raise SCHEMA_VERSION, write the migration, add a line to lib/SPEC.md, then this literal.
    expect({ version: SCHEMA_VERSION, shape: digestOf(shape) }).toMatchInlineSnapshot(`
      {
        "shape": "72977a76dae0985f0f54ed7284a27dc3fcd97354b455f9d82734bbe76657cf6d",
        "version": 3,
      }
    `)
  })

  it('[DOC2] names of roots and relations are parsed strictly', () => {
    expect(parseRoot('t:C7-ALOF-1:statement')).toEqual({ kind: 'text', id: 'C7-ALOF-1', field: 'statement' })
    expect(parseRoot('n:abc')).toEqual({ kind: 'narrative', id: 'abc' })
    for (const name of [
      't:a',
      't:a:b:c',
      'n:',
      't:__proto__:statement',
      'n:constructor',
      'other',
      '',
      `n:${'x'.repeat(65)}`,
    ]) {
      expect(parseRoot(name), name).toBeUndefined()
    }
    expect(parseEdgeKey('a>supportedBy>b')).toEqual({ from: 'a', type: 'supportedBy', to: 'b' })
    expect(parseEdgeKey('a>challenges>b')).toEqual({ from: 'a', type: 'challenges', target: { element: 'b' } })
    expect(parseEdgeKey('a>challenges>b:supportedBy:c')).toEqual({
      from: 'a',
      type: 'challenges',
      target: { relation: { from: 'b', type: 'supportedBy', to: 'c' } },
    })
    for (const key of [
      'a>challenges>b:likes:c',
      'a>challenges>b:supportedBy',
      'a>challenges>',
      'a>b',
      'a>likes>b',
      '__proto__>supportedBy>b',
      'a>supportedBy>b>c',
    ])
      expect(parseEdgeKey(key)).toBeUndefined()
  })

  it('[DOC3] reading never changes the document, and what cannot be read is left out without harm', () => {
    const peer = grownCase('ALOF')
    const junk = new Y.Map<string>()
    peer.doc.transact(() => {
      nodesOf(peer.doc).set('junk', junk as never)
      edgesOf(peer.doc).set('nonsense', 7 as never)
    })
    const before = Y.encodeStateAsUpdate(peer.doc)
    canonicalCase(peer.doc)
    expect(Y.encodeStateAsUpdate(peer.doc)).toEqual(before)
    expect(peer.graph.elements.has('junk')).toBe(false)
  })

  it('[DOC4] one keystroke re-reads one element: all others stay the same object', () => {
    const peer = grownCase('ALOF')
    const reader = createReader(peer.doc)
    const before = reader.graph()
    let told = 0
    reader.subscribe(() => told++)
    textOf(peer.doc, 'C4-ALOF', 'statement').insert(0, 'x')
    const after = reader.graph()
    expect(told).toBe(1)
    expect(after.elements.get('C4-ALOF')?.statement.startsWith('x')).toBe(true)
    expect(after.relations).toBe(before.relations)
    for (const [id, element] of after.elements) if (id !== 'C4-ALOF') expect(element).toBe(before.elements.get(id))
    layoutOf(peer.doc).set('C4-ALOF', { dx: 1, dy: 2 })
    expect(told).toBe(1)
  })

  it('[DOC4] a reading that is begun in the middle of a change takes in the rest of that change', () => {
    const peer = grownCase('ALOF')
    let reader: ReturnType<typeof createReader> | undefined
    peer.doc.transact(() => {
      textOf(peer.doc, 'C4-ALOF', 'statement').insert(0, 'first ')
      reader = createReader(peer.doc)
      reader.graph()
      textOf(peer.doc, 'C2-ALOF', 'statement').insert(0, 'second ')
    })
    const graph = reader?.graph()
    expect(graph?.elements.get('C4-ALOF')?.statement.startsWith('first ')).toBe(true)
    expect(graph?.elements.get('C2-ALOF')?.statement.startsWith('second ')).toBe(true)
  })

  it('[DOC5] a narrative is read as merged text runs with sorted marks, and layout is no part of the canonical case', () => {
    const peer = grownCase()
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    paragraph.insert(0, [text])
    narrativeOf(peer.doc, 'C1').insert(0, [paragraph])
    text.insert(0, 'ab', { bold: true })
    text.insert(2, 'cd', { bold: true })
    expect(narrativeJson(peer.doc, 'C1')).toEqual([
      { type: 'paragraph', content: [{ text: 'abcd', marks: { bold: true } }] },
    ])
    const before = peer.canonical
    peer.do('nudge', { element: 'C1', dx: 5, dy: 5 })
    expect(peer.canonical).toBe(before)
  })
})

describe('the check of incoming changes', () => {
  it('[SYN7] lets through what people do', () => {
    const fine = incoming((doc) => {
      textOf(doc, 'C4-ALOF', 'statement').insert(0, 'Well: ')
      nodesOf(doc).get('C2-ALOF')?.set('decision', 'required')
      const paragraph = new Y.XmlElement('paragraph')
      narrativeOf(doc, 'C1').insert(0, [paragraph])
      paragraph.insert(0, [new Y.XmlText('Why we believe it')])
    })
    expect(fine).toBeUndefined()
  })

  const attacks: Record<string, (doc: Y.Doc) => void> = {
    'a root of its own': (doc) => doc.getMap('junk').set('a', 1),
    'the case’s own data': (doc) => metaOf(doc).set('schema', 99),
    'an element under the name __proto__': (doc) => nodesOf(doc).set('__proto__', new Y.Map() as never),
    'a hard delete of an element': (doc) => nodesOf(doc).delete('C4-ALOF'),
    'an element that is no map': (doc) => nodesOf(doc).set('x', 'text' as never),
    'an unknown field': (doc) => nodesOf(doc).get('C4-ALOF')?.set('isAdmin', true),
    'a value of the wrong type': (doc) => nodesOf(doc).get('C4-ALOF')?.set('deleted', 'yes'),
    'an unknown kind': (doc) => nodesOf(doc).get('C4-ALOF')?.set('kind', 'hyperlink'),
    'a nested map in a field': (doc) =>
      nodesOf(doc)
        .get('C4-ALOF')
        ?.set('treatment', new Y.Map() as never),
    'a relation of an unknown type': (doc) => edgesOf(doc).set('C1>likes>C4-ALOF', { order: '' }),
    'a relation with more inside': (doc) =>
      edgesOf(doc).set('C1>supportedBy>C4-ALOF', { order: '', evil: {} } as never),
    'a position in fractions': (doc) => layoutOf(doc).set('C1', { dx: 0.5, dy: 0 }),
    'a text of 100,001 characters': (doc) => textOf(doc, 'C4-ALOF', 'statement').insert(0, 'x'.repeat(100_001)),
    'an embedded object in a text': (doc) => textOf(doc, 'C4-ALOF', 'statement').insertEmbed(0, { image: 'x' }),
    'a text under a field that does not exist': (doc) => textOf(doc, 'C4-ALOF', 'secret').insert(0, 'x'),
    'a script in a narrative': (doc) => narrativeOf(doc, 'C1').insert(0, [new Y.XmlElement('script')]),
    'a javascript: link': (doc) => {
      const paragraph = new Y.XmlElement('paragraph')
      narrativeOf(doc, 'C1').insert(0, [paragraph])
      const text = new Y.XmlText()
      paragraph.insert(0, [text])
      text.insert(0, 'click', { link: { href: 'javascript:alert(1)' } })
    },
    'a narrative that nests without end': (doc) => {
      let parent: Y.XmlFragment | Y.XmlElement = narrativeOf(doc, 'C1')
      for (let depth = 0; depth < 60; depth++) {
        const child = new Y.XmlElement('blockquote')
        parent.insert(0, [child])
        parent = child
      }
    },
  }
  for (const [what, attack] of Object.entries(attacks)) {
    it(`[SYN7] refuses ${what} with a sentence`, () => {
      expect(incoming(attack)).toMatchObject({ code: 'schema-violation', message: expect.stringMatching(/\.$/) })
    })
  }
})

describe('commands', () => {
  it('[CMD1] refuse an illegal or circular relation and change nothing', () => {
    const peer = grownCase('ALOF')
    const before = peer.canonical
    const illegal = peer.try('relate', { from: 'S1-ALOF', type: 'supportedBy', to: 'CTXT1' })
    const circular = peer.try('relate', { from: 'C5-ALOF', type: 'supportedBy', to: 'C4-ALOF' })
    expect([illegal, circular].map((each) => (each.ok ? '' : each.refusal.code))).toEqual([
      'relation-illegal',
      'relation-circular',
    ])
    expect(peer.canonical).toBe(before)
  })

  it('[CMD2] wrong arguments, unknown commands and absent elements are refused with a sentence', () => {
    const peer = grownCase()
    const refusals = [
      peer.try('set-field', { element: 'C2-ALOF', field: 'isAdmin', value: true }),
      peer.try('set-field', { element: 'C2-ALOF', field: '__proto__', value: true }),
      peer.try('set-field', { element: 'nowhere', field: 'decision', value: 'required' }),
      peer.try('add-element', { kind: 'hyperlink' }),
      peer.try('no-such-command' as never),
      peer.try('delete-element', { element: 'C1' }),
      peer.try('set-text', { element: 'C1', text: 'x'.repeat(100_001) }),
      peer.try('mark-undeveloped', { element: 'CTXT1', undeveloped: true }),
    ]
    for (const each of refusals) expect(each.ok ? '' : each.refusal.message).toMatch(/\S.*[.)]$/)
  })

  it('[CMD3] a rewrite changes only what differs, so that two rewrites of two ends both stay', () => {
    const [mdm, hdo] = peers(grownCase(), 'mdm', 'hdo') as [Peer, Peer]
    mdm.do('set-text', { element: 'C1', text: 'Nearly all security capabilities have been acceptably established' })
    hdo.do('set-text', { element: 'C1', text: 'All security capabilities have been acceptably established here 😀' })
    expectMerged(mdm, hdo)
    expect(mdm.graph.elements.get('C1')?.statement).toBe(
      'Nearly all security capabilities have been acceptably established here 😀',
    )
  })

  it('[CMD4] undo leaves alone what somebody else has changed since', () => {
    const [mdm, hdo] = peers(grownCase('ALOF'), 'mdm', 'hdo') as [Peer, Peer]
    const { changes } = mdm.do('rename', { element: 'C5-ALOF', name: 'Identified' })
    expectMerged(mdm, hdo)
    hdo.do('rename', { element: 'C5-ALOF', name: 'Searched' })
    expectMerged(mdm, hdo)
    expect(undoChanges(mdm.doc, changes, 'mdm').left).toBe(1)
    expect(mdm.graph.elements.get('C5-ALOF')?.name).toBe('Searched')
  })

  it('[CMD4] undo and redo of a move give the same case again', () => {
    const peer = grownCase('ALOF')
    const before = peer.canonical
    const { changes } = peer.do('move', {
      from: 'S1-ALOF',
      type: 'supportedBy',
      to: 'C6-ALOF',
      under: 'S1-ALOF',
      before: 'C5-ALOF',
    })
    expect(peer.graph.supports('S1-ALOF')).toEqual(['C6-ALOF', 'C5-ALOF'])
    const moved = peer.canonical
    const { redo } = undoChanges(peer.doc, changes, 'p')
    expect(peer.canonical).toBe(before)
    undoChanges(peer.doc, redo, 'p')
    expect(peer.canonical).toBe(moved)
  })

  it('[CMD5] siblings can be reordered any number of times', () => {
    const peer = grownCase('ALOF')
    for (let n = 0; n < 40; n++) {
      const [first, second] = peer.graph.supports('S1-ALOF') as [string, string]
      peer.do('move', { from: 'S1-ALOF', type: 'supportedBy', to: second, under: 'S1-ALOF', before: first })
      expect(peer.graph.supports('S1-ALOF')).toEqual([second, first])
    }
  })

  it('[CMD6] a branch goes to the bin with what only it uses, and shared elements stay', () => {
    const peer = grownCase('ALOF', 'AUDT')
    peer.do('delete-element', { element: 'S1-ALOF', branch: true })
    expect(peer.graph.elements.has('C5-ALOF')).toBe(false)
    expect(peer.graph.elements.has('J2')).toBe(true)
  })

  it('[DOC6] every field says what it holds and refuses what it does not', () => {
    const all = Object.values(FACETS).flatMap((fields: Readonly<Record<string, Field>>) => Object.values(fields))
    for (const field of all) {
      expect(field.label).not.toBe('')
      expect(problemWith(field, { evil: true })).toMatch(/\.$/)
    }
    const byName = new Map<string, Field>()
    for (const fields of Object.values(FACETS)) {
      for (const [name, field] of Object.entries(fields)) {
        // An incoming change names the field, not the facet: the two must not disagree.
        if (byName.has(name)) expect(field, name).toEqual(byName.get(name))
        byName.set(name, field)
      }
    }
    expect(isDate('2027-02-15')).toBe(true)
    for (const no of ['2027-02-30', '15.2.2027', '', 7, '2027-2-1']) expect(isDate(no)).toBe(false)
  })
})
