import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Audience } from '@/lib/access/audience'
import { canonicalCase } from '@/lib/case/canonical-case'
import { readCase } from '@/lib/case/read'
import type { Block, PagedDocument } from '@/lib/document/document'
import { must } from '@/lib/gsn/outcome'
import { SMALLEST, scaleOnPage } from '@/lib/report/figures'
import { pictureSize } from '@/lib/report/picture-figure'
import type { ReviewEntry } from '@/lib/review/entries'
import type { CaseMaterial } from '@/server/document/material'
import { svgToPng } from '@/server/document/picture'
import { writeDocx } from '@/server/document/write-docx'
import { writePdf } from '@/server/document/write-pdf'
import { type ReportAsk, reportOf } from '@/server/document/write-report'
import { grownCase, type Peer } from '../../support/case'
import { LONG } from '../../support/long'

const ASK: ReportAsk = {
  about: {
    caseId: 'case0001',
    title: 'Ward pump',
    organisations: { mdm: 'Northfield', hdo: "St Brigid's" },
    at: '2026-11-22T08:00:00.000Z',
    seq: 42,
    by: 'Maria Vogel',
  },
  what: 'case',
  pictures: new Map(),
  picturesLeft: 0,
}

function material(peer: Peer, audience: Audience = 'both', entries: readonly ReviewEntry[] = []): CaseMaterial {
  return { canonical: canonicalCase(peer.doc), offsets: new Map(), entries, audience, side: 'mdm' }
}

const report = (peer: Peer, ask: Partial<ReportAsk> = {}, audience?: Audience, entries?: readonly ReviewEntry[]) =>
  must(reportOf(material(peer, audience, entries), { ...ASK, ...ask }))

/** Everything that a reader of the document can read, picture by picture and cell by cell. */
function wordsOf(document: PagedDocument): string {
  const one = (block: Block): string => {
    switch (block.kind) {
      case 'heading':
        return block.text
      case 'paragraph':
        return block.runs.map(({ text }) => text).join('')
      case 'list':
        return block.items.map((item) => item.map(({ text }) => text).join('')).join('\n')
      case 'table':
        return [
          block.head.join('\t'),
          ...block.rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('')).join('\t')),
        ].join('\n')
      case 'figure':
        return `${block.caption} ${block.alt} ${block.svg}`
      default:
        return ''
    }
  }
  return document.blocks.map(one).join('\n')
}

/** A capability with risks, controls and evidence. */
function argued(risks = 2): Peer {
  const peer = grownCase('ALOF')
  peer.do('decide-capability', { capability: 'ALOF', decision: 'required' })
  for (let n = 1; n <= risks; n++) {
    const risk = peer.do('add-risk', { capability: 'ALOF', values: { threat: `Threat ${n}` } }).created[0] as string
    const control = peer.do('add-control', { risk, values: { title: `Lock ${n}`, responsible: 'shared' } })
      .created[0] as string
    peer.do('set-text', { element: control, field: 'dutyHdo', text: `Trains ward ${n}` })
    peer.do('add-evidence', { claim: control, statement: `Report ${n}`, values: { side: 'mdm' } })
  }
  return peer
}

const figuresOf = (document: PagedDocument) => document.blocks.filter((block) => block.kind === 'figure')
const headingsOf = (document: PagedDocument) => document.blocks.flatMap((b) => (b.kind === 'heading' ? [b.text] : []))

