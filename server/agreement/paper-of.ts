import { type Content, PART_NAMES } from '@/lib/agreement/content'
import { readPart } from '@/lib/agreement/manifest'
import { agreementPaper, type PaperInput } from '@/lib/agreement/paper'
import { verifyBundle } from '@/lib/agreement/verify'
import { digestOf } from '@/lib/gsn/digest'
import { verifyByNode } from '../cli/node-ed25519'
import { writePdfAside } from '../document/aside'
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

// Making a PDF takes seconds for a large case, and the same baseline is asked for again and again.
const made = new Map<string, Promise<Uint8Array>>()
const MOST = 8

/** The agreement as PDF, as it travels in the bundle: without the bundle inside. */
export async function paperOf(caseId: string, signed: SignedVersion): Promise<Uint8Array> {
  const input = await paperInput(caseId, signed)
  const { verdict, baseline, digest } = input
  const key = digestOf({
    caseId,
    digest,
    state: baseline.state,
    acts: verdict.facts?.acts ?? null,
    status: verdict.status,
  })
  const known = made.get(key)
  if (known !== undefined) return known
  const paper = writePdfAside(agreementPaper(input))
  made.set(key, paper)
  paper.catch(() => made.delete(key))
  const [oldest] = made.keys()
  if (made.size > MOST && oldest !== undefined) made.delete(oldest)
  return paper
}
