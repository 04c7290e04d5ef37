interface Count {
  failures: number
  /** Milliseconds since 1970 from which the next attempt is looked at. */
  free: number
  last: number
}

const TRIES = 5
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 60_000
const FORGET_AFTER = 15 * 60_000
const MOST_KEPT = 10_000

/**
 * [AUTH3] Slows down guessing: after five wrong passwords for one name from one address, each further one doubles the wait,
 * up to a minute. It counts name and address together and only ever waits, so nobody can lock another person out.
 */
export class SignInAttempts {
  private readonly counts = new Map<string, Count>()

  /** @param now  milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** @returns milliseconds to wait before an attempt is looked at; 0 when it may go on */
  wait(email: string, address: string): number {
    const count = this.counts.get(key(email, address))
    return count ? Math.max(0, count.free - this.now()) : 0
  }

  failed(email: string, address: string): void {
    const now = this.now()
    this.forget(now)
    const count = this.counts.get(key(email, address)) ?? { failures: 0, free: 0, last: now }
    count.failures++
    count.last = now
    const over = count.failures - TRIES
    if (over >= 0) count.free = now + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(over, 16))
    this.counts.set(key(email, address), count)
  }

  succeeded(email: string, address: string): void {
    this.counts.delete(key(email, address))
  }

  private forget(now: number): void {
    if (this.counts.size < MOST_KEPT) return
    for (const [name, count] of this.counts) if (now - count.last > FORGET_AFTER) this.counts.delete(name)
    const oldest = this.counts.keys().next().value
    if (this.counts.size >= MOST_KEPT && oldest !== undefined) this.counts.delete(oldest)
  }
}

function key(email: string, address: string): string {
  return `${email} ${address}`
}
