import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { exportArgument, isWrittenFormat, WRITTEN_FORMATS } from './export-argument'
import { exportTable, isTableFormat } from './export-table'

/** The formats in which a case can be taken along. */
const FORMATS = [...WRITTEN_FORMATS, 'csv', 'xlsx'].join(', ')

/**
 * The case, or a reading of it, as a file. A format writes itself; this only finds it.
 * @param query `format`, for tables `reading`, and `dry-run=true` to be told what another tool's format has no place for
 */
export async function exportCase(person: Person, caseId: string, query: URLSearchParams): Promise<Outcome<unknown>> {
  const format = query.get('format') ?? ''
  if (isTableFormat(format)) return exportTable(person, caseId, format, query.get('reading') ?? '')
  if (isWrittenFormat(format)) return exportArgument(person, caseId, format, query.get('dry-run') === 'true')
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  return refuse('malformed', `Say in which format: format is one of ${FORMATS}.`)
}
