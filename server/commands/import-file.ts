import { can } from '@/lib/access/policy'
import { isImportFormat } from '@/lib/exchange/format-of-file'
import type { ArgumentFormat } from '@/lib/exchange/formats'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { collect } from '../exchange/collect'
import { readApart } from '../exchange/read-apart'
import type { FactsFormat } from '../exchange/readings'
import { cleanName } from '../files/file-name'
import { incomingFile } from '../files/incoming-file'
import { importArgument } from './import-argument'
import { importCaseJson } from './import-case-json'
import { importControls } from './import-controls'
import { importFacts } from './import-facts'
import type { ImportOptions } from './import-options'

type Importer = (
  ...args: Parameters<typeof importControls>
) => Promise<Outcome<{ readonly format: string; readonly dryRun: boolean }>>

interface ImportFormatRow {
  /** Bytes of a file at most. */
  readonly limit: number
  readonly run: Importer
}

function argument(format: ArgumentFormat): Record<string, ImportFormatRow> {
  return { [format]: { limit: 20_000_000, run: (...args) => importArgument(format, ...args) } }
}

function facts(format: FactsFormat): Record<string, ImportFormatRow> {
  return { [format]: { limit: 30_000_000, run: (...args) => importFacts(format, ...args) } }
}

/** What can be imported into a case, by the word that stands in the address. */
const FORMATS: Readonly<Record<string, ImportFormatRow>> = {
  controls: { limit: 5_000_000, run: importControls },
  json: { limit: 30_000_000, run: importCaseJson },
  ...argument('gsn-yaml'),
  ...argument('ltac'),
  ...argument('sacm'),
  ...argument('tea'),
  ...facts('csaf'),
  ...facts('cyclonedx'),
  ...facts('mds2'),
}

/** Bytes of a file whose format is not said. */
export const MOST_BYTES = Math.max(...Object.values(FORMATS).map(({ limit }) => limit))

/**
 * Reads a file into a case, in the format that is said or that its content tells: with `dry-run=true` only says what it
 * would do, which everybody may ask who may read the case.
 * @returns what was understood and what was not, and whether the person may take it; refusal `format-unknown` and those of
 *          the format
 */
export async function importFile(person: Person, caseId: string, request: Request): Promise<Outcome<unknown>> {
  const query = new URL(request.url).searchParams
  const dryRun = query.get('dry-run') === 'true' || query.get('dry-run') === '1'
  const allowed = await authorise(person, caseId, dryRun ? 'read' : 'edit')
  if (!allowed.ok) return allowed
  const said = query.get('format') ?? ''
  if (said !== 'auto' && !isImportFormat(said)) {
    const formats = Object.keys(FORMATS)
    return refuse('format-unknown', `Say what the file is: format is auto or one of ${formats.join(', ')}.`, {
      formats,
    })
  }
  const incoming = await incomingFile(request, MOST_BYTES)
  if (!incoming.ok) return incoming
  const bytes = await collect(incoming.value.bytes, FORMATS[said]?.limit ?? MOST_BYTES)
  if (!bytes.ok) return bytes
  const source = cleanName(query.get('name') ?? incoming.value.name ?? 'table')
  const known =
    said === 'auto'
      ? await readApart('format', bytes.value, { name: source })
      : ok({ format: said, bytes: bytes.value })
  if (!known.ok) return known
  const row = FORMATS[known.value.format]
  if (row === undefined) throw new Error(`Nothing imports ${known.value.format}`)
  if (bytes.value.length > row.limit)
    return refuse('too-large', `Such a file holds at most ${row.limit / 1_000_000} MB.`)
  const fields = incoming.value.fields ?? []
  const options: ImportOptions = {
    dryRun,
    source,
    skipBad: query.get('skip-bad') === 'true',
    replace: query.get('replace') === 'true',
    accept: [
      ...query.getAll('accept'),
      ...fields.flatMap(([name, value]) => (name === 'accept' ? linesOf(value) : [])),
    ],
    brief: query.get('brief') === 'true',
    query,
  }
  const { actor, case: about } = allowed.value
  const outcome = await row.run(actor, caseId, known.value.bytes, options)
  return outcome.ok ? ok({ ...outcome.value, mayTake: can(actor, 'edit') && !about.archived }) : outcome
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}
