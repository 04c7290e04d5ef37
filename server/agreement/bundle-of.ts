import { makeBundle } from '@/lib/agreement/bundle'
import { type Envelope, envelopeDigest } from '@/lib/agreement/dsse'
import { headOf } from '@/lib/agreement/ledger-chain'
import type { Baseline } from '@/lib/agreement/proposal'
import { charterBefore } from '@/lib/agreement/verify-adoptions'
import { sha256Hex } from '@/lib/gsn/digest'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { runtime } from '../runtime'
import { ABOUT_CHARTERS } from './adoption-proof'
import { readEnvelopes, readVersion, type StoredVersion } from './proposal-store'
import { readPage, readVerifier } from './verifier'

/** A baseline with all that proves it. */
export interface SignedVersion {
  readonly baseline: Baseline
  readonly version: StoredVersion
  readonly envelopes: readonly Envelope[]
  readonly shared: readonly LedgerEntry[]
}

/** @returns undefined when the baseline's version is not there */
export async function readSigned(
  caseId: string,
  baseline: Baseline,
  shared: readonly LedgerEntry[],
): Promise<SignedVersion | undefined> {
  const { db } = runtime()
  const version = await readVersion(db, caseId, baseline.proposal)
  if (version === undefined) return undefined
  const adopted = adoptionsOf(shared, baseline.proposal)
  const adoptions = (await readEnvelopes(db, caseId, ABOUT_CHARTERS)).filter((e) => adopted.has(envelopeDigest(e)))
  const acts = await readEnvelopes(db, caseId, baseline.proposal)
  return { baseline, version, envelopes: [...adoptions, ...acts], shared }
}

/**
 * [VER9] The `.rab` file of a baseline, with the evidence that its version embeds.
 * @param paper the agreement as PDF, when it travels inside
 * @param at    when it is exported; the same moment gives the same bytes
 */
export async function bundleOf(
  caseId: string,
  signed: SignedVersion,
  paper?: Uint8Array,
  at = runtime().clock(),
): Promise<Uint8Array> {
  const { serviceKey } = runtime()
  const { version, envelopes, shared } = signed
  return makeBundle(
    {
      frozen: version.files,
      evidence: await embeddedEvidence(version),
      envelopes,
      entries: shared,
      head: headOf(shared, caseId, 'shared'),
      ...(paper === undefined ? {} : { paper }),
      page: await readPage(),
      verifier: await readVerifier(),
      servicePublicKey: serviceKey.publicKeyHex,
      at,
    },
    serviceKey.sign,
  )
}

/** The bytes as the store of files has them; what is lost or damaged there is left out, and the export says so. */
async function embeddedEvidence({ manifest }: StoredVersion): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  for (const { held, sha256 } of manifest.parts) {
    if (held !== 'embedded') continue
    const pieces = await runtime().files.read(sha256)
    if (pieces === undefined) continue
    const chunks: Uint8Array[] = []
    for await (const piece of pieces) chunks.push(piece)
    const bytes = new Uint8Array(Buffer.concat(chunks))
    if (sha256Hex(bytes) === sha256) found.set(sha256, bytes)
  }
  return found
}

/** Digests of the envelopes with which both sides adopted the charter that a version was proposed under. */
function adoptionsOf(shared: readonly LedgerEntry[], proposal: number): ReadonlySet<string> {
  const adopted = charterBefore(shared, proposal)?.adopted ?? {}
  return new Set(Object.values(adopted).flatMap(({ envelope }) => (envelope === undefined ? [] : [envelope])))
}
