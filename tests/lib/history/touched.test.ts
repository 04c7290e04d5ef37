import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { edgeKey, edgesOf, narrativeOf, nodesOf, type Scalar, textOf } from '@/lib/case/ydoc'
import { clientRuns } from '@/lib/history/authors'
import { elementChanges, type TouchedRow } from '@/lib/history/element-changes'
import { touchWords } from '@/lib/history/touch-words'
import { type Touch, type Touches, touchesOf } from '@/lib/history/touched'

function watched(): { doc: Y.Doc; act: (fn: () => void) => Touches } {
  const doc = new Y.Doc()
  let seen: Touches = new Map()
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    seen = touchesOf(transaction)
  })
  const act = (fn: () => void) => {
    seen = new Map()
    doc.transact(fn)
    return seen
  }
  return { doc, act }
}

const claim = (doc: Y.Doc, id: string) => nodesOf(doc).set(id, new Y.Map<Scalar>([['kind', 'goal']]))
const nameOf = (id: string) => id.toUpperCase()

describe('what a change touched', () => {
  it('[HIS5] names the element, its field and the values before and after', () => {
    const { doc, act } = watched()
    expect(act(() => claim(doc, 'a'))).toEqual(new Map([['a', [{ on: 'created' }]]]))
    expect(act(() => nodesOf(doc).get('a')?.set('severity', 2)).get('a')).toEqual([
      { on: 'value', field: 'severity', after: 2 },
    ])
    expect(act(() => nodesOf(doc).get('a')?.set('severity', 3)).get('a')).toEqual([
      { on: 'value', field: 'severity', before: 2, after: 3 },
    ])
    expect(act(() => nodesOf(doc).get('a')?.delete('severity')).get('a')).toEqual([
      { on: 'value', field: 'severity', before: 3 },
    ])
    expect(act(() => textOf(doc, 'a', 'statement').insert(0, 'hello')).get('a')).toEqual([
      { on: 'text', field: 'statement', added: 5, removed: 0 },
    ])
    const both = act(() => {
      textOf(doc, 'a', 'statement').delete(0, 2)
      textOf(doc, 'a', 'statement').insert(0, 'J')
    })
    expect(both.get('a')).toEqual([{ on: 'text', field: 'statement', added: 1, removed: 2 }])
  })

  it('[HIS5] tells both ends of a relation, and a narrative', () => {
    const { doc, act } = watched()
    act(() => ['a', 'b'].forEach((id) => void claim(doc, id)))
    const key = edgeKey({ from: 'a', type: 'supportedBy', to: 'b' })
    const drawn = act(() => edgesOf(doc).set(key, { order: 'a' }))
    const relation = { on: 'relation', type: 'supportedBy', before: false, after: true }
    expect(drawn.get('a')).toEqual([{ ...relation, end: 'from', other: 'b' }])
    expect(drawn.get('b')).toEqual([{ ...relation, end: 'to', other: 'a' }])
    expect(touchWords(drawn.get('b')?.[0] as Touch, undefined, nameOf)).toBe('Put below A')
    const told = act(() => {
      const paragraph = new Y.XmlElement('paragraph')
      narrativeOf(doc, 'b').insert(0, [paragraph])
      paragraph.insert(0, [new Y.XmlText('Because.')])
    })
    expect(told.get('b')).toEqual([{ on: 'text', field: 'narrative', added: 8, removed: 0 }])
    expect(act(() => doc.getMap('layout').set('a', { dx: 1, dy: 1 })).size).toBe(0)
  })

  it('[HIS5] survives keys that are none, and names that mean something to JavaScript', () => {
    const { doc, act } = watched()
    expect(act(() => doc.getMap('edges').set('__proto__', { order: 'a' })).size).toBe(0)
    expect(act(() => doc.getMap('edges').set('a>b', 'x')).size).toBe(0)
    expect(act(() => doc.getText('elsewhere').insert(0, 'x')).size).toBe(0)
  })
})