describe('the case report', () => {
  it('[RPT1] holds what readers need who have nothing but it, and every statement of the argument', () => {
    const peer = argued()
    const document = report(peer)
    expect(headingsOf(document)).toEqual(
      expect.arrayContaining([
        'Contents',
        'Summary',
        'How to read the diagrams',
        'The case as a whole',
        'ALOF: Automatic logoff',
        'Risks of ALOF under both policies',
        'Controls of ALOF and who does what',
        'Evidence of ALOF and what each side thinks of it',
        'Traceability matrix',
        'Responsibilities',
        'Terms beyond the controls',
        'Supporting documents',
        'Premarket documentation',
        'Open findings',
        'Open comments',
      ]),
    )
    const words = wordsOf(document)
    const graph = peer.graph
    for (const id of graph.reachable) {
      const element = graph.elements.get(id)
      expect(words).toContain(element?.name)
      expect(words).toContain(element?.statement)
    }
    for (const said of ['Trains ward 1', 'Change number 42', "St Brigid's", 'No agreement is in force.'])
      expect(words).toContain(said)
  })

  it('[RPT1] of one capability is about that one alone', () => {
    const document = report(argued(), { capability: 'ALOF' })
    expect(headingsOf(document)).toContain('ALOF: Automatic logoff')
    expect(wordsOf(document)).not.toContain('AUDT')
    expect(reportOf(material(argued()), { ...ASK, capability: 'NONE' })).toMatchObject({
      ok: false,
      refusal: { code: 'element-not-found' },
    })
  })

  it('[RPT2] cuts the argument into figures that can be read, none of which leaves an element out', () => {
    for (const risks of [1, 14]) {
      const peer = argued(risks)
      const figures = figuresOf(report(peer, { capability: 'ALOF' }))
      for (const { svg } of figures) {
        const [, width = 0, height = 0] = (/<svg[^>]*\swidth="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []).map(Number)
        expect(scaleOnPage({ width, height })).toBeGreaterThanOrEqual(SMALLEST)
      }
      const drawn = figures.map(({ svg }) => svg).join('')
      for (const { name, capability } of peer.graph.elements.values()) {
        if (capability === 'ALOF' && peer.graph.reachable.has(peer.id(name))) expect(drawn).toContain(`>${name}</text>`)
      }
      const links = wordsOf(report(peer)).match(/Figure \d+\./g) ?? []
      expect(new Set(links).size).toBe(links.length)
    }
  })

  it('[RPT3] a text of 100,000 letters and one with markup stand there whole, and nothing runs', async () => {
    const peer = argued(1)
    const long = 'A long sentence about the ward. '.repeat(3_100).trim()
    peer.do('set-text', { element: 'C6-ALOF', field: 'statement', text: long })
    peer.do('set-text', { element: 'C5-ALOF', field: 'statement', text: '<script>alert("x")</script> & more' })
    const document = report(peer, { capability: 'ALOF' })
    expect(wordsOf(document)).toContain(long)
    const files = unzipSync(await writeDocx(document))
    const xml = Buffer.from(files['word/document.xml'] as Uint8Array).toString()
    expect(xml).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more')
    expect(xml).not.toContain('<script')
    for (const { svg } of figuresOf(document)) expect(svg).not.toContain('<script')
  })

  it('[RPT4] shows narratives with their tables, lists and pictures, and pictures that are not for its readers by words', () => {
    const png = svgToPng(
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="9" height="9"/></svg>',
      30,
    )
    expect(pictureSize('image/png', png)).toEqual({ w: 30, h: 20 })
    expect(pictureSize('image/jpeg', png)).toBeUndefined()
    expect(pictureSize('image/png', png.slice(0, 10))).toBeUndefined()
    const peer = argued(1)
    const [shown, hidden] = ['a'.repeat(64), 'b'.repeat(64)]
    const p = (text: string) => ({ type: 'paragraph', content: [{ text }] })
    const narrative = [
      { type: 'bulletList', content: [{ type: 'listItem', content: [p('First'), p('and more')] }] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableHeader', content: [p('Ward')] },
              { type: 'tableHeader', content: [p('Pumps')] },
            ],
          },
          {
            type: 'tableRow',
            content: [
              { type: 'tableCell', content: [p('3B')] },
              { type: 'tableCell', content: [p('12')] },
            ],
          },
        ],
      },
      { type: 'image', attrs: { sha256: shown, alt: 'Plan of the ward' } },
      { type: 'image', attrs: { sha256: hidden, alt: 'Plan of the vault' } },
    ]
    const canonical = canonicalCase(peer.doc)
    const elements = canonical.elements.map((each) => (each.id === 'C6-ALOF' ? { ...each, narrative } : each))
    const document = must(
      reportOf(
        { ...material(peer), canonical: { ...canonical, elements } },
        {
          ...ASK,
          capability: 'ALOF',
          pictures: new Map([[shown, { type: 'image/png', bytes: png }]]),
          picturesLeft: 1,
        },
      ),
    )
    const table = document.blocks.find((block) => block.kind === 'table' && block.head[0] === 'Ward')
    expect(table).toMatchObject({ head: ['Ward', 'Pumps'], rows: [[[{ text: '3B' }], [{ text: '12' }]]] })
    expect(
      figuresOf(document).some(({ caption, svg }) => caption === 'Plan of the ward' && svg.includes('data:image/png')),
    ).toBe(true)
    expect(wordsOf(document)).toContain('[Picture: Plan of the vault]')
    expect(wordsOf(document)).toContain('1 picture that is not for its readers is not in this file.')
    expect(wordsOf(document)).toContain('• First')
  })

  it('[RPT5] counts the characters that its typeface has no glyph for', () => {
    const peer = argued(1)
    expect(headingsOf(report(peer))).not.toContain('Characters that are named')
    peer.do('set-text', { element: 'C6-ALOF', field: 'statement', text: '自动注销 is established' })
    const document = report(peer, { capability: 'ALOF' })
    expect(wordsOf(document)).toMatch(/\d+ characters have no glyph in the typeface of this document/)
    expect(figuresOf(document).some(({ svg }) => svg.includes('\uFFFD\uFFFD\uFFFD\uFFFD is established'))).toBe(true)
  })

  it('[FOR1] [FOR3] holds for each audience what is theirs and counts the rest', () => {
    const peer = argued(1)
    const kept = peer.do('add-evidence', {
      claim: 'C5-ALOF',
      statement: 'Vault audit',
      values: { side: 'mdm', confidentiality: 'own-side' },
    })
    expect(kept.created.length).toBe(1)
    const said = (chain: 'shared' | 'mdm', text: string, seq: number): ReviewEntry => ({
      chain,
      seq,
      at: '2026-11-21T08:00:00.000Z',
      actor: { id: 'p', name: 'Vera Quill', side: 'mdm' },
      kind: 'thread.opened',
      body: { thread: text.slice(0, 4), element: 'C5-ALOF', text },
    })
    const entries = [said('shared', 'Said to both', 1), said('mdm', 'Among ourselves', 1)]
    const told = (audience: Audience) => wordsOf(report(peer, {}, audience, entries))
    expect(told('own')).toContain('Among ourselves')
    expect(told('both')).not.toContain('Among ourselves')
    expect(told('both')).toContain('1 comment of one side is not in this file.')
    for (const secret of ['Among ourselves', 'Said to both', 'Vera Quill', 'Vault audit', 'Maria Vogel']) {
      expect(told('outside')).not.toContain(secret)
    }
    expect(told('outside')).toContain('1 comment of the two sides is not in this file.')
    expect(told('outside')).toContain('1 piece of evidence that stays with its owner is not in this file.')
  })
})

