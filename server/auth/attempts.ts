interface Count {
  /** How many were wrong, as far as they still count. */
  failures: number
  /** Milliseconds since 1970 from which the next attempt is looked at. */
  free: number
  last: number
}

/** How one kind of counting slows down. */
interface Pace {
  /** Wrong ones before anybody waits. */
  readonly tries: number
  /** Milliseconds after the first of them; doubled for each one more. */
  readonly first: number
  readonly longest: number
  /** Milliseconds in which one wrong attempt is forgiven. */
  readonly forgives: number
}

/** One browser, or one network, that tries one name. */
const OWN: Pace = { tries: 5, first: 1_000, longest: 60_000, forgives: 60_000 }
/** The same while the name, or everything, is under attack: a stranger gets one try, then waits. */
const UNDER_ATTACK: Pace = { ...OWN, tries: 1 }
/** One network that tries many names. */
const SPRAY: Pace = { tries: 60, first: 250, longest: 10_000, forgives: 5_000 }
/** Codes of the second step: few enough tries that nobody hits one by chance. */
const CODES: Pace = { tries: 5, first: 5_000, longest: 15 * 60_000, forgives: 10 * 60_000 }

/** Wrong passwords for one name, from anywhere, that make an attack. */
const NAME_ATTACKED = { tries: 50, forgives: 30_000 }
/** Wrong passwords for any name that make an attack. */
const ALL_ATTACKED = { tries: 600, forgives: 250 }

const MOST_KEPT = 20_000

/**
 * [AUTH3] Slows down guessing and shuts nobody out. Counted are a name with the network that tries it, a network, a name
 * from everywhere, and everything. Only the first two make anybody wait, and for a minute at most; the other two only leave
 * a stranger with fewer tries. A browser in which the person has signed in before is counted by itself and by nothing else.
 */
export class SignInAttempts {
  private readonly counts = new Map<string, Count>()

  /** @param now  milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /**
   * @param known  the mark of a browser in which this person has signed in before
   * @returns milliseconds to wait before an attempt is looked at; 0 when it may go on
   */
  wait(name: string, network: string, known?: string): number {
    if (known !== undefined) return this.left(`d ${name} ${known}`)
    return Math.max(this.left(`n ${name} ${network}`), this.left(`s ${network}`))
  }

  /** Counts an attempt as wrong; asked before it is checked, so that many at once count too. */
  failed(name: string, network: string, known?: string): void {
    if (known !== undefined) {
      this.count(`d ${name} ${known}`, OWN)
      return
    }
    const attacked =
      this.failures(`a ${name}`, NAME_ATTACKED.forgives) >= NAME_ATTACKED.tries ||
      this.failures('all', ALL_ATTACKED.forgives) >= ALL_ATTACKED.tries
    this.count(`n ${name} ${network}`, attacked ? UNDER_ATTACK : OWN)
    this.count(`s ${network}`, SPRAY)
    this.count(`a ${name}`, { ...OWN, ...NAME_ATTACKED, first: 0 })
    this.count('all', { ...OWN, ...ALL_ATTACKED, first: 0 })
  }

  /** It was right: what this attempt had counted does not count. */
  succeeded(name: string, network: string, known?: string): void {
    if (known !== undefined) {
      this.counts.delete(`d ${name} ${known}`)
      return
    }
    this.counts.delete(`n ${name} ${network}`)
    for (const key of [`s ${network}`, `a ${name}`, 'all']) {
      const count = this.counts.get(key)
      if (count !== undefined) count.failures = Math.max(0, count.failures - 1)
    }
  }

  /** Milliseconds to wait before a code of this person is looked at. */
  waitForCode(personId: string): number {
    return this.left(`c ${personId}`)
  }

  codeFailed(personId: string): void {
    this.count(`c ${personId}`, CODES)
  }

  codeSucceeded(personId: string): void {
    this.counts.delete(`c ${personId}`)
  }

  private left(key: string): number {
    return Math.max(0, (this.counts.get(key)?.free ?? 0) - this.now())
  }

  private failures(key: string, forgives: number): number {
    const count = this.counts.get(key)
    return count === undefined ? 0 : Math.max(0, count.failures - (this.now() - count.last) / forgives)
  }

  private count(key: string, pace: Pace): void {
    const now = this.now()
    this.forget()
    const failures = this.failures(key, pace.forgives) + 1
    const over = Math.floor(failures + 1e-6) - pace.tries
    const wait = over < 0 ? 0 : Math.min(pace.longest, pace.first * 2 ** Math.min(over, 24))
    // Counted anew at the end, so that the oldest go first when there are too many.
    this.counts.delete(key)
    this.counts.set(key, { failures, free: now + wait, last: now })
  }

  private forget(): void {
    if (this.counts.size < MOST_KEPT) return
    for (const oldest of this.counts.keys()) {
      if (oldest === 'all') continue
      this.counts.delete(oldest)
      return
    }
  }
}

// One count for the whole process, whichever bundle asks.
const KEY = Symbol.for('accord.sign-in-attempts')
const holder = globalThis as { [KEY]?: SignInAttempts }

export function signInAttempts(): SignInAttempts {
  holder[KEY] ??= new SignInAttempts(Date.now)
  return holder[KEY]
}