const row = (seq: number, personId: string, minute: number, what: Touch[]): TouchedRow => ({
  seq,
  personId,
  at: new Date(Date.UTC(2027, 0, 1, 10, minute)).toISOString(),
  what,
})
const typed = (added: number, removed = 0): Touch => ({ on: 'text', field: 'statement', added, removed })

describe('the history of one element', () => {
  it('[HIS5] joins what one person did without a pause, and tells it by before and after', () => {
    const value = (before: string | undefined, after: string): Touch => ({
      on: 'value',
      field: 'treatment',
      ...(before === undefined ? {} : { before }),
      after,
    })
    const changes = elementChanges([
      row(1, 'mia', 0, [{ on: 'created' }]),
      row(4, 'mia', 1, [typed(5)]),
      row(5, 'mia', 2, [typed(3, 1), value(undefined, 'mitigate')]),
      row(6, 'hana', 3, [value('mitigate', 'accept')]),
      row(9, 'hana', 4, [value('accept', 'mitigate')]),
      row(12, 'mia', 30, [typed(1)]),
    ])
    // What Hana did and took back is not told.
    expect(changes.map(({ from, to, personId }) => [from, to, personId])).toEqual([
      [12, 12, 'mia'],
      [1, 5, 'mia'],
    ])
    expect(changes[1]?.what).toEqual([{ on: 'created' }, typed(8, 1), value(undefined, 'mitigate')])
  })

  it('[HIS5] says each change in words, with the labels of the fields', () => {
    const risk = { kind: 'goal', facet: 'risk' } as const
    const say = (touch: Touch) => touchWords(touch, risk, nameOf)
    expect(say(typed(3))).toBe('Wrote: Statement')
    expect(say(typed(3, 2))).toBe('Reworded: Statement')
    expect(say({ on: 'text', field: 'threat', added: 0, removed: 2 })).toBe('Cut: Threat')
    expect(say({ on: 'value', field: 'deleted', after: true })).toBe('Put into the bin')
    expect(say({ on: 'value', field: 'treatment', before: 'mitigate', after: 'accept' })).toMatch(/^.+: from .+ to .+$/)
    expect(say({ on: 'value', field: 'affectsIntegrity', after: true })).toBe('Integrity: yes')
  })
})

describe('who wrote this', () => {
  it('[HIS6] gives every character to the client that brought it, after any merge', () => {
    const edit = fc.record({ who: fc.nat(2), at: fc.nat(40), remove: fc.nat(3), text: fc.string({ maxLength: 4 }) })
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const docs = [0, 1, 2].map((who) => {
          const doc = new Y.Doc()
          doc.clientID = 100 + who
          return doc
        })
        for (const { who, at, remove, text } of edits) {
          const words = textOf(docs[who] as Y.Doc, 'a', 'statement')
          const place = Math.min(at, words.length)
          words.delete(place, Math.min(remove, words.length - place))
          words.insert(place, text)
        }
        const all = new Y.Doc()
        for (const doc of docs) Y.applyUpdate(all, Y.encodeStateAsUpdate(doc))
        const runs = clientRuns(all, 'a', 'statement')
        expect(runs.map(({ text }) => text).join('')).toBe(textOf(all, 'a', 'statement').toString())
        for (const [who, doc] of docs.entries()) {
          const own = runs.filter(({ client }) => client === 100 + who).map(({ text }) => text)
          expect(own.join('')).toBe(textOf(doc, 'a', 'statement').toString())
        }
      }),
      { seed: 6, numRuns: 60 },
    )
  })

  it('[HIS6] reads a narrative block by block and creates nothing by reading', () => {
    const doc = new Y.Doc()
    expect(clientRuns(doc, 'a', 'narrative')).toEqual([])
    expect([...doc.share.keys()]).toEqual([])
    const paragraphs = ['One.', 'Two.'].map((words) => {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(words)])
      return paragraph
    })
    narrativeOf(doc, 'a').insert(0, paragraphs)
    expect(clientRuns(doc, 'a', 'narrative')).toEqual([{ text: 'One.\nTwo.\n', client: doc.clientID }])
  })
})
