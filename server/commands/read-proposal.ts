import type { Charter, Method, Roster, Side } from '@/lib/agreement/charter'
import { type ChangesPart, casePart, type PreflightPart, type ThreadPart } from '@/lib/agreement/content'
import type { Duty } from '@/lib/agreement/duties'
import { type Manifest, readPart } from '@/lib/agreement/manifest'
import { type Proposal, rosterSide, signatureOf } from '@/lib/agreement/proposal'
import { ACT_NAMES, type Act } from '@/lib/agreement/statement'
import { canonicalCase } from '@/lib/case/canonical-case'
import { digestOf } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { mayAct } from '../agreement/may-act'
import { readVersion } from '../agreement/proposal-store'
import { usableKeys } from '../agreement/usable-keys'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { readAgreementOf } from './read-proposals'

/** One version as its readers need it: how it stands, what it holds for each side, and what this person may do. */
export interface ProposalAnswer {
  readonly proposal: Proposal
  readonly manifest: Manifest
  readonly duties: readonly Duty[]
  readonly preflight: PreflightPart
  readonly threads: readonly ThreadPart[]
  readonly changes: ChangesPart
  readonly charter: Charter
  readonly roster: Roster
  /** The side this person may sign for, by the frozen roster. */
  readonly signsFor: Side | null
  readonly signed: boolean
  readonly may: Readonly<Record<Act, boolean>>
  /** How this person may prove an act on this version now. */
  readonly methods: readonly Method[]
  /** Failed attempts to act on this version by people of the reader's own side. */
  readonly attempts: number
  /** Number of the baseline it became; null otherwise. */
  readonly baseline: number | null
  /** Whether the case still says what this version froze: then one click proposes it again. */
  readonly unchanged: boolean
}

/** Reads one version from its frozen bytes, never from the live case. */
export async function readProposal(person: Person, caseId: string, number: number): Promise<Outcome<ProposalAnswer>> {
  const found = await readAgreementOf(person, caseId)
  if (!found.ok) return found
  const { now, actor } = found.value
  const { db, rooms } = runtime()
  const proposal = now.state.proposals.find((p) => p.number === number)
  const version = proposal === undefined ? undefined : await readVersion(db, caseId, number)
  if (proposal === undefined || version === undefined) {
    return refuse('proposal-not-found', 'There is no such proposal.')
  }
  const { personId } = actor
  const { files, manifest } = version
  const charter = readPart(files, 'charter')
  const signsFor = rosterSide(proposal, personId) ?? null
  const may = ACT_NAMES.map((act) => [act, mayAct(now, act, number, proposal.digest, personId).ok] as const)
  const side = actor.participation?.side
  const keys = side && (await usableKeys(db, version, now.shared, { act: 'sign', personId, side, at: now.at }))
  const here = charter.passkeys?.origins.includes(runtime().env.publicUrl) === true && (keys ?? []).length > 0
  const methods = charter.methods.filter((method) => method === 'password' || here)
  return ok({
    proposal,
    manifest,
    duties: readPart(files, 'responsibilities'),
    preflight: readPart(files, 'preflight'),
    threads: readPart(files, 'threads'),
    changes: readPart(files, 'changes'),
    charter,
    roster: readPart(files, 'roster'),
    signsFor,
    signed: signatureOf(proposal, personId)?.person.id === personId,
    may: Object.fromEntries(may) as Record<Act, boolean>,
    methods,
    attempts: await failedAttempts(caseId, side, number),
    baseline: now.state.baselines.find((b) => b.proposal === number)?.number ?? null,
    unchanged: proposal.caseDigest === (await rooms.read(caseId, (doc) => digestOf(casePart(canonicalCase(doc))))),
  })
}

/** Attempts that were not proven, as the side's own chain tells them. */
async function failedAttempts(caseId: string, side: Side | undefined, number: number): Promise<number> {
  if (side === undefined) return 0
  const own = await createRoomStore(runtime().db).entriesAfter(caseId, side, 0)
  return own.filter(
    (entry) =>
      (entry.kind === 'proposal.attempt-failed' || entry.kind === 'proposal.password-failed') &&
      entry.body.proposal === number,
  ).length
}
