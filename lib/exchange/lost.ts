import type { CaseGraph, Element } from '@/lib/gsn/graph'

/** [EXC1] Counts what a format has no place for, and says it in sentences a person can act on. */
export class Lost {
  private readonly counts = new Map<string, number>()

  count(what: string, by = 1): void {
    if (by > 0) this.counts.set(what, (this.counts.get(what) ?? 0) + by)
  }

  /** What they lose of a case as a whole. */
  graph({ skipped, bin, decorated, patterns }: CaseGraph): void {
    this.count('relations that do not count', skipped.length)
    this.count('elements in the bin', bin.size)
    this.count('marks of a pattern on relations', decorated.length)
    this.count('patterns that were brought along', patterns.size)
  }

  /** What formats that only know the argument lose of an element. */
  element({ role, capability, facet, fields, texts, away, takenFrom, public: cited }: Element): void {
    if (role !== undefined) this.count('places in the pattern')
    if (capability !== undefined) this.count('capabilities of elements')
    if (facet !== undefined && Object.keys(fields).length + Object.keys(texts).length > 0) {
      this.count(`fields of elements with ${facet} data`)
    }
    if (away !== undefined) this.count('citations of other modules')
    if (takenFrom !== undefined) this.count('files that elements were taken from')
    if (cited === true) this.count('marks that other modules may cite an element')
  }

  /** One sentence for each kind of thing, the most frequent first. */
  list(): readonly string[] {
    return [...this.counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([what, many]) => `Not in this format: ${what} (${many}).`)
  }
}
