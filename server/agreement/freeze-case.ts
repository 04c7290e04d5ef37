import type * as Y from 'yjs'
import type { Charter, Roster } from '@/lib/agreement/charter'
import {
  type ApprovalPart,
  type CasePart,
  type ChangesPart,
  casePart,
  type Material,
  type ThreadPart,
} from '@/lib/agreement/content'
import { differenceOf } from '@/lib/agreement/difference'
import { argued } from '@/lib/agreement/duties'
import { readPart } from '@/lib/agreement/manifest'
import { type CaseFinding, type Preflight, preflight } from '@/lib/agreement/preflight'
import type { Baseline } from '@/lib/agreement/proposal'
import { canonicalCase } from '@/lib/case/canonical-case'
import { readCase } from '@/lib/case/read'
import { layoutOf } from '@/lib/case/ydoc'
import { allFindings } from '@/lib/findings/all-findings'
import { digestOf } from '@/lib/gsn/digest'
import type { CaseGraph } from '@/lib/gsn/graph'
import { reviewState } from '@/lib/review/state'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { CaseRow } from '../auth/person'
import type { StoredVersion } from './proposal-store'

/** A case as it stands, read for an agreement. Plain values: the document may change afterwards. */
export interface CaseReading {
  readonly seq: number
  /** Digest of the canonical case, as `GET .../graph` tells it. */
  readonly digest: string
  readonly case: CasePart
  readonly graph: CaseGraph
  readonly layout: Material['layout']
}

export function readForAgreement(doc: Y.Doc, seq: number): CaseReading {
  const canonical = canonicalCase(doc)
  const layout = Object.fromEntries(
    [...layoutOf(doc)].map(([id, { dx, dy }]) => [id, { dx: whole(dx), dy: whole(dy) }]),
  )
  return { seq, digest: digestOf(canonical), case: casePart(canonical), graph: readCase(doc), layout }
}

/** Canonical JSON holds whole numbers only; a layout is in pixels. */
function whole(value: number): number {
  return Number.isFinite(value) ? Math.round(value) : 0
}

/** What a version made from this reading would hold, and what stands in its way. */
export interface Draft {
  readonly material: Omit<Material, 'preflight'>
  readonly preflight: Preflight
}

/**
 * Gathers a version from the case, the shared ledger and the people.
 * @param inForce the baseline in force with its frozen version, absent for a first version
 * @param at      server time, ISO 8601
 */
export function draftVersion(
  reading: CaseReading,
  of: {
    readonly row: CaseRow
    readonly shared: readonly LedgerEntry[]
    readonly roster: Roster
    readonly charter: Charter
    readonly inForce?: { readonly baseline: Baseline; readonly version: StoredVersion }
    /** The version that this one answers. */
    readonly counters?: StoredVersion
    readonly at: string
    /** What is wrong with the stored files of the evidence (stored-files.ts). */
    readonly files: readonly CaseFinding[]
  },
): Draft {
  const { threads, approvals } = reviewParts(reading, of.shared)
  const part = reading.case
  const material = {
    case: part,
    layout: reading.layout,
    threads,
    approvals,
    roster: of.roster,
    charter: of.charter,
    changes: changesSince(part, of.inForce, of.counters),
  }
  const findings = [...allFindings(reading.graph, of.at.slice(0, 10)), ...of.files]
  return {
    material,
    preflight: preflight({
      title: of.row.title,
      case: part,
      findings,
      threads,
      approvals,
      roster: of.roster,
      charter: of.charter,
      today: of.at.slice(0, 10),
    }),
  }
}

function changesSince(
  part: CasePart,
  inForce: { readonly baseline: Baseline; readonly version: StoredVersion } | undefined,
  counters: StoredVersion | undefined,
): ChangesPart {
  const from = (version: StoredVersion) => differenceOf(readPart(version.files, 'case'), part)
  const since = inForce && { number: inForce.baseline.number, digest: inForce.baseline.digest }
  const changes = inForce === undefined ? [] : from(inForce.version)
  const counter = counters && {
    proposal: counters.manifest.proposal,
    digest: counters.digest,
    changes: from(counters),
  }
  return { since: since ?? null, changes, ...(counter === undefined ? {} : { counter }) }
}

function reviewParts(
  reading: CaseReading,
  shared: readonly LedgerEntry[],
): { threads: ThreadPart[]; approvals: ApprovalPart[] } {
  const review = reviewState(reading.graph, shared)
  const reached = argued(reading.case)
  const threads = [...review.threads.values()].flatMap((t): ThreadPart[] => {
    if (t.audience !== 'all' || t.resolved !== undefined) return []
    const { id, element, at, by, text, replies } = t
    return [{ thread: id, element, opened: at, by: by.name, side: by.side ?? '', text, replies: replies.length }]
  })
  const approvals = reading.case.elements.flatMap((element): ApprovalPart[] => {
    const claim = review.claims.get(element.id)
    if (claim === undefined || !reached.has(element.id)) return []
    const { mdm, hdo } = claim.sides
    return [{ claim: element.id, name: element.name, mdm: mdm.state, hdo: hdo.state }]
  })
  threads.sort((a, b) => (a.opened < b.opened ? -1 : a.opened > b.opened ? 1 : 0))
  return { threads, approvals }
}
