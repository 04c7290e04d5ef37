import papaparse from 'papaparse'
import { SaxesParser } from 'saxes'
import writeXlsxFile from 'write-excel-file/node'
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml'
import * as Y from 'yjs'
import { canonicalCase } from '@/lib/case/canonical-case'
import { readCase } from '@/lib/case/read'
import { readCaseFile } from '@/lib/exchange/case-file'
import { writeCaseJson } from '@/lib/exchange/case-json'
import { readControlText } from '@/lib/exchange/control-table'
import { readCsaf } from '@/lib/exchange/csaf-read'
import { readCycloneDx } from '@/lib/exchange/cyclonedx-read'
import { ARGUMENT_FORMATS } from '@/lib/exchange/formats'
import { writeOscal } from '@/lib/exchange/oscal-write'
import { fileTable, toCsv } from '@/lib/exchange/table-file'
import { toSheets } from '@/lib/exchange/table-workbook'
import { takeArgument } from '@/lib/exchange/take-argument'
import { takeCase } from '@/lib/exchange/take-case'
import { must } from '@/lib/gsn/outcome'
import { TABLES } from '@/lib/table/tables'
import { writePdf } from '@/server/document/write-pdf'
import { reportOf } from '@/server/document/write-report'
import { growCase } from '../grown-case'

/** One piece of work on a case of some size, and the peer whose time it is compared with. */
export interface Job {
  readonly name: string
  /** Makes what the work needs; not measured. @returns the work and its peer */
  readonly prepare: (size: number) => {
    readonly work: () => unknown
    readonly peer?: () => unknown
    readonly bytes?: number
  }
  readonly peer?: string
  /** The largest size that makes sense. */
  readonly most?: number
}

const AT = '2026-11-22T09:00:00.000Z'
const about = {
  caseId: 'bench',
  title: 'Ward pump',
  organisations: { mdm: 'Maker', hdo: 'Hospital' },
  at: AT,
  seq: 1,
  by: 'Maria',
} as const

function grown(size: number): Y.Doc {
  const doc = new Y.Doc()
  growCase(doc, size)
  return doc
}

function fresh() {
  let made = 0
  return { doc: new Y.Doc(), context: { ids: () => `t${++made}`, at: AT, by: 'bench', name: 'Bench' } }
}

function sax(text: string): number {
  let seen = 0
  const parser = new SaxesParser()
  parser.on('opentag', () => seen++)
  parser.write(text).close()
  return seen
}

const PEERS = {
  'gsn-yaml': { read: (text: string) => parseYaml(text, { maxAliasCount: 0 }), word: 'yaml.parse' },
  ltac: { read: (text: string) => text.split('\n').map((line) => line.trim()), word: 'split and trim lines' },
  sacm: { read: sax, word: 'saxes, tags only' },
} as const

const FORMATS = ['gsn-yaml', 'ltac', 'sacm'] as const
const argumentJobs = FORMATS.flatMap((format): Job[] => {
  const written = (size: number) => ARGUMENT_FORMATS[format].write(readCase(grown(size)), 'Bench').text
  return [
    {
      name: `${format} out`,
      peer: format === 'gsn-yaml' ? 'yaml.stringify of plain objects' : 'JSON.stringify of the elements',
      prepare: (size) => {
        const graph = readCase(grown(size))
        const plain = [...graph.elements.values()]
        const objects = Object.fromEntries(
          plain.map(({ id, statement }) => [id, { text: statement, supportedBy: ['G1'] }]),
        )
        return {
          work: () => ARGUMENT_FORMATS[format].write(graph, 'Bench').text,
          peer: format === 'gsn-yaml' ? () => stringifyYaml(objects) : () => JSON.stringify(plain),
        }
      },
    },
    {
      name: `${format} read`,
      peer: PEERS[format].word,
      prepare: (size) => {
        const text = written(size)
        return {
          work: () => must(ARGUMENT_FORMATS[format].read(text)),
          peer: () => PEERS[format].read(text),
          bytes: text.length,
        }
      },
    },
    {
      name: `${format} into a case`,
      peer: 'Y.applyUpdate of the same document',
      prepare: (size) => {
        const file = must(ARGUMENT_FORMATS[format].read(written(size)))
        const take = () => {
          const { doc, context } = fresh()
          must(takeArgument(doc, file, { source: 'bench' }, context))
          return doc
        }
        const update = Y.encodeStateAsUpdate(take())
        return { work: take, peer: () => Y.applyUpdate(new Y.Doc(), update) }
      },
    },
  ]
})

