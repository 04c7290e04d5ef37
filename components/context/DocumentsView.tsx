'use client'
import { useState } from 'react'
import { useGraph, useNavigate } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { type DocumentState, type SupportingDocumentRow, supportingDocuments } from '@/lib/context/documents'
import type { CaseGraph } from '@/lib/gsn/graph'
import classes from './context.module.css'

const STATES: Readonly<Record<DocumentState, { readonly word: string; readonly glyph: string }>> = {
  filled: { word: 'Filled', glyph: '✓' },
  open: { word: 'Partly filled', glyph: '–' },
  missing: { word: 'Nothing yet', glyph: '!' },
  'not-needed': { word: 'Not needed here', glyph: '·' },
}

const read = new WeakMap<CaseGraph, readonly SupportingDocumentRow[]>()

function documentsOf(graph: CaseGraph): readonly SupportingDocumentRow[] {
  const rows = read.get(graph) ?? supportingDocuments(graph)
  read.set(graph, rows)
  return rows
}

/** How many of the ten documents are filled. */
export function useFilledDocuments(): number {
  return useGraph((graph) => documentsOf(graph).filter(({ state }) => state === 'filled').length)
}

/** The ten supporting documents: what fills each, what is still open with the way there, who brings it. */
export function DocumentsView() {
  const rows = useGraph(documentsOf)
  return (
    <div>
      {rows.map((row) => (
        <Document key={row.id} row={row} />
      ))}
    </div>
  )
}

/** Parts shown of one document before asking for the rest. */
const FIRST = 8

function Document({ row }: { row: SupportingDocumentRow }) {
  const [all, setAll] = useState(false)
  const { select } = useNavigate()
  const { state, parts, evidence } = row
  const open = parts.filter(({ filled }) => !filled)
  // What is missing comes first: that is where to go.
  const ordered = [...open, ...parts.filter(({ filled }) => filled)]
  const shown = all ? ordered : ordered.slice(0, FIRST)
  const { word, glyph } = STATES[state]
  return (
    <article className={classes.document} aria-label={row.title}>
      <span className={classes.glyph} data-state={state} aria-hidden="true">
        {glyph}
      </span>
      <h3>{row.title}</h3>
      <span className={classes.state} data-state={state}>
        {word}
        {state === 'open' && `: ${parts.length - open.length} of ${parts.length}`}
      </span>
      <div className={classes.body}>
        <p className={classes.note}>{row.holds}</p>
        <div className={classes.facts}>
          <span>{row.id}</span>
          <span>Brought by: {row.owes === 'both' ? 'both sides' : sideWord(row.owes).toLowerCase()}</span>
          <span>
            {evidence.length === 0
              ? 'No evidence attached'
              : `${evidence.length === 1 ? '1 item' : `${evidence.length} items`} of evidence`}
          </span>
        </div>
        {parts.length === 0 && state === 'missing' && (
          <p className={classes.note}>Decide the capabilities first; then this document has its places.</p>
        )}
        <ul className={classes.parts} aria-label={`What fills ${row.title}`}>
          {shown.map((part) => (
            <li key={`${part.element} ${part.what}`}>
              <button
                type="button"
                className={classes.part}
                data-open={!part.filled || undefined}
                onClick={() => select(part.element, { tab: 'details' })}
              >
                <span aria-hidden="true">{part.filled ? '✓' : '○'}</span>
                {part.what}
                <span className={classes.quiet}>{part.name}</span>
                <span className="visually-hidden">{part.filled ? ', filled' : ', still open'}</span>
              </button>
            </li>
          ))}
          {ordered.length > shown.length && (
            <li>
              <button type="button" className={classes.part} onClick={() => setAll(true)}>
                Show {ordered.length - shown.length} more
              </button>
            </li>
          )}
        </ul>
      </div>
    </article>
  )
}
