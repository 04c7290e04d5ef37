import { canonicalCase } from '@/lib/case/canonical-case'
import { readCase } from '@/lib/case/read'
import type { WrittenArgument } from '@/lib/exchange/argument-file'
import { writeCaseJson } from '@/lib/exchange/case-json'
import { ARGUMENT_FORMATS } from '@/lib/exchange/formats'
import { writeOscal } from '@/lib/exchange/oscal-write'
import { fileName } from '@/lib/exchange/table-file'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

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
 * [EXC1] [EXC11] The case at its latest committed state as a file of another tool, or as canonical JSON.
 * @param dryRun answers what the format has no place for instead of the file
 */
export async function exportArgument(
  person: Person,
  caseId: string,
  format: WrittenFormat,
  dryRun: boolean,
): Promise<Outcome<unknown>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { title } = allowed.value.case
  const { ending, mediaType } = WRITERS[format]
  const { rooms, clock } = runtime()
  const { text, lost } = await rooms.read(caseId, (doc, seq): WrittenArgument => {
    if (format === 'oscal') {
      const { mdmOrganisation: mdm, hdoOrganisation: hdo } = allowed.value.case
      return writeOscal(readCase(doc), { caseId, title, at: clock(), seq, organisations: { mdm, hdo } })
    }
    if (format === 'json') return { text: writeCaseJson(canonicalCase(doc)), lost: [] }
    return ARGUMENT_FORMATS[format].write(readCase(doc), title)
  })
  if (dryRun) return ok({ format, lost })
  return ok(
    new Response(text, {
      headers: {
        'content-type': mediaType,
        'content-disposition': `attachment; filename="${fileName(title, '', ending)}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    }),
  )
}