const tableJobs: readonly Job[] = [
  {
    name: 'register csv out',
    peer: 'papaparse.unparse of the same cells',
    prepare: (size) => {
      const graph = readCase(grown(size))
      const table = TABLES.register
      const cells = fileTable(table, table.columns, table.rows(graph, { found: new Map(), today: '2026-11-22' }))
      return {
        work: () =>
          toCsv(fileTable(table, table.columns, table.rows(graph, { found: new Map(), today: '2026-11-22' }))),
        peer: () =>
          papaparse.unparse(cells.rows.map((row) => row.map((cell) => (typeof cell === 'object' ? cell.day : cell)))),
      }
    },
  },
  {
    name: 'register xlsx out',
    peer: 'write-excel-file on the same cells, no widths',
    prepare: (size) => {
      const graph = readCase(grown(size))
      const table = TABLES.register
      const file = fileTable(table, table.columns, table.rows(graph, { found: new Map(), today: '2026-11-22' }))
      const sheets = [...toSheets(file, { caseTitle: 'Bench', at: AT, by: 'Maria', seq: 1 })]
      const plain = (sheets[0]?.data ?? []).map((row) =>
        row.map((cell) => (cell === null ? null : { value: String(cell.value), type: String })),
      )
      return { work: () => writeXlsxFile(sheets).toBuffer(), peer: () => writeXlsxFile(plain).toBuffer() }
    },
  },
  {
    name: 'oscal out',
    peer: 'JSON.stringify of the elements',
    prepare: (size) => {
      const graph = readCase(grown(size))
      return { work: () => writeOscal(graph, about).text, peer: () => JSON.stringify([...graph.elements.values()]) }
    },
  },
  {
    name: 'controls csv read',
    peer: 'papaparse.parse',
    most: 5000,
    prepare: (size) => {
      const lines = Array.from(
        { length: Math.min(size, 5000) },
        (_, n) => `ALOF,House rules,${n},"Lock screen ${n}, always"`,
      )
      const text = `Capability,Standard,Ref,Title\n${lines.join('\n')}\n`
      const bytes = new TextEncoder().encode(text)
      return { work: () => must(readControlText(bytes)), peer: () => papaparse.parse(text), bytes: bytes.length }
    },
  },
]

const caseJobs: readonly Job[] = [
  {
    name: 'json out',
    peer: 'JSON.stringify of the same reading',
    prepare: (size) => {
      const doc = grown(size)
      const canonical = canonicalCase(doc)
      return { work: () => writeCaseJson(canonicalCase(doc)), peer: () => JSON.stringify(canonical) }
    },
  },
  {
    name: 'json read',
    peer: 'JSON.parse',
    prepare: (size) => {
      const text = writeCaseJson(canonicalCase(grown(size)))
      return { work: () => must(readCaseFile(text, 'mdm')), peer: () => JSON.parse(text), bytes: text.length }
    },
  },
  {
    name: 'json into a case',
    peer: 'Y.applyUpdate of the same document',
    prepare: (size) => {
      const doc = grown(size)
      const file = must(readCaseFile(writeCaseJson(canonicalCase(doc)), 'mdm'))
      const update = Y.encodeStateAsUpdate(doc)
      return {
        work: () => {
          const { doc: empty, context } = fresh()
          return must(takeCase(empty, file, {}, context))
        },
        peer: () => Y.applyUpdate(new Y.Doc(), update),
      }
    },
  },
]

const vulnerabilities = (size: number) => Math.min(size, 5000)
const factsJobs: readonly Job[] = [
  {
    name: 'csaf read',
    peer: 'JSON.parse',
    most: 5000,
    prepare: (size) => {
      const text = JSON.stringify({
        document: { csaf_version: '2.0', title: 'Pump', tracking: { id: 'ICSMA-1' } },
        product_tree: { full_product_names: [{ product_id: 'P1', name: 'Pump' }] },
        vulnerabilities: Array.from({ length: vulnerabilities(size) }, (_, n) => ({
          cve: `CVE-2026-${String(n).padStart(5, '0')}`,
          cwe: { id: 'CWE-613', name: 'Sessions' },
          product_status: { known_affected: ['P1'] },
          notes: [{ category: 'description', text: `The session number ${n} does not end.` }],
          remediations: [{ category: 'mitigation', details: 'Lock the ward', product_ids: ['P1'] }],
        })),
      })
      return { work: () => must(readCsaf(text)), peer: () => JSON.parse(text), bytes: text.length }
    },
  },
  {
    name: 'cyclonedx read',
    peer: 'JSON.parse',
    prepare: (size) => {
      const components = Array.from({ length: size }, (_, n) => ({
        type: 'library',
        'bom-ref': `c${n}`,
        name: `part-${n}`,
        version: `1.${n}`,
        purl: `pkg:npm/part-${n}@1.${n}`,
      }))
      const text = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components })
      return { work: () => must(readCycloneDx(text)), peer: () => JSON.parse(text), bytes: text.length }
    },
  },
  {
    name: 'report pdf out',
    most: 1500,
    prepare: (size) => {
      const canonical = canonicalCase(grown(size))
      const material = { canonical, offsets: new Map(), entries: [], audience: 'both', side: 'mdm' } as const
      const ask = { about, what: 'case', pictures: new Map(), picturesLeft: 0 } as const
      return { work: async () => writePdf(must(reportOf(material, ask))) }
    },
  },
]

export const JOBS: readonly Job[] = [...caseJobs, ...argumentJobs, ...tableJobs, ...factsJobs]
