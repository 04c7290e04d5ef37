import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import * as Y from 'yjs'
import { createReader, readCase, readCaseAfresh } from '@/lib/case/read'
import { edgeKey, edgesOf, textOf } from '@/lib/case/ydoc'
import { allFindings } from '@/lib/findings/all-findings'
import { createFindings } from '@/lib/findings/create-findings'
import type { CaseGraph } from '@/lib/gsn/graph'
import { runCommand } from '@/lib/pattern/registry'
import { evidenceList } from '@/lib/reading/evidence-list'
import { responsibilities } from '@/lib/reading/responsibilities'
import { riskRegister } from '@/lib/reading/risk-register'
import { traceMatrix } from '@/lib/reading/trace-matrix'
import { growCase } from './grown-case'

/**
 * Reading and checking a case by its size. The peer of every incremental figure is the same answer from the start, taken
 * in the same run. `--sizes=300,1500` chooses the sizes. Prints a table and writes dist/bench/case.json; asserts nothing.
 */

const TODAY = '2026-01-01'
const SIZES = process.argv.find((word) => word.startsWith('--sizes='))?.slice('--sizes='.length)
const sizes = (SIZES ?? '300,1500,5000,20000').split(',').map(Number)

interface Times {
  readonly median: number
  readonly worst: number
}

/** Milliseconds of one piece of work, over some runs; with an edit before it, the edit is part of the work. */
function measure(runs: number, work: () => unknown, edit: () => unknown = () => {}): Times {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    edit()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return { median: times[Math.floor(runs / 2)] ?? 0, worst: times.at(-1) ?? 0 }
}

/** A risk that grown-case made, with everything below it, so that an edit of it touches all readings. */
function someRisk(graph: CaseGraph): string {
  const risks = [...graph.elements.values()].filter(({ facet }) => facet === 'risk')
  return risks[Math.floor(risks.length / 2)]?.id ?? 'C1'
}

function readings(graph: CaseGraph): number {
  const rows = [riskRegister(graph), responsibilities(graph), evidenceList(graph)]
  return rows.reduce((sum, each) => sum + each.length, 0)
}

function measureSize(size: number) {
  const doc = new Y.Doc()
  growCase(doc, size)
  const few = size > 5000 ? 3 : 7
  const read = measure(few, () => readCaseAfresh(doc))
  const reader = createReader(doc)
  const graph = reader.graph()
  const risk = someRisk(graph)
  const afresh = measure(few, () => allFindings(readCaseAfresh(doc), TODAY))
  const checkAll = measure(few, () => allFindings(graph, TODAY))
  const engine = createFindings(reader, { today: () => TODAY })
  const first = measure(1, () => engine.findings())
  const matrixAfresh = measure(few, () => traceMatrix({ ...graph }))
  readings(graph)
  traceMatrix(graph)

  const text = textOf(doc, risk, 'statement')
  let n = 0
  const type = () => text.insert(0, String(++n % 10))
  const keystroke = measure(101, () => reader.graph(), type)
  const findingsAfterKey = measure(101, () => engine.findings().counts, type)
  const checked = engine.checked()
  const matrixAfterKey = measure(101, () => traceMatrix(reader.graph()), type)
  const readingsAfterKey = measure(101, () => readings(reader.graph()), type)

  // One relation to a context comes and goes: the structure changes, and readings and checks follow it.
  const key = edgeKey({ from: risk, type: 'inContextOf', to: 'CTXT1' })
  const draw = () => edgesOf(doc).set(key, { order: '', ...(++n % 2 === 0 ? { deleted: true } : {}) })
  const relation = measure(51, () => reader.graph(), draw)
  const findingsAfterRelation = measure(51, () => engine.findings().counts, draw)
  const checkedAfterRelation = engine.checked()
  const matrixAfterRelation = measure(51, () => traceMatrix(reader.graph()), draw)

  const context = { ids: () => `x${++n}`, at: '2026-01-01T00:00:00.000Z', by: 'bench' }
  const command = measure(21, () =>
    runCommand(doc, 'set-field', { element: risk, field: 'likelihoodBefore', value: 1 + (n++ % 5) }, context),
  )
  reader.destroy()
  const commandAlone = measure(few, () =>
    runCommand(doc, 'set-field', { element: risk, field: 'likelihoodBefore', value: 1 + (n++ % 5) }, context),
  )
  const elements = readCase(doc).elements.size
  return {
    elements,
    found: allFindings(graph, TODAY).length,
    checked,
    checkedAfterRelation,
    times: {
      'read all': read,
      'read after a keystroke': keystroke,
      'read after a relation': relation,
      'findings, read and check all': afresh,
      'findings, check all': checkAll,
      'findings, first time incrementally': first,
      'findings after a keystroke': findingsAfterKey,
      'findings after a relation': findingsAfterRelation,
      'matrix, all': matrixAfresh,
      'matrix after a keystroke': matrixAfterKey,
      'matrix after a relation': matrixAfterRelation,
      'register, duties and evidence after a keystroke': readingsAfterKey,
      'command with a live reading': command,
      'command without one': commandAlone,
    },
  }
}

const rows = sizes.map((size) => {
  process.stderr.write(`${size} elements\n`)
  return measureSize(size)
})
const names = Object.keys(rows[0]?.times ?? {}) as (keyof (typeof rows)[number]['times'])[]
console.table(
  Object.fromEntries(
    names.map((name) => [
      name,
      Object.fromEntries(rows.map(({ elements, times }) => [`${elements}: ms`, Number(times[name].median.toFixed(3))])),
    ]),
  ),
)
console.table(
  rows.map(({ elements, found, checked, checkedAfterRelation, times }) => ({
    elements,
    found,
    'checked again after a keystroke': checked,
    'after a relation': checkedAfterRelation,
    'all : keystroke': `${Math.round(times['findings, read and check all'].median / times['findings after a keystroke'].median)} x`,
    'µs per element, read all': Number(((times['read all'].median / elements) * 1000).toFixed(2)),
    'µs per element, check all': Number(((times['findings, check all'].median / elements) * 1000).toFixed(2)),
    'µs per element, matrix': Number(((times['matrix, all'].median / elements) * 1000).toFixed(2)),
    'worst keystroke, ms': Number(times['findings after a keystroke'].worst.toFixed(2)),
  })),
)
mkdirSync('dist/bench', { recursive: true })
const load = loadavg().map((each) => Number(each.toFixed(1)))
const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model, load }
writeFileSync('dist/bench/case.json', `${JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2)}\n`)
console.log(`Load average ${load.join(' ')}. Written to dist/bench/case.json.`)
