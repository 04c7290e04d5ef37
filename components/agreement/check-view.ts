import { MANIFEST_PATH, type Manifest, VIEW_PATH } from '@/lib/agreement/manifest'
import { sha256Hex } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

/** Address of one file of a frozen version. */
export function versionFile(caseId: string, number: number, path: string): string {
  return `/api/cases/${encodeURIComponent(caseId)}/proposals/${number}/files/${path}`
}

/** A version as this browser received it and hashed it. */
export interface CheckedView {
  /** SHA-256 of the page. */
  readonly view: string
  /** The page itself: what is shown is what was hashed. */
  readonly page: string
  readonly manifest: Manifest
}

/**
 * Fetches the manifest and the page of a version and hashes them here: what is about to be signed is what this browser
 * was given, and not what the service says it gave.
 * @returns the page that was hashed, or a sentence on what does not fit
 */
export async function checkView(caseId: string, number: number, digest: string): Promise<Outcome<CheckedView>> {
  try {
    const [manifestBytes, viewBytes] = await Promise.all([
      fetchBytes(versionFile(caseId, number, MANIFEST_PATH)),
      fetchBytes(versionFile(caseId, number, VIEW_PATH)),
    ])
    const manifest = JSON.parse(new TextDecoder().decode(manifestBytes)) as Manifest
    const view = sha256Hex(viewBytes)
    if (sha256Hex(manifestBytes) !== digest || listed(manifest, VIEW_PATH) !== view) return DIFFERS
    return ok({ view, page: new TextDecoder().decode(viewBytes), manifest })
  } catch {
    return refuse('unreachable', 'The version could not be fetched for checking. Reload the page.')
  }
}

/** Fetches one part of a version and compares it with a manifest that was checked. */
export async function checkPart<T>(caseId: string, manifest: Manifest, path: string): Promise<Outcome<T>> {
  try {
    const bytes = await fetchBytes(versionFile(caseId, manifest.proposal, path))
    if (sha256Hex(bytes) !== listed(manifest, path)) return DIFFERS
    return ok(JSON.parse(new TextDecoder().decode(bytes)) as T)
  } catch {
    return refuse('unreachable', 'A part of the version could not be fetched for checking. Reload the page.')
  }
}

const DIFFERS = refuse(
  'view-differs',
  'What this browser received is not the version with this digest. Do not sign it.',
)

function listed(manifest: Manifest, path: string): string | undefined {
  return manifest.parts.find((part) => part.path === path)?.sha256
}

export async function fetchBytes(address: string): Promise<Uint8Array> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}
