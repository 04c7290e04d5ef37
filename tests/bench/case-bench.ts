import * as Y from 'yjs'
import { CAPABILITY_CODES } from '@/catalog'
import { canonicalCase } from '@/lib/case/canonical-case'
import { createReader, readCase } from '@/lib/case/read'
import { Writer } from '@/lib/case/write'
import { textOf } from '@/lib/case/ydoc'
import { digestOf } from '@/lib/gsn/digest'
import { allFindings } from '@/lib/pattern/findings'
import { runCommand } from '@/lib/pattern/registry'
import { claimDigests } from '@/lib/review/digests'

/** Reading, checking and hashing a case by its size: the incremental reading against reading it all, in one run. */

let made = 0
const context = { ids: () => `b${++made}`, at: '2026-01-01T00:00:00.000Z', by: 'bench' }

function grown(elements: number): Y.Doc {
  const doc = new Y.Doc()
  runCommand(doc, 'grow-case', {}, context)
  for (const capability of CAPABILITY_CODES)
    runCommand(doc, 'decide-capability', { capability, decision: 'required' }, context)
  // Plain writes: commands read the whole case each time, and this is about reading.
  doc.transact(() => {
    const writer = new Writer(doc)
    for (let n = readCase(doc).elements.size, risk = 0; n < elements; risk++) {
      const capability = CAPABILITY_CODES[risk % 19]!
      const id = context.ids()
      const make = (suffix: string, kind: string, role: string, under: string, facet?: string) => {
        writer.create(
          `${id}${suffix}`,
          { kind, role, capability, facet: facet as string, name: `${role}-${capability}-${id}` },
          `Statement ${n} of ${role} is established`,
        )
        writer.relate(under, 'supportedBy', `${id}${suffix}`, String(risk).padStart(8, '0'))
        n++
      }
      make('r', 'goal', 'C7', `C6-${capability}`, 'risk')
      make('s', 'strategy', 'S2', `${id}r`)
      make('c', 'goal', 'C8', `${id}s`, 'control')
      make('e', 'solution', 'Sn', `${id}c`, 'evidence')
    }
  })
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
