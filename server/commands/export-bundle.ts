import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { bundleOf, readSigned, type SignedVersion } from '../agreement/bundle-of'
import { readShared } from '../agreement/context'
import { paperOf } from '../agreement/paper-of'
import { authorise, type Person } from '../auth/person'

/** The `.rab` file of a baseline: everything that is needed to check it, years later, without this service. */
export async function exportBundle(person: Person, caseId: string, number: number): Promise<Outcome<Response>> {
  const signed = await signedBaseline(person, caseId, number)
  if (!signed.ok) return signed
  const drawn = await paperOf(caseId, signed.value)
  if (!drawn.ok) return drawn
  const bundle = await bundleOf(caseId, signed.value, drawn.value)
  return ok(download(bundle, 'application/zip', baselineFileName(signed.value, 'rab')))
}

/** A baseline that this person may read, with what proves it. */
export async function signedBaseline(person: Person, caseId: string, number: number): Promise<Outcome<SignedVersion>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const shared = await readShared(caseId)
  const baseline = reduceAgreement(shared).baselines.find((b) => b.number === number)
  const signed = baseline === undefined ? undefined : await readSigned(caseId, baseline, shared)
  return signed === undefined ? refuse('baseline-not-found', 'There is no such baseline.') : ok(signed)
}

/** An answer that a browser saves as a file and nobody keeps on the way. */
export function download(bytes: Uint8Array, mediaType: string, fileName: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

/** A name that any disk takes. */
export function baselineFileName({ version, baseline }: SignedVersion, ending: string): string {
  const plain = version.manifest.case.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${plain || 'case'}-baseline-${baseline.number}.${ending}`
}
