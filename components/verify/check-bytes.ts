import { VIEW_PATH } from '@/lib/agreement/manifest'
import { decodeUtf8 } from '@/lib/agreement/utf8'
import type { Expected, Verdict } from '@/lib/agreement/verdict'
import { verifyBundle } from '@/lib/agreement/verify'
import { readZip } from '@/lib/agreement/zip'

/** A verdict, and the page that was signed where the bundle can be relied on. */
export interface Checked {
  readonly verdict: Verdict
  readonly view: string | undefined
}

export function checkBytes(bytes: Uint8Array, expected: Expected): Checked {
  const verdict = verifyBundle(bytes, undefined, expected)
  const zip = verdict.status === 'not-valid' ? undefined : readZip(bytes)
  const view = zip?.ok ? zip.value.find((file) => file.path === VIEW_PATH) : undefined
  return { verdict, view: view === undefined ? undefined : decodeUtf8(view.bytes) }
}
