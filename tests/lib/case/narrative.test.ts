import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { argumentHtml } from '@/lib/agreement/view-argument'
import { canonicalCase, type NarrativeNode, narrativeJson } from '@/lib/case/canonical-case'
import { pictureType, problemWithNode } from '@/lib/case/narrative-shape'
import { narrativeLines } from '@/lib/case/narrative-text'
import { checkTransaction } from '@/lib/case/schema-check'
import { narrativeOf } from '@/lib/case/ydoc'
import { passageText } from '@/lib/review/passage'
import { grownCase } from '../../support/case'

const SHA = 'ab'.repeat(32)

/** What a hospital's engineer writes: words, a table, a picture, mentions. */
const WRITTEN: readonly NarrativeNode[] = [
  {
    type: 'paragraph',
    content: [
      { text: 'See ' },
      { type: 'mention', attrs: { kind: 'element', id: 'C4-ALOF', label: 'C4-ALOF' } },
      { text: ' with ' },
      { type: 'mention', attrs: { kind: 'person', id: 'p1', label: 'Tom <b>' } },
    ],
  },
  {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('tableHeader', 'Port'), cell('tableHeader', 'Used for')] },
      { type: 'tableRow', content: [cell('tableCell', '443', 2), cell('tableCell', 'Updates')] },
    ],
  },
  { type: 'image', attrs: { sha256: SHA, alt: 'The ward <script>' } },
]

function cell(type: string, text: string, colspan = 1): NarrativeNode {
  return { type, attrs: { colspan, rowspan: 1 }, content: [{ type: 'paragraph', content: [{ text }] }] }
}

function put(parent: Y.XmlFragment | Y.XmlElement, nodes: readonly NarrativeNode[]): void {
  for (const node of nodes) {
    if ('text' in node) {
      const text = new Y.XmlText()
      parent.insert(parent.length, [text])
      text.insert(0, node.text, (node.marks ?? {}) as never)
    } else {
      const element = new Y.XmlElement(node.type)
      parent.insert(parent.length, [element])
      for (const [key, value] of Object.entries(node.attrs ?? {})) element.setAttribute(key, value as string)
      put(element, node.content ?? [])
    }
  }
}

/** What the server says to an edit of C1's narrative that arrives from outside. */
function incoming(edit: (narrative: Y.XmlFragment) => void, before: (narrative: Y.XmlFragment) => void = () => {}) {
  const { doc } = grownCase('ALOF')
  before(narrativeOf(doc, 'C1'))
  const theirs = new Y.Doc()
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc))
  const known = Y.encodeStateVector(doc)
  edit(narrativeOf(theirs, 'C1'))
  let refusal: ReturnType<typeof checkTransaction>
  doc.on('afterTransaction', (transaction) => {
    refusal = checkTransaction(doc, transaction, 'hdo')
  })
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(theirs, known))
  return refusal
}

const node = (type: string, attrs: Record<string, unknown>): NarrativeNode => ({ type, attrs })

