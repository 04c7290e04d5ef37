/** One change of the shared document as the log has it. */
export interface LoggedChange {
  readonly seq: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly personId: string
  readonly side?: 'mdm' | 'hdo'
}

/** A time when people worked on the case, without a longer pause in between. */
export interface WorkingSession {
  /** Its first and last change. */
  readonly from: number
  readonly to: number
  readonly start: string
  readonly end: string
  /** Who took part, the busiest first. */
  readonly people: readonly { readonly personId: string; readonly side?: 'mdm' | 'hdo'; readonly changes: number }[]
}

/** A pause of this length ends a working session, in minutes. */
export const PAUSE_MINUTES = 30

/**
 * [HIS1] Groups changes into working sessions. Every change is in exactly one, and a clock that went backwards does not
 * end one.
 * @param changes by seq, oldest first
 * @returns oldest first
 */
export function workingSessions(changes: Iterable<LoggedChange>): WorkingSession[] {
  const sessions: (Omit<WorkingSession, 'people'> & { to: number; end: string; counts: Map<string, Count> })[] = []
  for (const { seq, at, personId, side } of changes) {
    let last = sessions.at(-1)
    if (last === undefined || Date.parse(at) - Date.parse(last.end) > PAUSE_MINUTES * 60_000) {
      last = { from: seq, to: seq, start: at, end: at, counts: new Map() }
      sessions.push(last)
    }
    last.to = seq
    if (at > last.end) last.end = at
    const count = last.counts.get(personId) ?? { side, changes: 0 }
    count.changes++
    last.counts.set(personId, count)
  }
  return sessions.map(({ counts, ...session }) => ({
    ...session,
    people: [...counts]
      .map(([personId, { side, changes }]) => ({ personId, ...(side === undefined ? {} : { side }), changes }))
      .sort((a, b) => b.changes - a.changes || (a.personId < b.personId ? -1 : 1)),
  }))
}

interface Count {
  readonly side: 'mdm' | 'hdo' | undefined
  changes: number
}
