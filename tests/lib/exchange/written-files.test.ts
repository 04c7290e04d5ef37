import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { graphOfFile } from '@/lib/exchange/argument-graph'
import { writeOscal } from '@/lib/exchange/oscal-write'
import { readSacm } from '@/lib/exchange/sacm-read'
import { writeSacm } from '@/lib/exchange/sacm-write'
import { type FileTable, toCsv } from '@/lib/exchange/table-file'
import { toSheets } from '@/lib/exchange/table-workbook'
import { everyNode, readXml } from '@/lib/exchange/xml-tree'
import { must } from '@/lib/gsn/outcome'
import { grownCase } from '../../support/case'
import { hasSharedData, sharedFiles, sharedText } from '../../support/shared-data'

/** Names, texts and marks that people type and that formats trip over. */
const ODD = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '  =1',
  '＝1',
  '<script>alert(1)</script>',
  'a"b',
  "it's",
  ']]>',
  '\u0000',
  '\ud800',
  'x\ny',
  '',
]

function oddCase() {
  const peer = grownCase('ALOF')
  peer.do('add-risk', { capability: 'ALOF', values: { threat: 'Left open' } })
  const risk = peer.id('C7-ALOF-1')
  for (const [n, words] of ODD.entries()) {
    if (words.includes('\0') || words.includes('\ud800')) continue
    const values = { standard: words, ref: `${words}${n}`, title: words || 'x', responsible: 'hdo', dutyHdo: words }
    peer.do('add-control', { risk, values })
  }
  return peer.graph
}

const text = { type: 'string', pattern: '^\\S(.*\\S)?$' }
const words = { type: 'string', minLength: 1 }
const token = { type: 'string', pattern: '^(\\p{L}|_)(\\p{L}|\\p{N}|[.\\-_])*$' }
const uuid = {
  type: 'string',
  pattern: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$',
}
const list = (items: object) => ({ type: 'array', minItems: 1, items })
const only = (required: readonly string[], properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
})
const roles = list(only(['role-id'], { 'role-id': token, 'party-uuids': list(uuid) }))
const props = list(only(['name', 'value'], { name: token, class: token, value: text }))
const requirement = only(['uuid', 'control-id', 'description'], {
  uuid,
  'control-id': token,
  description: words,
  props,
  'responsible-roles': roles,
  remarks: words,
})
const implementation = only(['uuid', 'source', 'description', 'implemented-requirements'], {
  uuid,
  source: { type: 'string', pattern: '^#' },
  description: words,
  'implemented-requirements': list(requirement),
})
/** What OSCAL 1.1.3 asks of the parts of a component definition that are written: its published constraints, restated. */
const COMPONENT_DEFINITION = only(['component-definition'], {
  'component-definition': only(['uuid', 'metadata'], {
    uuid,
    metadata: only(['title', 'last-modified', 'version', 'oscal-version'], {
      title: words,
      'last-modified': {
        type: 'string',
        pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$',
      },
      version: text,
      'oscal-version': { const: '1.1.3' },
      roles: list(only(['id', 'title'], { id: token, title: words })),
      parties: list(only(['uuid', 'type'], { uuid, type: { enum: ['person', 'organization'] }, name: text })),
      'responsible-parties': list(only(['role-id', 'party-uuids'], { 'role-id': token, 'party-uuids': list(uuid) })),
      remarks: words,
    }),
    components: list(
      only(['uuid', 'type', 'title', 'description'], {
        uuid,
        type: text,
        title: words,
        description: words,
        'control-implementations': list(implementation),
      }),
    ),
    'back-matter': only([], { resources: list(only(['uuid'], { uuid, title: words })) }),
  }),
})

describe('OSCAL that is written', () => {
  const about = {
    caseId: 'c',
    title: ' A\ntitle ',
    at: '2026-11-22T09:00:00.000Z',
    seq: 3,
    organisations: { mdm: ' Maker ', hdo: 'St.\nBrigid' },
  }

  it('[EXC12] keeps to what the format asks of each part, whatever people typed', () => {
    const fits = new Ajv2020({ strict: false }).compile(COMPONENT_DEFINITION)
    for (const graph of [oddCase(), grownCase().graph, grownCase('ALOF', 'AUDT').graph]) {
      const written = JSON.parse(writeOscal(graph, { ...about, remarks: ['Left out: nothing.'] }).text)
      expect(fits(written), JSON.stringify(fits.errors?.slice(0, 4))).toBe(true)
    }
    expect(fits({ 'component-definition': {} }), 'and the check can fail').toBe(false)
  })
})

/** The ends of each relation, as the metamodel of SACM 2.3 bounds them. */
const ENDS: Readonly<Record<string, { readonly source: readonly string[]; readonly target: readonly string[] }>> = {
  assertedInference: { source: ['claim', 'argumentReasoning'], target: ['claim', 'argumentReasoning'] },
  assertedEvidence: { source: ['artifactReference'], target: ['claim', 'argumentReasoning'] },
  assertedContext: {
    source: ['artifactReference', 'claim'],
    target: ['claim', 'argumentReasoning', 'artifactReference'],
  },
}

