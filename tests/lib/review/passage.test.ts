import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { narrativeOf, textOf } from '@/lib/case/ydoc'
import { passageAt, passageText, resolvePassage, spotsOf } from '@/lib/review/passage'

const doc = new Y.Doc()

function fresh(words: string): { doc: Y.Doc; text: Y.Text } {
  const doc = new Y.Doc()
  const text = textOf(doc, 'C4', 'statement')
  text.insert(0, words)
  return { doc, text }
}

describe('passages', () => {
  it('[REV18] follow their words through everything that is written around and inside of them', () => {
    const { doc, text } = fresh('The session ends after idle time')
    const passage = passageAt(text, 'statement', 4, 11)
    expect(passage.quote).toBe('session')
    text.insert(0, 'Whenever it matters, ')
    text.insert(text.length, ', always')
    expect(resolvePassage(doc, 'C4', passage)).toEqual({ start: 25, end: 32, exact: true })
    text.insert(27, 'XX')
    expect(resolvePassage(doc, 'C4', passage)).toEqual({ start: 25, end: 34, exact: false })
    text.delete(27, 2)
    expect(resolvePassage(doc, 'C4', passage)?.exact).toBe(true)
  })

  it('[REV18] are gone with their words, and found again where the words return', () => {
    const { doc, text } = fresh('The session ends')
    const passage = passageAt(text, 'statement', 4, 11)
    text.delete(4, 7)
    expect(resolvePassage(doc, 'C4', passage)).toBeUndefined()
    text.insert(0, 'Each session: ')
    expect(resolvePassage(doc, 'C4', passage)).toEqual({ start: 5, end: 12, exact: true })
    text.insert(0, 'session ')
    expect(resolvePassage(doc, 'C4', passage), 'two places are no place').toBeUndefined()
  })

  it('[REV18] neither swallow nor lose letters at their edges, whatever is typed there', () => {
    fc.assert(
      fc.property(
        fc.nat(20),
        fc.nat(20),
        fc.array(fc.tuple(fc.boolean(), fc.string({ maxLength: 4 }))),
        (a, b, edits) => {
          const { doc, text } = fresh('abcdefghijklmnopqrst')
          const [start, end] = a < b ? [a, b] : [b, a]
          if (start === end) return
          const passage = passageAt(text, 'statement', start, end)
          for (const [before, words] of edits) {
            const now = resolvePassage(doc, 'C4', passage)
            text.insert(before ? (now?.start ?? 0) : (now?.end ?? 0), words)
          }
          const found = resolvePassage(doc, 'C4', passage)
          expect(text.toString().slice(found?.start, found?.end)).toBe(passage.quote)
        },
      ),
    )
  })

  it('[REV18] take no mark that leads elsewhere, and reading never adds to the document', () => {
    const { doc, text } = fresh('The session ends')
    textOf(doc, 'C5', 'statement').insert(0, 'Other words')
    const elsewhere = passageAt(textOf(doc, 'C5', 'statement'), 'statement', 0, 5)
    const roots = doc.share.size
    const quote = text.toString()
    for (const mark of [
      '{"tname":"meta"}',
      '{"tname":"planted"}',
      'null',
      '7',
      '{',
      '{"item":{"client":1,"clock":-5}}',
    ]) {
      const found = resolvePassage(doc, 'C4', { ...elsewhere, quote, from: mark, to: mark })
      expect(found).toEqual({ start: 0, end: quote.length, exact: true })
    }
    expect(resolvePassage(doc, 'C4', elsewhere)).toBeUndefined()
    expect(resolvePassage(doc, 'C6', elsewhere)).toBeUndefined()
    expect(doc.share.size).toBe(roots)
  })

  it('[REV18] are found in a narrative by their words', () => {
    const narrative = narrativeOf(doc, 'C4')
    for (const words of ['First paragraph', 'Second <b>paragraph</b>']) {
      const paragraph = new Y.XmlElement('paragraph')
      narrative.insert(narrative.length, [paragraph])
      paragraph.insert(0, [new Y.XmlText(words)])
    }
    expect(passageText(doc, 'C4', 'narrative')).toBe('First paragraph\nSecond <b>paragraph</b>')
    const passage = { field: 'narrative', quote: 'paragraph\nSecond', start: 0, end: 0 }
    expect(resolvePassage(doc, 'C4', passage)).toEqual({ start: 6, end: 22, exact: true })
  })

  it('[REV18] lead to the run of a narrative that holds them, also behind a mention', () => {
    const doc = new Y.Doc()
    const line = new Y.XmlElement('paragraph')
    narrativeOf(doc, 'C4').insert(0, [line])
    const mention = new Y.XmlElement('mention')
    mention.setAttribute('label', 'Ada')
    line.insert(0, [new Y.XmlText('Ask '), mention, new Y.XmlText(' today')])
    expect(passageText(doc, 'C4', 'narrative')).toBe('Ask @Ada today')
    const runs = line.toArray()
    expect(spotsOf(doc, 'C4', { start: 0, end: 3 })).toEqual({
      from: { node: runs[0], index: 0 },
      to: { node: runs[0], index: 3 },
    })
    expect(spotsOf(doc, 'C4', { start: 9, end: 14 })).toMatchObject({ from: { index: 1 }, to: { index: 6 } })
    expect(spotsOf(doc, 'C4', { start: 9, end: 14 })?.from.node).toBe(runs[2])
    expect(spotsOf(doc, 'C9', { start: 0, end: 3 })).toBeUndefined()
  })
})