describe('what a narrative may hold', () => {
  it('[TXT14] a table, a picture of the case and mentions come through', () => {
    expect(incoming((narrative) => put(narrative, WRITTEN))).toBeUndefined()
  })

  const attacks: Record<string, NarrativeNode> = {
    'a picture from elsewhere': node('image', { src: 'https://tracker.example/pixel.png', sha256: SHA, alt: 'a' }),
    'a picture with an address for a hash': node('image', { sha256: 'https://tracker.example/pixel.png', alt: 'a' }),
    'a picture that runs code': node('image', { sha256: SHA, alt: 'a', onerror: 'alert(1)' }),
    'a picture without a word': node('image', { sha256: SHA, alt: '  ' }),
    'a picture described in a book': node('image', { sha256: SHA, alt: 'x'.repeat(501) }),
    'a mention that leads to an address': node('mention', {
      kind: 'element',
      id: 'javascript:alert(1)',
      label: 'C1',
    }),
    'a mention of another kind': node('mention', { kind: 'page', id: 'C1', label: 'C1' }),
    'a mention with an address': node('mention', { kind: 'element', id: 'C1', label: 'C1', href: 'https://x.example' }),
    'a paragraph with a style': node('paragraph', { style: 'position:fixed;inset:0' }),
    'a heading of level 99': node('heading', { level: 99 }),
    'a cell over a million columns': {
      type: 'table',
      content: [{ type: 'tableRow', content: [cell('tableCell', 'x', 1_000_000)] }],
    },
    'a frame': node('iframe', { src: 'https://x.example' }),
    'a link that looks like a button of ours': {
      type: 'paragraph',
      content: [{ text: 'Sign', marks: { link: { href: 'https://x.example', class: 'mantine-Button-root' } } }],
    },
    'a link without the protection of the page': {
      type: 'paragraph',
      content: [{ text: 'x', marks: { link: { href: 'https://x.example', target: '_top', rel: 'opener' } } }],
    },
    'a javascript: link in a cell': {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            {
              type: 'tableCell',
              content: [
                { type: 'paragraph', content: [{ text: 'x', marks: { link: { href: 'javascript:alert(1)' } } }] },
              ],
            },
          ],
        },
      ],
    },
    'a mark of its own': { type: 'paragraph', content: [{ text: 'x', marks: { style: { color: 'red' } } }] },
  }
  for (const [what, attack] of Object.entries(attacks)) {
    it(`[TXT14] ${what} is refused with a sentence`, () => {
      expect(incoming((narrative) => put(narrative, [attack]))).toMatchObject({
        code: 'schema-violation',
        message: expect.stringMatching(/\.$/),
      })
    })
  }

  it('[TXT14] what is fine at first cannot be turned into something else later', () => {
    const written = (narrative: Y.XmlFragment) => put(narrative, [WRITTEN[2] as NarrativeNode])
    const turned = incoming((narrative) => {
      const picture = narrative.get(0) as Y.XmlElement
      picture.setAttribute('src', 'https://tracker.example/pixel.png')
    }, written)
    expect(turned).toMatchObject({ code: 'schema-violation' })
  })

  it('[TXT14] a picture may arrive in pieces, and who writes one gives both its file and its words', () => {
    expect(incoming((narrative) => put(narrative, [node('image', {})]))).toBeUndefined()
    expect(problemWithNode('image', new Map(Object.entries({ sha256: SHA, alt: 'a' })), true)).toBeUndefined()
    for (const half of [{ sha256: SHA }, { alt: 'a' }, { sha256: SHA, alt: null }]) {
      expect(problemWithNode('image', new Map(Object.entries(half)), true)).toMatch(/^A picture .*\.$/)
    }
  })

  it('[TXT14] an object inside the words is refused', () => {
    const refusal = incoming((narrative) => {
      put(narrative, [{ type: 'paragraph', content: [{ text: 'x' }] }])
      const text = (narrative.get(0) as Y.XmlElement).get(0) as Y.XmlText
      text.insertEmbed(0, { image: 'https://tracker.example/pixel.png' })
    })
    expect(refusal).toMatchObject({ code: 'schema-violation' })
  })

  it('[TXT17] a picture is one by its first bytes, whatever it is called', () => {
    const bytes = (...codes: number[]) => pictureType(new Uint8Array([...codes, 0, 0, 0, 0]))
    expect(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)).toBe('image/png')
    expect(bytes(0xff, 0xd8, 0xff)).toBe('image/jpeg')
    expect(pictureType(new TextEncoder().encode('GIF89a'))).toBe('image/gif')
    expect(pictureType(new TextEncoder().encode('RIFFxxxxWEBPVP8 '))).toBe('image/webp')
    expect(pictureType(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined()
    expect(pictureType(new TextEncoder().encode('<html><script>'))).toBeUndefined()
    expect(pictureType(new Uint8Array())).toBeUndefined()
  })
})

describe('a narrative as words', () => {
  it('[TXT15] has a line for each block and row, names for mentions and descriptions for pictures', () => {
    expect(narrativeLines(WRITTEN)).toEqual([
      'See @C4-ALOF with @Tom <b>',
      'Port | Used for',
      '443 | Updates',
      '[Picture: The ward <script>]',
    ])
    expect(narrativeLines([{ type: 'bulletList', content: [{ type: 'listItem', content: [] }] }])).toEqual([])
  })

  it('[TXT15] a passage reads across a mention as one line', () => {
    const { doc } = grownCase('ALOF')
    put(narrativeOf(doc, 'C1'), WRITTEN)
    expect(passageText(doc, 'C1', 'narrative').split('\n')).toEqual([
      'See @C4-ALOF with @Tom <b>',
      'Port',
      'Used for',
      '443',
      'Updates',
    ])
  })

  it('[TXT15] the page of a version shows table, mention and the words of a picture, and nothing of it runs', () => {
    const { doc } = grownCase('ALOF')
    put(narrativeOf(doc, 'C1'), WRITTEN)
    expect(narrativeJson(doc, 'C1')).toHaveLength(3)
    const { html } = argumentHtml(canonicalCase(doc))
    expect(html).toContain('<th colspan="1" rowspan="1"><p>Port</p></th>')
    expect(html).toContain('<td colspan="2" rowspan="1"><p>443</p></td>')
    expect(html).toContain('See @C4-ALOF with @Tom &lt;b&gt;')
    expect(html).toContain(`[Picture: The ward &lt;script&gt;] <small>SHA-256 ${SHA}</small>`)
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<script')
  })
})
