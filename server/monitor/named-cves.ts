import { facetOf } from '@/lib/case/fields'
import { readCase } from '@/lib/case/read'
import { matchProduct, type WatchIndex } from '@/lib/monitor/match'
import type { Notice } from '@/lib/monitor/notice'
import type { Heads } from '../inbox/heads'
import { keptBy } from '../inbox/kept'
import { runtime } from '../runtime'

/** Cases whose CVE numbers are kept: a few words each. */
const KEPT = 2_000

/**
 * Whether a file can mean anything to a case: one of its products is watched, or a risk names one of its CVE numbers. Says
 * no without reading the case, unless the case has changed since it was last asked.
 */
export async function mayTouch(
  caseId: string,
  at: Heads,
  cves: ReadonlySet<string>,
  index: WatchIndex,
  { products }: Notice,
): Promise<boolean> {
  if (index.entries.size > 0) {
    for (const product of products.values()) if (matchProduct(index, product).length > 0) return true
  }
  const named = await namedIn(caseId, at)
  for (const cve of named) if (cves.has(cve)) return true
  return false
}

async function namedIn(caseId: string, { epoch, seq }: Heads): Promise<readonly string[]> {
  const kept = keptBy<{ stamp: string; cves: readonly string[] }>('accord.named-cves', KEPT)
  const stamp = `${epoch} ${seq}`
  const known = kept.get(caseId)
  if (known?.stamp === stamp) return known.cves
  const cves = await runtime().rooms.read(caseId, (doc) =>
    [...readCase(doc).elements.values()].flatMap((element) => {
      const { cve } = element.fields
      if (facetOf(element) !== 'risk' || typeof cve !== 'string') return []
      return cve.split(',').flatMap((each) => each.trim() || [])
    }),
  )
  kept.set(caseId, { stamp, cves })
  return cves
}
