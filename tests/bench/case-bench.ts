import * as Y from 'yjs'
import { canonicalCase } from '@/lib/case/canonical-case'
import { createReader, readCase } from '@/lib/case/read'
import { textOf } from '@/lib/case/ydoc'
import { allFindings } from '@/lib/findings/all-findings'
import { digestOf } from '@/lib/gsn/digest'
import { claimDigests } from '@/lib/review/digests'
import { growCase } from './grown-case'

/** Reading, checking and hashing a case by its size: the incremental reading against reading it all, in one run. */

function grown(elements: number): Y.Doc {
  const doc = new Y.Doc()
  growCase(doc, elements)
  return doc
}

function median(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return times[Math.floor(runs / 2)]!
}

const rows = [300, 1500, 5000].map((size) => {
  const doc = grown(size)
  const reader = createReader(doc)
  reader.graph()
  const text = textOf(doc, 'C4-ALOF', 'statement')
  const whole = median(9, () => readCase(doc))
  const keystroke = median(51, () => {
    text.insert(0, 'x')
    return reader.graph()
  })
  const graph = readCase(doc)
  return {
    elements: graph.elements.size,
    'read all, ms': whole.toFixed(2),
    'one keystroke, ms': keystroke.toFixed(3),
    'all : keystroke': `${(whole / keystroke).toFixed(0)} x`,
    'findings, ms': median(9, () => allFindings(graph, '2026-01-01')).toFixed(1),
    'claim digests, ms': median(9, () => claimDigests({ ...graph })).toFixed(1),
    'canonical digest, ms': median(9, () => digestOf(canonicalCase(doc))).toFixed(1),
  }
})
console.table(rows)
