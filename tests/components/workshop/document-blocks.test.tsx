import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { DocumentBlocks } from '@/components/workshop/DocumentBlocks'
import { sample } from '../../server/document/sample'

describe('a paged document as a page of the web', () => {
  const html = (blocks = sample().blocks) => renderToStaticMarkup(<DocumentBlocks document={sample({ blocks })} />)

  it('[WSH6] has the same headings, lists, tables and words', () => {
    const page = html()
    expect(page).toContain('<h2 id="who">Who was there</h2>')
    expect(page).toContain('<h3 id="decided">Decided</h3>')
    expect(page).toContain('<ol><li>First</li><li>Second</li></ol>')
    expect(page.split('<tr>')).toHaveLength(82)
    expect(page).toContain('<caption>Actions</caption>')
    expect(page).toContain('<th scope="col">What</th>')
    expect(page).toContain('<ins>added words</ins><del>removed words</del>')
    expect(page).toContain('alt="A claim with evidence"')
  })

  it('[WSH6] shows words as words, follows no trap, and names what would not be seen', () => {
    const page = html([
      {
        kind: 'paragraph',
        runs: [{ text: '<script>alert(1)</script> \u202Egpj' }, { text: 'trap', link: 'javascript:alert(1)' }],
      },
    ])
    expect(page).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt; [U+202E]gpjtrap</p>')
  })
})
