import { makeBundle } from '@/lib/agreement/bundle'
import { headOf } from '@/lib/agreement/ledger-chain'
import { reduceAgreement } from '@/lib/agreement/proposal'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readShared } from '../agreement/context'
import { readEnvelopes, readVersion } from '../agreement/proposal-store'
import { readVerifier } from '../agreement/verifier'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

/** The `.rab` file of a baseline: everything that is needed to check it, years later, without this service. */
export async function exportBundle(person: Person, caseId: string, number: number): Promise<Outcome<Response>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, clock, serviceKey } = runtime()
  const shared = await readShared(caseId)
  const baseline = reduceAgreement(shared).baselines.find((b) => b.number === number)
  const version = baseline === undefined ? undefined : await readVersion(db, caseId, baseline.proposal)
  if (baseline === undefined || version === undefined) {
    return refuse('baseline-not-found', 'There is no such baseline.')
  }
  const bundle = makeBundle(
    {
      frozen: version.files,
      envelopes: await readEnvelopes(db, caseId, baseline.proposal),
      entries: shared,
      head: headOf(shared, caseId, 'shared'),
      verifier: await readVerifier(),
      servicePublicKey: serviceKey.publicKeyHex,
      at: clock(),
    },
    serviceKey.sign,
  )
  return ok(
    new Response(new Uint8Array(bundle), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${fileName(version.manifest.case.title, number)}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    }),
  )
}

/** A name that any disk takes. */
function fileName(title: string, number: number): string {
  const plain = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${plain || 'case'}-baseline-${number}.rab`
}
