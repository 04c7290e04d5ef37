import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { exportArgument, isWrittenFormat, WRITTEN_FORMATS } from './export-argument'
import { exportDiagram, isDiagramFormat } from './export-diagram'
import { exportReport, isReportFormat } from './export-report'
import { exportTable, isTableFormat } from './export-table'

/** The formats in which a case can be taken along. */
const FORMATS = [...WRITTEN_FORMATS, 'csv', 'xlsx', 'svg', 'png', 'pdf', 'docx'].join(', ')

/**
 * The case, or a reading of it, as a file. A format writes itself; this only finds it.
 * @param query `format`, `audience`, and what the format asks for besides
 */
export async function exportCase(person: Person, caseId: string, query: URLSearchParams): Promise<Outcome<unknown>> {
  const format = query.get('format') ?? ''
  if (isTableFormat(format)) return exportTable(person, caseId, format, query)
  if (isWrittenFormat(format)) return exportArgument(person, caseId, format, query)
  if (isDiagramFormat(format)) return exportDiagram(person, caseId, format, query)
  if (isReportFormat(format)) return exportReport(person, caseId, format, query)
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  return refuse('malformed', `Say in which format: format is one of ${FORMATS}.`)
}
