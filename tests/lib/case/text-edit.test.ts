import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { TEXT_MAX } from '@/lib/case/fields'
import {
  applySplice,
  lengthRefusal,
  mapOffset,
  mapSelection,
  rebaseSplices,
  type Splice,
  spliceBetween,
  wellFormed,
} from '@/lib/case/text-edit'

/** Few letters, so that ambiguous repetitions are common; emoji share their first unit, so that pairs are at risk. */
const prose = fc
  .array(fc.constantFrom('a', 'b', ' ', '\n', '😀', '😁', '👩🏽‍⚕️', 'é'), { maxLength: 14 })
  .map((parts) => parts.join(''))

const characters = (text: string) => [...text]
const isWhole = (text: string) => wellFormed(text) === text

/** A place between two whole characters. */
function place(text: string, at: number): number {
  const all = characters(text)
  return all.slice(0, at % (all.length + 1)).join('').length
}

class Typist {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('t')
  caret = 0
  constructor(clientID: number) {
    this.doc.clientID = clientID
    this.text.observe((event, transaction) => {
      if (!transaction.local) this.caret = mapOffset(this.caret, event.delta)
    })
  }
  /** Types at the caret the way a textarea does: the whole new value is known, and where the caret stands now. */
  type(what: string): void {
    const before = this.text.toString()
    const after = before.slice(0, this.caret) + what + before.slice(this.caret)
    this.caret += what.length
    this.write(spliceBetween(before, after, this.caret))
  }
  write(splice: Splice | undefined): void {
    if (splice === undefined) return
    this.doc.transact(() => {
      if (splice.remove > 0) this.text.delete(splice.at, splice.remove)
      if (splice.insert !== '') this.text.insert(splice.at, splice.insert)
    })
  }
}

function exchange(a: Typist, b: Typist): void {
  const fromA = Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc))
  const fromB = Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc))
  Y.applyUpdate(b.doc, fromA)
  Y.applyUpdate(a.doc, fromB)
}

describe('what changed in a text field', () => {
  it('[TXT1] turns the one text into the other and never cuts an emoji in half', () => {
    fc.assert(
      fc.property(prose, prose, fc.nat(), (before, after, at) => {
        const splice = spliceBetween(before, after, place(after, at))
        if (splice === undefined) {
          expect(before).toBe(after)
          return
        }
        expect(applySplice(before, splice)).toBe(after)
        expect(isWhole(splice.insert)).toBe(true)
        expect(isWhole(before.slice(splice.at, splice.at + splice.remove))).toBe(true)
      }),
    )
  })

  it('[TXT1] says exactly what was typed at the caret, also among equal letters', () => {
    fc.assert(
      fc.property(prose, prose, fc.nat(), (before, typed, at) => {
        fc.pre(typed !== '')
        const start = place(before, at)
        const after = before.slice(0, start) + typed + before.slice(start)
        expect(spliceBetween(before, after, start + typed.length)).toEqual({ at: start, remove: 0, insert: typed })
      }),
    )
  })

  it('[TXT1] copes with the longest text of a field', () => {
    const long = 'ab'.repeat(TEXT_MAX / 2)
    expect(spliceBetween(long, `${long.slice(0, 50_000)}x${long.slice(50_000)}`, 50_001)).toEqual({
      at: 50_000,
      remove: 0,
      insert: 'x',
    })
    expect(spliceBetween('', long)).toEqual({ at: 0, remove: 0, insert: long })
  })
})

