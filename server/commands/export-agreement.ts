import type { Side } from '@/lib/agreement/charter'
import { agreementPaper } from '@/lib/agreement/paper'
import { redlineDocument } from '@/lib/agreement/redline'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { bundleOf } from '../agreement/bundle-of'
import { contentOf, paperInput, paperOf } from '../agreement/paper-of'
import type { Person } from '../auth/person'
import { writeDocxAside } from '../document/aside'
import { keptPdf } from '../document/kept-papers'
import { baselineFileName, download, signedBaseline } from './export-bundle'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * The agreement on paper, with its bundle attached.
 * @param first whose duties come first; the reader's own side
 */
export async function exportPaper(
  person: Person,
  caseId: string,
  number: number,
  first?: Side,
): Promise<Outcome<Response>> {
  const signed = await signedBaseline(person, caseId, number)
  if (!signed.ok) return signed
  const input = await paperInput(caseId, signed.value)
  const drawn = await paperOf(caseId, signed.value)
  if (!drawn.ok) return drawn
  // As the history stood after its last entry: the same history gives the same paper, which is then drawn once.
  const at = signed.value.shared.at(-1)?.at
  const bytes = await bundleOf(caseId, signed.value, drawn.value, at)
  const bundle = { name: baselineFileName(signed.value, 'rab'), bytes }
  const paper = agreementPaper({ ...input, ...(first === undefined ? {} : { first }), bundle })
  const pdf = await keptPdf(paper)
  return pdf.ok ? ok(download(pdf.value, 'application/pdf', baselineFileName(signed.value, 'pdf'))) : pdf
}

/** [PAP2] What a baseline changes against an earlier (or later) one, as a document with tracked changes. */
export async function exportRedline(
  person: Person,
  caseId: string,
  number: number,
  against: number,
): Promise<Outcome<Response>> {
  const signed = await signedBaseline(person, caseId, number)
  if (!signed.ok) return signed
  const other = await signedBaseline(person, caseId, against)
  if (!other.ok) return other
  const [before, after] = [other.value, signed.value].map(({ baseline, version }) => ({
    baseline,
    content: contentOf(version),
  })) as [Parameters<typeof redlineDocument>[1], Parameters<typeof redlineDocument>[2]]
  const { title } = signed.value.version.manifest.case
  const bytes = await writeDocxAside(redlineDocument(title, before, after))
  const name = baselineFileName(signed.value, 'docx').replace(/\.docx$/, `-against-${against}.docx`)
  return ok(download(bytes, DOCX, name))
}
