import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writePdf } from '@/server/document/write-pdf'
import { readPdf, stringsOf, wordsOf } from './pdf-reader'
import { PICTURE, sample, saying } from './sample'

describe('a document as PDF', () => {
  it('[PAG1] tags headings, lists, tables with their heads, pictures with words for those who do not see them', async () => {
    const pdf = readPdf(await writePdf(sample()))
    const objects = [...pdf.objects.values()].join('\n')
    const count = (type: string) => objects.split(`/S /${type}\n`).length - 1
    expect(objects).toContain('/Marked true')
    expect(objects).toContain('/Lang (en)')
    expect(objects).toContain('/DisplayDocTitle true')
    expect([count('H1'), count('H2'), count('H3'), count('LI'), count('Figure')]).toEqual([2, 1, 1, 2, 1])
    expect([count('TR'), count('TH'), count('TD')]).toEqual([81, 2, 160])
    expect(objects).toMatch(/\/Scope \/Column/)
    expect(stringsOf(pdf, 'Alt')).toEqual(['A claim with evidence'])
  })

  it('[PAG1] repeats the head of a table on every page for the eye, and counts the pages', async () => {
    const { pages } = readPdf(await writePdf(sample()))
    const withRows = pages.filter((page) => /Action \d+\n/.test(page))
    expect(withRows.length).toBeGreaterThan(1)
    for (const page of withRows) expect(page).toContain('What\nWho\n')
    for (const [index, page] of pages.entries()) expect(page).toContain(`page ${index + 1} of ${pages.length}`)
    const all = pages.join('')
    for (let row = 0; row < 80; row++) expect(all).toContain(`Action ${row}\n`)
  })

  it('[PAG1] leads from the table of contents and the bookmarks to the page of each heading', async () => {
    const pdf = readPdf(await writePdf(sample()))
    expect([...stringsOf(pdf, 'Title')].sort()).toEqual(['Contents', 'Decided', 'Drawn', 'Who was there'])
    const [first = '', second = ''] = pdf.pages
    expect(second).toContain('Who was there')
    expect(first).toMatch(/Who was there\n2\n/)
    // Its own heading is not in it.
    expect(first.split('Contents').length).toBe(2)
    expect(stringsOf(pdf, 'D')).toContain('h000001')
  })

  it('[PAG1] follows addresses of the web and places of the document, and nothing else', async () => {
    const pdf = readPdf(await writePdf(sample()))
    expect(stringsOf(pdf, 'URI')).toEqual(['https://example.org/cases/1?a=b'])
    expect(wordsOf(pdf)).toContain('trap')
    expect([...pdf.objects.values()].join('')).not.toMatch(/JavaScript|\/JS\b/)
  })

  it('[PAG1] carries its attachments byte for byte', async () => {
    const pdf = readPdf(await writePdf(sample()))
    expect(pdf.streams).toContain('{"carried":true}')
    expect(stringsOf(pdf, 'UF')).toEqual(['case.json'])
    expect(stringsOf(pdf, 'Desc')).toEqual(['The case'])
  })

  it('[PAG1] writes the same bytes for the same document on another day', async () => {
    const first = await writePdf(sample())
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(Buffer.compare(Buffer.from(first), Buffer.from(await writePdf(sample())))).toBe(0)
    expect(Buffer.from(first).toString('latin1')).toContain('(D:20261122080500Z)')
    const later = await writePdf(sample({ at: '2026-11-23T08:05:00.000Z' }))
    expect(Buffer.compare(Buffer.from(first), Buffer.from(later))).not.toBe(0)
  })

  it('[PAG1] says the title in the metadata so that strict readers take it', async () => {
    const xml = readPdf(await writePdf(sample())).streams.find((stream) => stream.includes('<x:xmpmeta'))
    expect(xml).toContain('Minutes &amp; &lt;more&gt;')
  })

  it('[PAG1] draws pictures as lines and letters where it can, and as pixels where it must', async () => {
    const drawn = readPdf(await writePdf(sample()))
    expect(drawn.pages.join('')).toContain('Drawn words')
    expect([...drawn.objects.values()].join('')).not.toContain('/Subtype /Image')
    const svg = PICTURE.replace('<path d="M80', '<path filter="url(#blur)" d="M80')
    const figure = { kind: 'figure', svg, caption: 'As pixels', alt: 'The same' } as const
    const pixels = readPdf(await writePdf(sample({ blocks: [figure] })))
    expect([...pixels.objects.values()].join('')).toContain('/Subtype /Image')
  })

  it('[PAG1] lays a wide picture on its side rather than shrink it, and goes back upright', async () => {
    const svg = PICTURE.replace(
      'width="300" height="120" viewBox="0 0 300 120"',
      'width="1400" height="560" viewBox="0 0 300 120"',
    ).replace('viewBox="0 0 300 120"', 'viewBox="0 0 1400 560"')
    const figure = { kind: 'figure', svg, caption: 'Wide', alt: 'Wide' } as const
    const after = { kind: 'paragraph', runs: [{ text: 'Upright again' }] } as const
    const pdf = readPdf(await writePdf(sample({ blocks: [figure, after] })))
    const boxes = [...pdf.objects.values()].flatMap((body) => /\/MediaBox \[0 0 ([\d.]+)/.exec(body)?.[1] ?? [])
    expect(boxes).toEqual(['595.28', '841.89', '595.28'])
    expect(pdf.pages[1]).toContain('Wide')
    expect(pdf.pages[2]).toContain('Upright again')
  })

  it('[PAG1] is refused with a sentence when it has no moment or a picture is none', async () => {
    await expect(writePdf(sample({ at: 'soon' }))).rejects.toThrow('A document needs the moment it speaks of.')
    const figure = { kind: 'figure', svg: '<script>', caption: '', alt: '' } as const
    await expect(writePdf(sample({ blocks: [figure] }))).rejects.toThrow('not an SVG')
  })

  it('[PAG2] shows what would not be seen by its code point, and leaves nothing out', async () => {
    const said = wordsOf(
      readPdf(await writePdf(saying('a\u202Egpj.exe 漢字 🫀 <script>alert(1)</script> soft\u00ADhyphen \u0000'))),
    )
    expect(said).toContain(
      'a[U+202E]gpj.exe [U+6F22][U+5B57] [U+1FAC0] <script>alert(1)</script> soft[U+00AD]hyphen [U+0000]',
    )
  })

  it('[PAG2] keeps letters that run to the left in their own order, for the eye and for a search', async () => {
    const { pages } = readPdf(await writePdf(saying('before שלום עולם after')))
    const pieces = (pages[0] ?? '').split('\n')
    // Glyphs of a word are drawn from the left; the words themselves come in reading order.
    const [first, second] = ['שלום', 'עולם'].map((word) => pieces.indexOf([...word].reverse().join('')))
    expect(first).toBeGreaterThan(-1)
    expect(second).toBeGreaterThan(first ?? 0)
  })

  it('[PAG1] breaks a hundred thousand letters without a space over pages, every one of them drawn', async () => {
    const pdf = readPdf(await writePdf(saying('z'.repeat(100_000))))
    expect(wordsOf(pdf).split('z').length - 1).toBe(100_000)
    expect(pdf.pages.length).toBeGreaterThan(10)
  })

  it('[PAG1] breaks a cell that is higher than a page between two lines', async () => {
    const table = {
      kind: 'table',
      head: ['Long', 'Short'],
      rows: [[[{ text: 'word '.repeat(9000) }], [{ text: 'x' }]]],
    } as const
    const pdf = readPdf(await writePdf(sample({ blocks: [table] })))
    expect(wordsOf(pdf).split('word').length - 1).toBe(9000)
    expect(pdf.pages.length).toBeGreaterThan(4)
  })

  it.skipIf(!installed('qpdf'))('[PAG1] is a file another program finds no fault with (needs qpdf)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-pdf-'))
    try {
      writeFileSync(join(folder, 'sample.pdf'), await writePdf(sample()))
      const said = execFileSync('qpdf', ['--check', join(folder, 'sample.pdf')], { encoding: 'utf8' })
      expect(said).toContain('No syntax or stream encoding errors found')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function installed(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
