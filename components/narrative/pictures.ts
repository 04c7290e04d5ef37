import { pictureType } from '@/lib/case/narrative-shape'

/** What there is to show of a picture: an address of this page alone, or a sentence. */
export type PictureShown = { readonly url: string } | { readonly problem: string }

/** Pictures that one page keeps at hand; of the others the bytes are asked for again. */
const KEPT = 40
const LARGEST = 30 * 1024 * 1024

const kept = new Map<string, Promise<PictureShown>>()

/**
 * [TXT17] The picture behind a hash. The bytes come as bytes of no type; only those that are a picture by their own first
 * bytes are shown, and nothing is ever fetched from elsewhere.
 */
export function picture(caseId: string, sha256: string): Promise<PictureShown> {
  const key = `${caseId}/${sha256}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const asked = fetchPicture(caseId, sha256)
  kept.set(key, asked)
  // What failed may work the next time.
  void asked.then((shown) => 'problem' in shown && kept.get(key) === asked && kept.delete(key))
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) forget(oldest)
  return asked
}

function forget(key: string): void {
  const gone = kept.get(key)
  kept.delete(key)
  void gone?.then((shown) => 'url' in shown && URL.revokeObjectURL(shown.url))
}

async function fetchPicture(caseId: string, sha256: string): Promise<PictureShown> {
  try {
    const answer = await fetch(`/api/cases/${encodeURIComponent(caseId)}/files/${sha256}`)
    if (answer.status === 404 || answer.status === 403) {
      return { problem: 'This picture is not among the files that you may open.' }
    }
    if (!answer.ok) return { problem: 'This picture could not be fetched. Open the narrative again to try once more.' }
    if (Number(answer.headers.get('content-length') ?? 0) > LARGEST) {
      return { problem: 'This picture is too large to show here. Open it from the list of evidence.' }
    }
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const type = pictureType(bytes)
    if (type === undefined) return { problem: 'This file is no picture that can be shown.' }
    return { url: URL.createObjectURL(new Blob([bytes], { type })) }
  } catch {
    return { problem: 'This picture cannot be fetched while you are offline.' }
  }
}
