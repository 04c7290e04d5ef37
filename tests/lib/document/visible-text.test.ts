import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleLine, visibleText } from '@/lib/document/visible-text'

describe('text on a page', () => {
  it('[PAG2] names characters that show nothing or turn the direction, and keeps the rest', () => {
    expect(visibleText('a\u202Eb\u0000')).toEqual([
      { text: 'a' },
      { text: '[U+202E]', code: true },
      { text: 'b' },
      { text: '[U+0000]', code: true },
    ])
  })

  it('[PAG2] names characters without a glyph', () => {
    expect(visibleText('x漢', (code) => code < 0x80)).toEqual([{ text: 'x' }, { text: '[U+6F22]', code: true }])
  })

  it('[PAG2] knows every end of a line, and titles have none', () => {
    expect(visibleText('a\r\nb\rc\u2028d')).toEqual([{ text: 'a\nb\nc\nd' }])
    expect(visibleLine('a\r\nb')).toBe('a b')
  })

  it('[PAG2] drops nothing of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visibleText(text, (code) => code % 7 !== 0)
        const back = shown
          .map(({ text: part, code }) => (code ? String.fromCodePoint(Number.parseInt(part.slice(3, -1), 16)) : part))
          .join('')
        expect(back).toBe(text.replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n'))
      }),
    )
  })
})
