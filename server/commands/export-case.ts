import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { exportTable, isTableFormat } from './export-table'

/** The formats in which a case can be taken along. */
const FORMATS = 'csv, xlsx'

/**
 * The case, or a reading of it, as a file. A format writes itself; this only finds it.
 * @param query `format`, and for tables `reading`
 */
export async function exportCase(person: Person, caseId: string, query: URLSearchParams): Promise<Outcome<unknown>> {
  const format = query.get('format') ?? ''
  if (isTableFormat(format)) return exportTable(person, caseId, format, query.get('reading') ?? '')
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  return refuse('malformed', `Say in which format: format is one of ${FORMATS}.`)
}