describe('two people in one field', () => {
  const keys = fc.constantFrom('x', 'y', '😀', ' ')

  it('[TXT2] keep their own caret behind what they typed last, and neither loses nor mixes a letter', () => {
    const step = fc.oneof(fc.record({ who: fc.constantFrom(0, 1), what: keys }), fc.constant('exchange' as const))
    fc.assert(
      fc.property(prose, fc.nat(), fc.nat(), fc.array(step, { maxLength: 30 }), (base, at, other, steps) => {
        const a = new Typist(1)
        const b = new Typist(2)
        a.text.insert(0, base)
        exchange(a, b)
        a.caret = place(base, at)
        b.caret = place(base, other)
        const typed = ['', '']
        for (const s of steps) {
          if (s === 'exchange') exchange(a, b)
          else {
            typed[s.who] += s.what
            ;(s.who === 0 ? a : b).type(s.what)
          }
        }
        exchange(a, b)
        const result = a.text.toString()
        expect(b.text.toString()).toBe(result)
        expect(isWhole(result)).toBe(true)
        expect(result.length).toBe(base.length + typed.join('').length)
        for (const [person, mine] of [
          [a, typed[0]],
          [b, typed[1]],
        ] as const) {
          expect(result.slice(0, person.caret).endsWith(mine ?? '')).toBe(true)
        }
      }),
    )
  })

  it('[TXT2] a selection does not swallow what appears at its edges', () => {
    expect(mapSelection(1, 3, [{ retain: 1 }, { insert: 'xx' }])).toEqual({ start: 3, end: 5 })
    expect(mapSelection(1, 3, [{ retain: 3 }, { insert: 'xx' }])).toEqual({ start: 1, end: 3 })
    expect(mapSelection(1, 3, [{ delete: 5 }, { insert: 'new' }])).toEqual({ start: 0, end: 0 })
  })

  it('[TXT2] a caret in a deleted passage comes to rest where the passage was', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), fc.nat(20), (at, length, offset) => {
        const mapped = mapOffset(offset, [{ retain: at }, { delete: length }])
        expect(mapped).toBe(offset <= at ? offset : Math.max(at, offset - length))
      }),
    )
  })
})

describe('a change made while others went on', () => {
  it('[TXT3] keeps what both inserted and deletes what either deleted', () => {
    const cut = fc.record({ from: fc.nat(), length: fc.nat(6), insert: prose })
    const spliceOf = (text: string, c: { from: number; length: number; insert: string }): Splice => {
      const at = place(text, c.from)
      return {
        at,
        remove:
          Math.min(c.length, characters(text.slice(at)).length) === 0
            ? 0
            : characters(text.slice(at)).slice(0, c.length).join('').length,
        insert: c.insert,
      }
    }
    fc.assert(
      fc.property(prose, fc.array(cut, { maxLength: 3 }), cut, (base, theirs, mine) => {
        const remote = new Typist(2)
        const local = new Typist(1)
        local.text.insert(0, base)
        exchange(local, remote)
        const splice = spliceOf(base, mine)

        // What Yjs itself makes of it when the local change is written at once and merged.
        const parallel = new Typist(3)
        Y.applyUpdate(parallel.doc, Y.encodeStateAsUpdate(local.doc))
        parallel.write(splice)

        const deltas: Y.YTextEvent['delta'][] = []
        local.text.observe((event) => deltas.push(event.delta))
        for (const one of theirs) {
          remote.write(spliceOf(remote.text.toString(), one))
          exchange(local, remote)
        }
        exchange(parallel, remote)

        const rebased = rebaseSplices(splice, deltas)
        let result = local.text.toString()
        for (const s of rebased) result = applySplice(result, s)
        const sorted = (text: string) => characters(text).sort().join('')
        expect(sorted(result)).toBe(sorted(parallel.text.toString()))
        expect(isWhole(result)).toBe(true)
        expect(result).toContain(splice.insert)
      }),
    )
  })
})

describe('what a field accepts', () => {
  it('[TXT4] broken halves of an emoji never reach the document', () => {
    expect(wellFormed('a\uD83D b\uDE00 \u{1F600}')).toBe('a\uFFFD b\uFFFD \u{1F600}')
  })

  it('[TXT5] 100,000 characters are accepted, one more is refused in words, and a text that is too long may shrink', () => {
    expect(lengthRefusal(0, TEXT_MAX)).toBeUndefined()
    expect(lengthRefusal(0, TEXT_MAX + 1)).toMatch(
      /at most 100,000 characters and would have 100,001\. Nothing was changed/,
    )
    expect(lengthRefusal(TEXT_MAX + 50, TEXT_MAX + 10)).toBeUndefined()
  })
})
