import { type Content, PART_NAMES } from '@/lib/agreement/content'
import { readPart } from '@/lib/agreement/manifest'
import { agreementPaper, type PaperInput } from '@/lib/agreement/paper'
import { verifyBundle } from '@/lib/agreement/verify'
import type { Outcome } from '@/lib/gsn/outcome'
import { verifyByNode } from '../cli/node-ed25519'
import { keptPdf } from '../document/kept-papers'
import { bundleOf, type SignedVersion } from './bundle-of'
import type { StoredVersion } from './proposal-store'

/** Everything that a version froze. @throws when the store is damaged */
export function contentOf({ files }: StoredVersion): Content {
  const parts = PART_NAMES.map((name) => [name, readPart(files, name)] as const)
  return Object.fromEntries(parts) as unknown as Content
}

/** What goes on paper: what a verifier finds in the bundle, never what the service merely believes. */
export async function paperInput(caseId: string, signed: SignedVersion): Promise<PaperInput> {
  const { version, baseline } = signed
  const verdict = verifyBundle(await bundleOf(caseId, signed), verifyByNode)
  return { manifest: version.manifest, digest: version.digest, content: contentOf(version), baseline, verdict }
}

/** The agreement as PDF, as it travels in the bundle: without the bundle inside. Drawn once. */
export async function paperOf(caseId: string, signed: SignedVersion): Promise<Outcome<Uint8Array>> {
  return keptPdf(agreementPaper(await paperInput(caseId, signed)))
}
