import { leftOutWords, Tally } from '@/lib/access/audience'
import { canonicalCase, narrated } from '@/lib/case/canonical-case'
import { readCase } from '@/lib/case/read'
import type { WrittenArgument } from '@/lib/exchange/argument-file'
import { writeCaseJson } from '@/lib/exchange/case-json'
import { canonicalFor, graphFor } from '@/lib/exchange/for-audience'
import { ARGUMENT_FORMATS } from '@/lib/exchange/formats'
import { writeOscal } from '@/lib/exchange/oscal-write'
import { withRemarks } from '@/lib/exchange/remarks'
import { fileName } from '@/lib/exchange/table-file'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { fileAnswer, takeAlong } from './take-along'

/** The formats that hold the argument as text. */
const WRITERS = {
  json: { ending: 'json', mediaType: 'application/json' },
  'gsn-yaml': ARGUMENT_FORMATS['gsn-yaml'],
  ltac: ARGUMENT_FORMATS.ltac,
  sacm: ARGUMENT_FORMATS.sacm,
  oscal: { ending: 'oscal.json', mediaType: 'application/json' },
} as const

export type WrittenFormat = keyof typeof WRITERS

export const WRITTEN_FORMATS = Object.keys(WRITERS) as readonly WrittenFormat[]

export function isWrittenFormat(format: string): format is WrittenFormat {
  return Object.hasOwn(WRITERS, format)
}

/**
 * [EXC1] [EXC11] [FOR4] The case at its latest committed state as a file of another tool, or as canonical JSON.
 * @param query `dry-run=true` answers what the format has no place for instead of the file; `audience`
 */
export async function exportArgument(
  person: Person,
  caseId: string,
  format: WrittenFormat,
  query: URLSearchParams,
): Promise<Outcome<unknown>> {
  const taking = await takeAlong(person, caseId, query)
  if (!taking.ok) return taking
  const { audience, case: row } = taking.value
  const { title } = row
  const { ending, mediaType } = WRITERS[format]
  const { rooms, clock } = runtime()
  const tally = new Tally()
  const { text, lost } = await rooms.read(caseId, (doc, seq): WrittenArgument => {
    if (format === 'json')
      return { text: writeCaseJson(canonicalFor(canonicalCase(doc), audience, tally), tally.left), lost: [] }
    const graph = graphFor(readCase(doc), audience, tally)
    if (format === 'oscal') {
      const organisations = { mdm: row.mdmOrganisation, hdo: row.hdoOrganisation }
      return writeOscal(graph, { caseId, title, at: clock(), seq, organisations, remarks: leftOutWords(tally.left) })
    }
    const written = ARGUMENT_FORMATS[format].write(graph, title)
    const narratives = narrated(doc).filter((id) => graph.elements.has(id)).length
    const more = narratives === 0 ? [] : [`Not in this format: narratives (${narratives}).`]
    return { ...written, lost: [...written.lost, ...more] }
  })
  const remarks = leftOutWords(tally.left)
  if (query.get('dry-run') === 'true') return ok({ format, lost: [...lost, ...remarks] })
  return ok(fileAnswer(withRemarks(format, text, remarks), mediaType, fileName(title, '', ending)))
}
