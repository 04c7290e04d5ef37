import { readCase } from '@/lib/case/read'
import type { PagedDocument } from '@/lib/document/document'
import { fileName } from '@/lib/exchange/table-file'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { CASE_CHANGE_WORDS } from '@/lib/history/case-changes'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import { pathOf } from '@/lib/review/waiting-words'
import { composeMinutes } from '@/lib/workshop/minutes'
import { addToWorkshops, NO_WORKSHOPS } from '@/lib/workshop/reduce'
import type { Workshop } from '@/lib/workshop/workshop'
import { authorise, type Person } from '../auth/person'
import { writeDocxAside, writePdfAside } from '../document/aside'
import { runtime } from '../runtime'
import { compareStates } from './compare-states'
import { readLedger } from './read-ledger'
import { WORKSHOP_NOT_FOUND } from './read-workshops'

/**
 * [WSH6] The minutes of a workshop as the reader may see them. They are made of the shared chain alone, so everybody who
 * reads the case reads the same.
 * @returns refusals `workshop-not-found`
 */
export async function readMinutes(
  person: Person,
  caseId: string,
  number: string,
): Promise<Outcome<{ workshop: Workshop; document: PagedDocument }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const ledger = await readLedger(person, caseId, null)
  if (!ledger.ok) return ledger
  const entries = ledger.value.entries.filter(({ chain }) => chain === 'shared')
  const workshop = addToWorkshops(NO_WORKSHOPS, entries).get(/^\d{1,9}$/.test(number) ? Number(number) : 0)
  if (workshop === undefined) return WORKSHOP_NOT_FOUND
  const { rooms, clock, env } = runtime()
  const threads = addToThreads(NO_THREADS, entries)
  const graph = await rooms.read(caseId, readCase)
  const to = workshop.closed === undefined ? 'now' : String(workshop.closed.to)
  const compared = await compareStates(person, caseId, String(workshop.from), to)
  const { title, mdmOrganisation, hdoOrganisation } = allowed.value.case
  const document = composeMinutes(workshop, {
    caseTitle: title,
    organisations: { mdm: mdmOrganisation, hdo: hdoOrganisation },
    elementName: (id) => (graph.elements.get(id) ?? graph.bin.get(id))?.name,
    elementLink: (element) => new URL(pathOf(caseId, { element }), env.publicUrl).href,
    isResolved: (thread) => threads.get(thread)?.resolved !== undefined,
    changes: compared.ok
      ? compared.value.changes.map((each) => ({ ...each, what: CASE_CHANGE_WORDS[each.kind] }))
      : undefined,
    now: workshop.closed?.at ?? clock(),
  })
  return ok({ workshop, document })
}

const FORMATS = {
  pdf: { type: 'application/pdf', write: writePdfAside },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', write: writeDocxAside },
} as const

/** The minutes as a file. @param format pdf or docx; others are refused with what there is */
export async function exportMinutes(
  person: Person,
  caseId: string,
  number: string,
  format: string,
): Promise<Outcome<Response>> {
  const read = await readMinutes(person, caseId, number)
  if (!read.ok) return read
  if (!Object.hasOwn(FORMATS, format)) return refuse('malformed', 'Say which file: format is pdf or docx.')
  const known = format as keyof typeof FORMATS
  const { type, write } = FORMATS[known]
  const bytes = await write(read.value.document)
  return ok(
    new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${fileName(read.value.document.subtitle ?? '', `minutes ${number}`, known)}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    }),
  )
}
