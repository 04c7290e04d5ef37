/** So many names are remembered at most; then the oldest are forgotten. */
const MOST_KEPT = 10_000

/** Bounds how often something may happen under one name: so many times in each window. In this process. */
export class Pace {
  private readonly counts = new Map<string, { since: number; times: number }>()

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Counts one more time. @returns whether it is within the bound; what is not counts as well */
  take(name: string, now: number): boolean {
    const known = this.counts.get(name)
    const count = known === undefined || now - known.since >= this.windowMs ? { since: now, times: 0 } : known
    count.times += 1
    this.counts.delete(name)
    this.counts.set(name, count)
    if (this.counts.size > MOST_KEPT) {
      const oldest = this.counts.keys().next().value
      if (oldest !== undefined) this.counts.delete(oldest)
    }
    return count.times <= this.most
  }
}
