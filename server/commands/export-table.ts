import writeXlsxFile from 'write-excel-file/node'
import { leftOutWords, Tally } from '@/lib/access/audience'
import { readCase } from '@/lib/case/read'
import { graphFor } from '@/lib/exchange/for-audience'
import { type FileTable, fileName, fileTable, toCsv } from '@/lib/exchange/table-file'
import { toSheets } from '@/lib/exchange/table-workbook'
import { allFindings } from '@/lib/findings/all-findings'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { TableName } from '@/lib/table/column'
import { countFound } from '@/lib/table/found'
import type { Table } from '@/lib/table/table'
import { isTableName, TABLES } from '@/lib/table/tables'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { fileAnswer, takeAlong } from './take-along'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export type TableFormat = keyof typeof TYPES

export function isTableFormat(format: string): format is TableFormat {
  return Object.hasOwn(TYPES, format)
}

/**
 * [SHT4] [SHT5] A whole table of the case at its latest committed state, every column of it, as a file.
 * @param query `reading`: one of the names of lib/table/tables.ts, others are refused with what there is; `audience`
 */
export async function exportTable(
  person: Person,
  caseId: string,
  format: TableFormat,
  query: URLSearchParams,
): Promise<Outcome<Response>> {
  const taking = await takeAlong(person, caseId, query)
  if (!taking.ok) return taking
  const reading = query.get('reading') ?? ''
  if (!isTableName(reading)) {
    return refuse('malformed', `Say which table: reading is one of ${Object.keys(TABLES).join(', ')}.`)
  }
  const { rooms, clock } = runtime()
  const at = clock()
  const read = await rooms.read(caseId, (doc, seq) => {
    const table: Table = TABLES[reading satisfies TableName]
    const tally = new Tally()
    const graph = graphFor(readCase(doc), taking.value.audience, tally)
    const today = at.slice(0, 10)
    const rows = table.rows(graph, { found: countFound(allFindings(graph, today)), today })
    const file = { ...fileTable(table, table.columns, rows), leftOut: leftOutWords(tally.left) }
    return ok({ seq, file })
  })
  if (!read.ok) return read
  const { seq, file } = read.value
  const { title } = taking.value.case
  const body = format === 'csv' ? toCsv(file) : await workbook(file, { caseTitle: title, at, by: person.name, seq })
  return ok(fileAnswer(body, TYPES[format], fileName(title, file.title, format)))
}

async function workbook(file: FileTable, about: Parameters<typeof toSheets>[1]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await writeXlsxFile([...toSheets(file, about)]).toBuffer())
}
