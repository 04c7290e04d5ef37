import data from './crosswalks.json'
import type { ControlStandard } from './standards'

/** A published correspondence of two editions. A pair is [ref of `from`, relation, refs of `to`]. */
export interface Crosswalk {
  readonly id: string
  readonly from: ControlStandard
  readonly to: ControlStandard
  readonly source: string
  /** What each relation word means. */
  readonly relations: Readonly<Record<string, string>>
  readonly pairs: readonly (readonly [ref: string, relation: string, refs: readonly string[]])[]
}

/** One control of another edition or standard that has to do with the asked one. */
export interface SeeAlso {
  readonly standard: ControlStandard
  readonly ref: string
  /** What the correspondence says of the two, in words. */
  readonly relation: string
  /** Whether the asked control stands on the `from` side of the correspondence. */
  readonly direction: 'to' | 'from'
  readonly source: string
}

export const CROSSWALKS = data.crosswalks as unknown as readonly Crosswalk[]

/** What the correspondences say about one control, in both directions. Empty for an unknown one. */
export function seeAlso(standard: string, ref: string): SeeAlso[] {
  const found: SeeAlso[] = []
  for (const { from, to, source, relations, pairs } of CROSSWALKS) {
    if (from !== standard && to !== standard) continue
    for (const [origin, word, refs] of pairs) {
      const relation = relations[word] ?? word
      if (from === standard && origin === ref)
        for (const target of refs) found.push({ standard: to, ref: target, relation, direction: 'to', source })
      else if (to === standard && refs.includes(ref))
        found.push({ standard: from, ref: origin, relation, direction: 'from', source })
    }
  }
  return found
}
