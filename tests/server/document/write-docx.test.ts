import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { writeDocx } from '@/server/document/write-docx'
import { sample, saying } from './sample'

async function partsOf(document: Parameters<typeof writeDocx>[0]): Promise<Record<string, string>> {
  const files = unzipSync(await writeDocx(document))
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** Everything shown in the body, ends of lines and all. */
function wordsOf(xml: string): string {
  return [...xml.matchAll(/<w:(?:t|delText)\b[^>]*>([^<]*)</g)]
    .map(([, text = '']) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    )
    .join('')
}

describe('a document as DOCX', () => {
  it('[PAG1] is made of parts that are all well-formed', async () => {
    for (const [name, xml] of Object.entries(await partsOf(sample()))) {
      if (!/\.(xml|rels)$/.test(name)) continue
      const parser = new SaxesParser()
      parser.on('error', (error) => {
        throw new Error(`${name}: ${error.message}`)
      })
      parser.write(xml).close()
    }
  })

  it('[PAG1] has headings, a table of contents and page numbers that the word processor knows as such', async () => {
    const parts = await partsOf(sample())
    const body = parts['word/document.xml'] ?? ''
    for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3', 'TOCHeading'])
      expect(body).toContain(`w:val="${style}"`)
    expect(body).toMatch(/<w:instrText[^>]*>TOC /)
    expect(body).toMatch(/PAGEREF _Toc1 /)
    expect(parts['word/footer1.xml']).toMatch(/NUMPAGES/)
    expect(parts['word/footer1.xml']).toContain('Workshop 3')
  })

  it('[PAG1] repeats the heads of tables and keeps every row', async () => {
    const body = (await partsOf(sample()))['word/document.xml'] ?? ''
    expect(body.split('<w:tr>').length + body.split('<w:tr ').length - 2).toBe(81)
    expect(body.split('<w:tblHeader/>').length - 1).toBe(1)
  })

  it('[PAG1] says what was added and removed as tracked changes with a moment of the right form', async () => {
    const body = (await partsOf(sample()))['word/document.xml'] ?? ''
    expect(body).toMatch(/<w:ins [^>]*w:date="2026-11-22T08:05:00Z"[^>]*>.*?added words/)
    expect(body).toMatch(/<w:del [^>]*w:date="2026-11-22T08:05:00Z"[^>]*>.*?<w:delText[^>]*>removed words/)
  })

  it('[PAG1] follows addresses of the web and places of the document, and nothing else', async () => {
    const parts = await partsOf(sample())
    const rels = parts['word/_rels/document.xml.rels'] ?? ''
    expect(rels.match(/TargetMode="External"/g)).toHaveLength(1)
    expect(rels).toContain('https://example.org/cases/1?a=b')
    expect(Object.values(parts).join('')).not.toContain('javascript:')
    const body = parts['word/document.xml'] ?? ''
    const anchor = /<w:hyperlink [^>]*w:anchor="(h\d+)"/.exec(body)?.[1]
    expect(body).toContain(`<w:bookmarkStart w:name="${anchor}"`)
  })

  it('[PAG1] shows pictures with words for those who do not see them', async () => {
    const parts = await partsOf(sample())
    expect(parts['word/document.xml']).toContain('descr="A claim with evidence"')
    expect(Object.keys(parts).filter((name) => /^word\/media\/.*\.png$/.test(name))).toHaveLength(1)
  })

  it('[PAG1] writes the same bytes for the same document on another day', async () => {
    const first = await writeDocx(sample())
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(Buffer.compare(Buffer.from(first), Buffer.from(await writeDocx(sample())))).toBe(0)
  })

  it('[PAG2] shows what would not be seen by its code point, and leaves nothing out', async () => {
    const parts = await partsOf(saying('a\u202Egpj.exe 漢字 🫀 <script>alert(1)</script>\nnext \u0000'))
    expect(wordsOf(parts['word/document.xml'] ?? '')).toContain(
      'a[U+202E]gpj.exe 漢字 🫀 <script>alert(1)</script>next [U+0000]',
    )
    expect(parts['word/document.xml']).toContain('<w:br/>')
  })

  it('[PAG1] takes a text of a hundred thousand letters', async () => {
    const parts = await partsOf(saying('z'.repeat(100_000)))
    expect(wordsOf(parts['word/document.xml'] ?? '')).toContain('z'.repeat(100_000))
  })
})
