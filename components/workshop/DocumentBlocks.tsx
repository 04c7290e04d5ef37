import { Fragment, type ReactNode } from 'react'
import type { Block, PagedDocument, Run } from '@/lib/document/document'
import { visibleText } from '@/lib/document/visible-text'

/** A paged document as a page of the web: the same blocks, the same words. Its title is the page's first heading. */
export function DocumentBlocks({ document }: { document: PagedDocument }) {
  return document.blocks.map((block, index) => {
    // Blocks have no other identity, and a document is drawn once.
    const key = index
    return <Fragment key={key}>{blockOf(block)}</Fragment>
  })
}

function blockOf(block: Block): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Tag = ({ 1: 'h2', 2: 'h3', 3: 'h4' } as const)[block.level]
      return <Tag id={block.id}>{shown(block.text)}</Tag>
    }
    case 'paragraph':
      return <p>{runsOf(block.runs)}</p>
    case 'list': {
      const Tag = block.ordered ? 'ol' : 'ul'
      return (
        <Tag>
          {block.items.map((item, index) => {
            const key = index
            return <li key={key}>{runsOf(item)}</li>
          })}
        </Tag>
      )
    }
    case 'table':
      return (
        <table>
          {block.caption !== undefined && <caption>{shown(block.caption)}</caption>}
          <thead>
            <tr>
              {block.head.map((text) => (
                <th key={text} scope="col">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => {
              const key = index
              return (
                <tr key={key}>
                  {row.map((runs, column) => (
                    <td key={block.head[column]}>{runsOf(runs)}</td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      )
    case 'figure':
      return (
        <figure>
          {/* A picture as data runs no script and follows nothing, whatever it holds. */}
          {/* biome-ignore lint/performance/noImgElement: there is nothing to fetch or to resize */}
          <img src={`data:image/svg+xml,${encodeURIComponent(block.svg)}`} alt={block.alt} />
          <figcaption>{shown(block.caption)}</figcaption>
        </figure>
      )
    // A page of the web is one page.
    case 'contents':
    case 'page-break':
      return null
    default:
      return block satisfies never
  }
}

function runsOf(runs: readonly Run[]): ReactNode {
  return runs.map((run, index) => {
    const key = index
    return <Fragment key={key}>{runOf(run)}</Fragment>
  })
}

function runOf({ text, bold, italic, fixedWidth, added, removed, link }: Run): ReactNode {
  let words: ReactNode = shown(text)
  if (fixedWidth) words = <code>{words}</code>
  if (italic) words = <em>{words}</em>
  if (bold) words = <strong>{words}</strong>
  if (added) words = <ins>{words}</ins>
  if (removed) words = <del>{words}</del>
  const follows = link !== undefined && (link.startsWith('#') || /^(https?:\/\/|mailto:)/i.test(link))
  return follows ? <a href={link}>{words}</a> : words
}

function shown(text: string): string {
  return visibleText(text)
    .map((each) => each.text)
    .join('')
}
