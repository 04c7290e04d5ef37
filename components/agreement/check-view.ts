import { MANIFEST_PATH, type Manifest, VIEW_PATH } from '@/lib/agreement/manifest'
import { sha256Hex } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** Address of one file of a frozen version. */
export function versionFile(caseId: string, number: number, path: string): string {
  return `/api/cases/${encodeURIComponent(caseId)}/proposals/${number}/files/${path}`
}

/**
 * Fetches the manifest and the page of a version and hashes them here: what is about to be signed is what this browser
 * was given, and not what the service says it gave.
 * @returns SHA-256 of the page, or a sentence on what does not fit
 */
export async function checkView(caseId: string, number: number, digest: string): Promise<Outcome<{ view: string }>> {
  try {
    const [manifestBytes, viewBytes] = await Promise.all([
      fetchBytes(versionFile(caseId, number, MANIFEST_PATH)),
      fetchBytes(versionFile(caseId, number, VIEW_PATH)),
    ])
    const manifest = JSON.parse(new TextDecoder().decode(manifestBytes)) as Manifest
    const listed = manifest.parts.find((part) => part.path === VIEW_PATH)?.sha256
    const view = sha256Hex(viewBytes)
    if (sha256Hex(manifestBytes) === digest && listed === view) return ok({ view })
    return refuse('view-differs', 'What this browser received is not the version with this digest. Do not sign it.')
  } catch {
    return refuse('unreachable', 'The version could not be fetched for checking. Reload the page.')
  }
}

async function fetchBytes(address: string): Promise<Uint8Array> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
