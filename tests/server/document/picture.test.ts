import { describe, expect, it } from 'vitest'
import { svgToPng } from '@/server/document/picture'
import { PICTURE } from './sample'

describe('a picture as PNG', () => {
  it('[PAG3] is as wide as asked and keeps its shape', () => {
    const png = svgToPng(PICTURE, 600)
    const view = new DataView(png.buffer, png.byteOffset)
    expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([600, 240])
  })

  it('[PAG3] draws words though the machine may have no fonts', () => {
    const empty = PICTURE.replaceAll(/<text.*?<\/text>/g, '')
    expect(svgToPng(PICTURE, 300).length).toBeGreaterThan(svgToPng(empty, 300).length + 500)
  })

  it('[PAG3] never turns words round: the override is drawn by its name', () => {
    const turned = PICTURE.replace('Drawn words', 'a&#x202E;b')
    const named = PICTURE.replace('Drawn words', 'a[U+202E]b')
    expect(Buffer.compare(Buffer.from(svgToPng(turned, 300)), Buffer.from(svgToPng(named, 300)))).toBe(0)
  })

  it('[PAG3] names a character that the typeface has not', () => {
    const chinese = PICTURE.replace('Drawn words', '漢 &amp; é')
    const named = PICTURE.replace('Drawn words', '[U+6F22] &amp; é')
    expect(Buffer.compare(Buffer.from(svgToPng(chinese, 300)), Buffer.from(svgToPng(named, 300)))).toBe(0)
  })

  it('[PAG3] refuses what is no SVG with a sentence', () => {
    expect(() => svgToPng('hello', 100)).toThrow('This picture is not an SVG that can be drawn.')
  })
})
