import { expect } from 'vitest'
import { SIDES } from '@/lib/agreement/charter'
import { dueEvents, SERVICE } from '@/lib/agreement/due'
import type { AgreementEvent, Effect } from '@/lib/agreement/events'
import { type AgreementState, counted, type Person } from '@/lib/agreement/proposal'
import {
  mayConfirm,
  mayPropose,
  mayRefuse,
  maySign,
  mayTerminate,
  mayUnsign,
  mayWithdraw,
} from '@/lib/agreement/proposal-rules'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { digestOf } from '@/lib/gsn/digest'

/** Two signatories of each side, a delegate of the manufacturer's first, and somebody who was never named. */
export const PEOPLE: readonly Person[] = [
  { id: 'm1', name: 'Mara', side: 'mdm' },
  { id: 'm2', name: 'Max', side: 'mdm' },
  { id: 'd1', name: 'Dora for Mara', side: 'mdm' },
  { id: 'h1', name: 'Hana', side: 'hdo' },
  { id: 'h2', name: 'Hugo', side: 'hdo' },
  { id: 'x', name: 'Outsider', side: 'hdo' },
]
const ROSTER = { mdm: ['m1', 'm2', 'd1'], hdo: ['h1', 'h2'] }
const SIGNATORIES = new Set(['m1', 'm2', 'h1', 'h2'])
export const person = (id: string) => PEOPLE.find((p) => p.id === id) as Person
export const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString()

type Entry = AgreementEvent & { at: string; actor: Person }

/** A case's agreement as its one writer keeps it: what is due, then an act that passed its guard, then what follows. */
export class Table {
  readonly entries: Entry[] = []
  today = 0
  /** People who have lost the right to sign. */
  readonly lost = new Set<string>()

  get at(): string {
    return day(this.today)
  }

  state: AgreementState = reduceAgreement([])

  readonly entitled = (id: string) =>
    !this.lost.has(id) && (SIGNATORIES.has(id) || (id === 'd1' && !this.lost.has('m1')))

  /** The service looks at the case. */
  look(): void {
    for (const event of dueEvents(this.state, this.at, this.entitled)) this.append(event, SERVICE)
  }

  append(event: AgreementEvent, actor: Person): void {
    const entry = { ...event, at: this.at, actor }
    this.entries.push(entry)
    this.state = reduceAgreement([entry], this.state)
  }

  private act(event: AgreementEvent, actor: Person): true {
    this.append(event, actor)
    this.look()
    return true
  }

  propose(
    by: Person,
    content: string,
    {
      quorum = { mdm: 1, hdo: 1 },
      supersedes,
      effect = { kind: 'at-once' },
    }: {
      quorum?: { mdm: number; hdo: number }
      supersedes?: string | null
      effect?: Effect
    } = {},
  ): boolean {
    this.look()
    const base = supersedes === undefined ? (this.state.inForce?.digest ?? null) : supersedes
    const may = mayPropose(this.state, base)
    if (!may.ok) return false
    const { number } = may.value
    const digest = digestOf({ content, number })
    const body = { proposal: number, digest, caseDigest: digest, title: '', supersedes: base, reason: '', accepted: 0 }
    const frozen = {
      expires: day(this.today + 30),
      quorum,
      roster: ROSTER,
      delegates: { d1: 'm1' },
      effect,
      noticeDays: 10,
    }
    return this.act({ kind: 'proposal.opened', body: { ...body, ...frozen } }, by)
  }

  sign(by: Person, number: number, digest: string): boolean {
    this.look()
    const may = maySign(this.state, number, digest, by.id, this.at)
    if (!may.ok || !this.entitled(by.id)) return false
    const body = { proposal: number, digest, side: may.value.side, ...proof(digest) }
    return this.act({ kind: 'proposal.signed', body }, by)
  }

  unsign(by: Person, number: number, digest: string): boolean {
    this.look()
    const may = mayUnsign(this.state, number, digest, by.id, this.at)
    if (!may.ok) return false
    const body = { proposal: number, digest, side: may.value.side, reason: 'Too early', ...proof(digest) }
    return this.act({ kind: 'proposal.unsigned', body }, by)
  }

  refuse(by: Person, number: number, digest: string): boolean {
    this.look()
    const may = mayRefuse(this.state, number, digest, by.id, this.at)
    if (!may.ok || !this.entitled(by.id)) return false
    const why = { code: 'other', text: 'No', elements: [] as string[] } as const
    const body = { proposal: number, digest, side: may.value.side, ...why, ...proof(digest) }
    return this.act({ kind: 'proposal.refused', body }, by)
  }

