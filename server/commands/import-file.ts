import type { ArgumentFormat } from '@/lib/exchange/formats'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { collect } from '../exchange/collect'
import { cleanName } from '../files/file-name'
import { incomingFile } from '../files/incoming-file'
import { importArgument } from './import-argument'
import { type ImportOptions, importControls } from './import-controls'
import { type FactsFormat, importFacts } from './import-facts'

type Importer = (
  ...args: Parameters<typeof importControls>
) => Promise<Outcome<{ readonly format: string; readonly dryRun: boolean }>>

interface ImportFormat {
  /** Bytes of a file at most. */
  readonly limit: number
  readonly run: Importer
}

function argument(format: ArgumentFormat): Record<string, ImportFormat> {
  return { [format]: { limit: 20_000_000, run: (...args) => importArgument(format, ...args) } }
}

function facts(format: FactsFormat): Record<string, ImportFormat> {
  return { [format]: { limit: 30_000_000, run: (...args) => importFacts(format, ...args) } }
}

/** What can be imported into a case, by the word that stands in the address. */
const FORMATS: Readonly<Record<string, ImportFormat>> = {
  controls: { limit: 5_000_000, run: importControls },
  ...argument('gsn-yaml'),
  ...argument('ltac'),
  ...argument('sacm'),
  ...argument('tea'),
  ...facts('csaf'),
  ...facts('cyclonedx'),
  ...facts('mds2'),
}

/**
 * Reads a file of a known format into a case: with `dry-run=true` only says what it would do.
 * @returns what was understood and what was not; refusal `format-unknown` and those of the format
 */
export async function importFile(person: Person, caseId: string, request: Request): Promise<Outcome<unknown>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  const query = new URL(request.url).searchParams
  const name = query.get('format') ?? ''
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined
  if (format === undefined) {
    const known = Object.keys(FORMATS).join(', ')
    return refuse('format-unknown', `Say what the file is: format is one of ${known}.`, {
      formats: Object.keys(FORMATS),
    })
  }
  const incoming = await incomingFile(request)
  if (!incoming.ok) return incoming
  const bytes = await collect(incoming.value.bytes, format.limit)
  if (!bytes.ok) return bytes
  const options: ImportOptions = {
    dryRun: query.get('dry-run') === 'true' || query.get('dry-run') === '1',
    source: cleanName(incoming.value.name ?? query.get('name') ?? 'table'),
    skipBad: query.get('skip-bad') === 'true',
    replace: query.get('replace') === 'true',
    query,
  }
  return format.run(allowed.value.actor, caseId, bytes.value, options)
}
