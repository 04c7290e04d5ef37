import { describe, expect, it } from 'vitest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { drawDiagram } from '@/lib/drawing/diagram'
import { must } from '@/lib/gsn/outcome'
import { reviewState } from '@/lib/review/state'
import type { CaseMaterial } from '@/server/document/material'
import { measureNarrow, penForOthers, penForPages } from '@/server/document/server-pen'
import { readDrawing } from '@/server/document/svg-shapes'
import { pngScale, writeDiagram } from '@/server/document/write-diagram'
import { grownCase } from '../../support/case'

function material(peer = grownCase('ALOF')): CaseMaterial {
  return { canonical: canonicalCase(peer.doc), offsets: new Map(), entries: [], audience: 'both' }
}
const ASK = { part: { what: 'whole' }, scheme: 'light', strict: false, caseTitle: 'Pump <1>' } as const
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('the argument as a picture', () => {
  it('[DIA1] holds every element of the part, a title and a description, and nothing that runs', () => {
    const peer = grownCase('ALOF')
    peer.do('set-text', { element: 'C1', field: 'statement', text: '<script>alert(1)</script> & "both"' })
    const svg = text(must(writeDiagram(material(peer), ASK, 'svg')))
    expect(svg).toContain('<title>Pump &lt;1&gt;: the whole argument</title>')
    expect(svg).toMatch(/<desc>\d+ elements\.<\/desc>/)
    expect(svg).not.toMatch(/<script|<foreignObject|\son\w+=|href|class=|style=/)
    for (const name of ['C1', 'C2-ALOF', 'C4-ALOF', 'S1-ALOF', 'C6-ALOF']) expect(svg).toContain(`>${name}</text>`)
    expect(readDrawing(svg)).toBeDefined()
    const part = (what: object) => text(must(writeDiagram(material(peer), { ...ASK, part: what as never }, 'svg')))
    expect(part({ what: 'capability', capability: 'ALOF' })).not.toContain('>C1</text>')
    expect(part({ what: 'branch', branch: 'C6-ALOF' })).not.toContain('>C4-ALOF</text>')
    expect(part({ what: 'overview' })).toContain('Automatic logoff')
  })

  it('[DIA1] says what is not there instead of drawing something else', () => {
    for (const part of [
      { what: 'capability', capability: 'C1' } as const,
      { what: 'branch', branch: '<b>' } as const,
    ]) {
      expect(writeDiagram(material(), { ...ASK, part }, 'svg')).toMatchObject({
        ok: false,
        refusal: { code: 'element-not-found' },
      })
    }
  })

  it('[DIA2] no line is wider than its shape, whatever it is written in, and long texts end in dots', () => {
    const peer = grownCase('ALOF')
    for (const words of ['Wide WWWW mmmm '.repeat(6_000), 'x'.repeat(100_000), '自动注销'.repeat(5_000)]) {
      peer.do('set-text', { element: 'C1', field: 'statement', text: words })
      for (const pen of [penForOthers(), penForPages()]) {
        const element = peer.graph.elements.get('C1')
        if (element === undefined) throw new Error('no top claim')
        const { lines, clipped } = pen.sizer(element)
        expect(lines.length).toBe(4)
        expect(clipped).toBe(true)
        for (const line of lines) expect(measureNarrow(line, { size: 13, weight: 400 })).toBeLessThanOrEqual(184.5)
      }
    }
  })

  it('[DIA3] a PNG has the shape of its picture, in its own typeface, at twice the size', () => {
    const pen = penForPages()
    const { graph } = grownCase('ALOF')
    const drawn = must(drawDiagram(graph, reviewState(graph, []), new Map(), { ...ASK, remarks: [] }, pen))
    const png = must(writeDiagram(material(), ASK, 'png'))
    const view = new DataView(png.buffer, png.byteOffset)
    expect(view.getUint32(16)).toBe(Math.round(drawn.width * 2))
    expect(Math.abs(view.getUint32(20) - drawn.height * 2)).toBeLessThan(2)
  })

  it('[DIA3] a picture too large for a PNG is refused with what to do', () => {
    expect(pngScale(1_000, 800)).toBe(2)
    expect(pngScale(5_000, 5_000)).toBeCloseTo(1.26, 1)
    expect(pngScale(40_000, 2_000)).toBeLessThan(1)
    const peer = grownCase('ALOF')
    const far = { ...material(peer), offsets: new Map([['C6-ALOF', { dx: 90_000, dy: 0 }]]) }
    const answer = writeDiagram(far, ASK, 'png')
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'picture-too-large' } })
    if (!answer.ok) expect(answer.refusal.message).toContain('Take SVG, or one capability or branch.')
  })
})
