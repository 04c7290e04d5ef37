import type { Audience } from '@/lib/access/audience'
import type { NarrativeNode } from '@/lib/case/canonical-case'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { isFileHash, PICTURE_TYPES, pictureType } from '@/lib/case/narrative-shape'
import { fileName } from '@/lib/exchange/table-file'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { KnownPicture } from '@/lib/report/input'
import { PICTURE_BYTES } from '@/lib/report/picture-figure'
import type { Person } from '../auth/person'
import { doAside } from '../document/aside'
import type { CaseMaterial } from '../document/material'
import { REPORT_FORMATS, type ReportFormat } from '../document/write-report'
import { type FileRow, filesOf, keptBack, mayHave } from '../files/file-rows'
import { runtime } from '../runtime'
import { caseMaterial, fileAnswer, type Taking, takeAlong } from './take-along'

const TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}
/** Bytes of pictures in one report; further ones are told by their descriptions. */
const MOST_PICTURES = 40_000_000

export function isReportFormat(format: string): format is ReportFormat {
  return (REPORT_FORMATS as readonly string[]).includes(format)
}

/**
 * [RPT1] The case report, or the premarket checklist alone, as PDF or DOCX.
 * @param query `capability=ALOF` for one capability, `reading=premarket` for the checklist, `audience`
 * @returns refusals `malformed`, `element-not-found`, `busy`, `document-too-long`
 */
export async function exportReport(
  person: Person,
  caseId: string,
  format: ReportFormat,
  query: URLSearchParams,
): Promise<Outcome<Response>> {
  const taking = await takeAlong(person, caseId, query)
  if (!taking.ok) return taking
  const reading = query.get('reading') ?? ''
  if (reading !== '' && reading !== 'premarket')
    return refuse('malformed', 'Of the readings only premarket is a document of its own; the others are CSV and XLSX.')
  const capability = query.get('capability') ?? ''
  const { case: row, audience } = taking.value
  const material = await caseMaterial(caseId, taking.value)
  const { pictures, left } = await picturesFor(caseId, taking.value, material)
  const about = {
    caseId,
    title: row.title,
    organisations: { mdm: row.mdmOrganisation, hdo: row.hdoOrganisation },
    at: runtime().clock(),
    seq: material.seq,
    by: person.name,
  }
  const what = reading === 'premarket' ? 'premarket' : 'case'
  const ask = { about, what, pictures, picturesLeft: left, ...(capability === '' ? {} : { capability }) } as const
  const written = await doAside({ kind: 'report', material, ask, format })
  if (!written.ok) return written
  const words =
    what === 'premarket' ? 'premarket documentation' : capability === '' ? 'case report' : `report ${capability}`
  const forWhom = audience === 'both' ? '' : audience === 'own' ? ' for our side' : ' for outside'
  return ok(fileAnswer(written.value, TYPES[format], fileName(row.title, `${words}${forWhom}`, format)))
}

/** The pictures of all narratives that the audience may see, and how many it may not. */
async function picturesFor(
  caseId: string,
  { actor, audience }: Taking,
  { canonical }: CaseMaterial,
): Promise<{ pictures: Map<string, KnownPicture>; left: number }> {
  const wanted = new Set(canonical.elements.flatMap(({ narrative = [] }) => [...hashesIn(narrative)]))
  const pictures = new Map<string, KnownPicture>()
  if (wanted.size === 0) return { pictures, left: 0 }
  const { db, files } = runtime()
  const rows = (await filesOf(db, caseId)).filter(({ sha256, size }) => wanted.has(sha256) && size <= PICTURE_BYTES)
  const kept = keptBack(graphOfPart(canonical))
  let room = MOST_PICTURES
  for (const sha256 of wanted) {
    const row = rows.find(
      (each) => each.sha256 === sha256 && mayShow(each, audience, kept) && mayHave(actor, each, kept),
    )
    if (row === undefined || row.size > room) continue
    const pieces = await files.read(sha256)
    if (pieces === undefined) continue
    const parts: Uint8Array[] = []
    for await (const part of pieces) parts.push(part)
    const bytes = new Uint8Array(Buffer.concat(parts))
    const type = pictureType(bytes)
    if (type === undefined || !PICTURE_TYPES.has(type)) continue
    room -= bytes.length
    pictures.set(sha256, { type, bytes })
  }
  return { pictures, left: wanted.size - pictures.size }
}

/** [FOR1] A picture is shown to both sides when both may have its file, and outside when anybody may. */
function mayShow(row: FileRow, audience: Audience, kept: ReadonlySet<string>): boolean {
  if (audience === 'own') return true
  const ownSide = row.audience === 'own-side' || kept.has(row.sha256)
  return audience === 'both' ? !ownSide : row.audience === 'public' && !ownSide
}

function* hashesIn(nodes: readonly NarrativeNode[]): Generator<string> {
  for (const node of nodes) {
    if ('text' in node) continue
    if (node.type === 'image' && isFileHash(node.attrs?.sha256)) yield node.attrs.sha256
    yield* hashesIn(node.content ?? [])
  }
}