describe('SACM that is written', () => {
  const graphs = [
    ['a grown case', grownCase('ALOF', 'AUDT').graph],
    ['odd texts', oddCase()],
    ...(hasSharedData
      ? sharedFiles('sacm', '.xml').flatMap((name) => {
          const read = readSacm(sharedText(name))
          return read.ok ? [[name, graphOfFile(read.value)] as const] : []
        })
      : []),
  ] as const

  it.each(graphs)('[EXC4] of %s is sound XML, names everything once and refers to what it holds', (_name, graph) => {
    const { text } = writeSacm(graph)
    const parser = new SaxesParser({ xmlns: true })
    const uris = new Set<string>()
    parser.on('error', (error) => {
      throw error
    })
    parser.on('opentag', ({ prefix, uri }) => prefix !== '' && uris.add(uri))
    parser.write(text).close()
    expect([...uris]).toEqual(['http://www.omg.org/spec/SACM/2.3/Argumentation'])

    const nodes = [...everyNode(must(readXml(text)))]
    const ids = nodes.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]))
    expect(new Set(ids).size).toBe(ids.length)
    const kinds = new Map(nodes.map(({ attributes, name }) => [attributes.id, name]))
    const hrefs = nodes.flatMap(({ attributes }) => (attributes.href === undefined ? [] : [attributes.href]))
    expect(hrefs.filter((href) => !kinds.has(href.slice(1)))).toEqual([])
    let relations = 0
    for (const { name, children } of nodes) {
      const bounds = ENDS[name]
      if (bounds === undefined) continue
      relations++
      const ends = (end: string) =>
        children
          .filter((child) => child.name === end)
          .map(({ attributes }) => kinds.get(attributes.href?.slice(1)) ?? '')
      expect(ends('target').length, 'at most one target').toBeLessThanOrEqual(1)
      expect(ends('reasoning').length, 'at most one reasoning').toBeLessThanOrEqual(1)
      expect(ends('reasoning').every((kind) => kind === 'argumentReasoning')).toBe(true)
      // A strategy that stands alone has a reasoning and one open end: the case has no more to say.
      if (ends('reasoning').length === 0) expect([ends('source').length, ends('target').length]).toEqual([1, 1])
    }
    expect(relations).toBeGreaterThan(0)
    for (const { name, attributes } of nodes) {
      if (attributes.assertionDeclaration === undefined) continue
      expect(['claim'].includes(name) || attributes.assertionDeclaration === 'needsSupport', name).toBe(true)
      expect(['asserted', 'needsSupport', 'assumed', 'axiomatic', 'defeated', 'asCited']).toContain(
        attributes.assertionDeclaration,
      )
    }
  })
})

describe('tables that are written', () => {
  const table: FileTable = {
    title: '=1+1 [a]:*?/\\ and much more than thirty-one letters',
    about: '@SUM(A1)',
    columns: ODD.map((label) => ({ label, type: 'text', width: 100 })),
    rows: [ODD, ODD.map((each) => `${each}${each}`)],
    legend: [['=1+1', '=2+2']],
    leftOut: ['=Left out'],
  }
  const ABOUT = { caseTitle: '=cmd|calc', at: '2026-11-22T09:00:00.000Z', by: '+Maria', seq: 1 }
  /** LibreOffice with its tables: a machine may have the part for texts alone. */
  const calc = ['/usr/lib/libreoffice', '/usr/lib64/libreoffice', '/opt/libreoffice'].find((folder) =>
    existsSync(join(folder, 'program/libsclo.so')),
  )
  const soffice = calc === undefined ? '' : join(calc, 'program/soffice')

  it('[SHT1] run nothing as CSV: not in a cell, a heading or a line about what is left out', () => {
    const cells = toCsv(table)
      .replace(/^\ufeff/, '')
      .split(/[,\n]/)
      .map((cell) => cell.replace(/^"/, ''))
    expect(cells.filter((cell) => /^[\s\ufeff]*[=+\-@＝＋－＠]/.test(cell))).toEqual([])
    expect(cells.filter((cell) => cell.startsWith("'")).length).toBeGreaterThan(10)
  })

  it('[SHT2] hold no formula as a workbook, in no sheet, and sheet names that every program takes', async () => {
    const sheets = toSheets(table, ABOUT)
    for (const { sheet, data } of sheets) {
      expect(sheet).toMatch(/^[^[\]:*?/\\]{1,31}$/)
      for (const cell of data.flat())
        expect(cell === null || cell.type === String || cell.type === Number || cell.type === Date).toBe(true)
    }
    const parts = unzipSync(new Uint8Array(await writeXlsxFile([...sheets]).toBuffer()))
    for (const [name, bytes] of Object.entries(parts)) {
      if (!/\.(xml|rels)$/.test(name)) continue
      const xml = strFromU8(bytes)
      expect(xml, name).not.toMatch(/<f[\s>]/)
      expect(must(readXml(xml)).name, `${name} is sound XML`).not.toBe('')
      // What a part refers to is there.
      const folder = name.replace(/_rels\/[^/]*$/, '')
      for (const [, target = ''] of name.endsWith('.rels') ? xml.matchAll(/Target="([^"]+)"/g) : [])
        expect(Object.keys(parts), `${name} to ${target}`).toContain(
          target.startsWith('/') ? target.slice(1) : `${folder}${target}`,
        )
    }
    expect(Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(sheets.length)
  })

  it.skipIf(soffice === '')(
    '[SHT2] open in LibreOffice with the same words, nothing computed',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'accord-xlsx-'))
      try {
        writeFileSync(join(folder, 'table.xlsx'), await writeXlsxFile([...toSheets(table, ABOUT)]).toBuffer())
        const args = [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'csv:Text - txt - csv (StarCalc):44,34,76',
          '--outdir',
          folder,
          join(folder, 'table.xlsx'),
        ]
        execFileSync(soffice, args, { stdio: 'ignore', timeout: 90_000 })
        const csv = readFileSync(join(folder, 'table.csv'), 'utf8')
        for (const words of ['=1+1', '@SUM(A1)', '<script>alert(1)</script>', '＝1']) expect(csv).toContain(words)
        expect(csv).not.toMatch(/(^|,)2(,|$)/m)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    120_000,
  )
})
