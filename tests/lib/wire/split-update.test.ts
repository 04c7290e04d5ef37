import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { splitUpdate } from '@/lib/wire/split-update'

/** Applies the pieces one by one: nothing may ever wait for a later one. */
function receive(base: Y.Doc, pieces: readonly Uint8Array[]): Y.Doc {
  for (const piece of pieces) {
    Y.applyUpdate(base, piece)
    expect(base.store.pendingStructs).toBeNull()
    expect(base.store.pendingDs).toBeNull()
  }
  return base
}

function same(a: Y.Doc, b: Y.Doc): void {
  expect(Y.encodeStateVector(a)).toEqual(Y.encodeStateVector(b))
  expect(Y.snapshot(a).ds.clients).toEqual(Y.snapshot(b).ds.clients)
  expect(a.getText('t').toString()).toBe(b.getText('t').toString())
  expect(a.getMap('m').toJSON()).toEqual(b.getMap('m').toJSON())
  expect(a.getXmlFragment('n').toString()).toBe(b.getXmlFragment('n').toString())
}

describe('splitUpdate', () => {
  it('[WIRE4] leaves what is small enough as it is', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'short')
    const update = Y.encodeStateAsUpdate(doc)
    expect(splitUpdate(update, 1000)).toEqual([update])
  })

  it('[WIRE4] cuts one long paste between characters, never inside one', () => {
    const doc = new Y.Doc()
    doc.getText('t').insert(0, '\u{1F489}'.repeat(20_001))
    const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), 10_000)
    expect(pieces.length).toBeGreaterThan(5)
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(10_000)
    const got = new Y.Doc()
    for (const piece of pieces) {
      Y.applyUpdate(got, piece)
      expect(got.getText('t').toString()).not.toMatch(/\uFFFD/)
    }
    same(got, doc)
  })

  it('[WIRE4] never shows a receiver both the old and the new wording as alive', () => {
    // With an undo manager the old words keep their content after they are deleted.
    const doc = new Y.Doc()
    const text = doc.getText('t')
    const undo = new Y.UndoManager(text)
    const lengths: number[] = []
    for (let round = 0; round < 20; round++) {
      text.delete(0, text.length)
      text.insert(0, String.fromCharCode(97 + round).repeat(900))
      undo.stopCapturing()
    }
    const got = new Y.Doc()
    for (const piece of splitUpdate(Y.encodeStateAsUpdate(doc), 1200)) {
      Y.applyUpdate(got, piece)
      lengths.push(got.getText('t').length)
    }
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1800)
    same(got, doc)
  })

  it('[WIRE4] any backlog of several clients arrives whole, piece by piece, without a gap', () => {
    const edit = fc.record({
      who: fc.nat(3),
      what: fc.constantFrom('insert', 'delete', 'set', 'node', 'meet'),
      at: fc.nat(),
      size: fc.integer({ min: 1, max: 300 }),
    })
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 60 }),
        fc.nat(59),
        fc.integer({ min: 60, max: 900 }),
        (edits, known, limit) => {
          const docs = [0, 1, 2, 3].map(() => new Y.Doc({ gc: known % 2 === 0 }))
          const server = new Y.Doc()
          edits.forEach(({ who, what, at, size }, index) => {
            const doc = docs[who] as Y.Doc
            const text = doc.getText('t')
            if (what === 'insert') text.insert(at % (text.length + 1), 'abcdefghij'.repeat(30).slice(0, size))
            if (what === 'delete' && text.length > 0)
              text.delete(at % text.length, Math.min(size, text.length - (at % text.length)))
            if (what === 'set') doc.getMap('m').set(`k${at % 5}`, size)
            if (what === 'node') {
              const paragraph = new Y.XmlElement('paragraph')
              paragraph.insert(0, [new Y.XmlText('x'.repeat(size))])
              doc.getXmlFragment('n').insert(0, [paragraph])
            }
            if (what === 'meet') {
              const other = docs[at % 4] as Y.Doc
              Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
              Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
            }
            if (index === known) Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
          })
          const mine = docs[0] as Y.Doc
          for (const doc of docs) Y.applyUpdate(mine, Y.encodeStateAsUpdate(doc))
          Y.applyUpdate(mine, Y.encodeStateAsUpdate(server))
          receive(server, splitUpdate(Y.encodeStateAsUpdate(mine, Y.encodeStateVector(server)), limit))
          same(server, mine)
        },
      ),
      { numRuns: 300 },
    )
  })
})
