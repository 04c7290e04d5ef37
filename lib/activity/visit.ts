/** Where a case stands: its document, and what one person may read of its ledger. */
export interface Point {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly seq: number
  readonly shared: number
  readonly mdm: number
  readonly hdo: number
}

export interface Visit {
  /** Where the case stood when the person was last seen in it. */
  readonly here: Point
  /** Where it stood when they had left it before: what happened since then is news to them. */
  readonly since: Point
}

/** Who was away for longer than this comes back to news, in minutes. */
export const AWAY_MINUTES = 30

/**
 * [ACT1] What is known of a person's visits after they are seen in a case, on any device: whoever stays sees what happens
 * as it happens; whoever was away finds everything since they left, until they leave again. A first visit has no news.
 */
export function visitAfter(visit: Visit | undefined, now: Point): Visit {
  if (visit === undefined) return { here: now, since: now }
  const here = furthest(visit.here, now)
  const away = Date.parse(now.at) - Date.parse(visit.here.at) > AWAY_MINUTES * 60_000
  return away ? { here, since: visit.here } : { here, since: visit.since }
}

/** [ACT1] The same after the person said that they have read everything up to a point: never back, never beyond `now`. */
export function visitRead(visit: Visit | undefined, upTo: Point, now: Point): Visit {
  const read = furthest(visit?.since ?? ZERO, least(upTo, now))
  return { here: furthest(visit?.here ?? read, { ...read, at: now.at }), since: { ...read, at: now.at } }
}

const ZERO: Point = { at: new Date(0).toISOString(), seq: 0, shared: 0, mdm: 0, hdo: 0 }

function furthest(a: Point, b: Point): Point {
  return { ...join(a, b, Math.max), at: later(a.at, b.at) }
}

function later(a: string, b: string): string {
  return b.localeCompare(a) > 0 ? b : a
}

function least(a: Point, b: Point): Point {
  return { ...join(a, b, Math.min), at: b.at }
}

function join(a: Point, b: Point, pick: (x: number, y: number) => number): Omit<Point, 'at'> {
  return { seq: pick(a.seq, b.seq), shared: pick(a.shared, b.shared), mdm: pick(a.mdm, b.mdm), hdo: pick(a.hdo, b.hdo) }
}