const missing = ['qpdf', 'pdftotext'].filter((program) => {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
})

describe.skipIf(missing.length > 0)(
  `the written report, read by others${missing.length > 0 ? ` (no ${missing.join(', ')} here)` : ''}`,
  () => {
    let folder: string
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'accord-report-'))
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    it('[RPT6] is sound to qpdf and says to pdftotext what it was composed of', async () => {
      const peer = argued(3)
      const file = join(folder, 'report.pdf')
      writeFileSync(file, await writePdf(report(peer)))
      expect(execFileSync('qpdf', ['--check', file]).toString()).toContain('No syntax or stream encoding errors found')
      const text = execFileSync('pdftotext', [file, '-']).toString().replace(/\s+/g, ' ')
      for (const { name } of readCase(peer.doc).elements.values()) expect(text).toContain(name)
      expect(text).toContain('Trains ward 3')
      expect(text).toMatch(/ALOF: Automatic logoff \.* ?\d+|ALOF: Automatic logoff/)
    })
  },
)

const noOffice = (() => {
  try {
    execFileSync('which', ['soffice', 'pdftotext'], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
})()

describe.skipIf(noOffice || !LONG)(
  'the written report in a word processor (needs LibreOffice, and ACCORD_LONG)',
  () => {
    it('[RPT6] opens with its contents, headings and every name', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'accord-office-'))
      const file = join(folder, 'report.docx')
      const peer = argued(2)
      writeFileSync(file, await writeDocx(report(peer, { capability: 'ALOF' })))
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file], {
        stdio: 'ignore',
      })
      const text = execFileSync('pdftotext', [join(folder, 'report.pdf'), '-']).toString()
      rmSync(folder, { recursive: true, force: true })
      for (const words of ['Contents', 'Traceability matrix', 'C8-ALOF-1-1', 'Trains ward 2'])
        expect(text).toContain(words)
    }, 120_000)
  },
)