  withdraw(by: Person, number: number, digest: string): boolean {
    this.look()
    const may = mayWithdraw(this.state, number, digest, by, this.at)
    if (!may.ok || by.side === undefined) return false
    const body = { proposal: number, digest, side: by.side, reason: '', ...proof(digest) }
    return this.act({ kind: 'proposal.withdrawn', body }, by)
  }

  confirm(by: Person, number: number, digest: string): boolean {
    this.look()
    const may = mayConfirm(this.state, number, digest, by.id, this.at)
    if (!may.ok || !this.entitled(by.id)) return false
    const body = { proposal: number, digest, side: may.value.side, text: '', ...proof(digest) }
    return this.act({ kind: 'baseline.condition-met', body }, by)
  }

  terminate(by: Person, number: number, digest: string, withNotice: boolean): boolean {
    this.look()
    const may = mayTerminate(this.state, number, digest, by)
    if (!may.ok || !SIGNATORIES.has(by.id) || !this.entitled(by.id)) return false
    const { baseline, side } = may.value
    const ends = withNotice ? day(this.today + baseline.noticeDays) : null
    const body = { baseline: baseline.number, digest, side, ends, reason: 'It is over', ...proof(digest) }
    return this.act({ kind: 'baseline.termination', body }, by)
  }
}

function proof(digest: string) {
  return { statement: digest, envelope: digest }
}

/** The laws of every reachable state. */
export function expectLawful(state: AgreementState): void {
  const { proposals, baselines, open, inForce, pending } = state
  const live = proposals.filter((p) => ['open', 'part-signed', 'fully-signed'].includes(p.state))
  expect(live.length).toBeLessThanOrEqual(1)
  expect(open).toEqual(live[0])
  expect(proposals.map((p) => p.number)).toEqual(proposals.map((_, i) => i + 1))
  expect(baselines.map((b) => b.number)).toEqual(baselines.map((_, i) => i + 1))
  const line = baselines.filter((b) => b.state !== 'pending-effect')
  expect(baselines.slice(0, line.length)).toEqual(line)
  for (const [i, baseline] of line.entries()) {
    const before = line[i - 1]
    // Each names the one it replaces; after an end the line begins anew, unless it had been signed before the end.
    expect(before?.state === 'terminated' ? [null, before.digest] : [before?.digest ?? null]).toContain(
      baseline.supersedes,
    )
    if (i < line.length - 1) expect(['superseded', 'terminated']).toContain(baseline.state)
    const proposal = proposals.find((p) => p.number === baseline.proposal)
    expect(proposal?.digest).toBe(baseline.digest)
    expect(proposal?.state).toBe('in-force')
    for (const side of SIDES) {
      const own = proposal === undefined ? [] : counted(proposal).filter((s) => s.side === side)
      expect(own.length).toBeGreaterThanOrEqual(proposal?.quorum[side] ?? 1)
    }
  }
  expect(inForce).toEqual(line.find((b) => b.state === 'in-force'))
  expect(line.filter((b) => b.state === 'in-force').length).toBeLessThanOrEqual(1)
  expect(pending).toEqual(baselines.find((b) => b.state === 'pending-effect'))
  if (pending !== undefined) expect(open).toMatchObject({ number: pending.proposal, state: 'fully-signed' })
  for (const proposal of proposals) {
    const places = counted(proposal).map((s) => s.standsFor ?? s.person.id)
    for (const signature of counted(proposal)) expect(signature.digest).toBe(proposal.digest)
    expect(new Set(places).size).toBe(places.length)
  }
}

/** What never goes back: an ended proposal, a lapsed or withdrawn signature, a baseline that was replaced or ended. */
export function expectMonotone(before: AgreementState, after: AgreementState): void {
  for (const [i, was] of before.proposals.entries()) {
    const is = after.proposals[i]
    if (!['open', 'part-signed', 'fully-signed'].includes(was.state)) expect(is?.state).toBe(was.state)
    expect(is?.digest).toBe(was.digest)
    for (const [j, signature] of was.signatures.entries()) {
      if (signature.lapsed !== undefined) expect(is?.signatures[j]?.lapsed).toBe(signature.lapsed)
      if (signature.withdrawn !== undefined) expect(is?.signatures[j]?.withdrawn).toEqual(signature.withdrawn)
      expect(is?.signatures[j]?.digest).toBe(signature.digest)
    }
  }
  for (const was of before.baselines.filter((b) => b.state === 'superseded' || b.state === 'terminated')) {
    expect(after.baselines.find((b) => b.number === was.number)).toEqual(was)
  }
}
