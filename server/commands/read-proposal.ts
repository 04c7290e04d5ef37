import type { Charter, Roster, Side } from '@/lib/agreement/charter'
import type { ChangesPart, PreflightPart, ThreadPart } from '@/lib/agreement/content'
import type { Duty } from '@/lib/agreement/duties'
import { type Manifest, readPart } from '@/lib/agreement/manifest'
import { counted, type Proposal, rosterSide } from '@/lib/agreement/proposal'
import type { Act } from '@/lib/agreement/statement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { mayAct } from '../agreement/may-act'
import { readVersion } from '../agreement/proposal-store'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { readProposals } from './read-proposals'

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
  /** Number of the baseline it became; null otherwise. */
  readonly baseline: number | null
}

/** Reads one version from its frozen bytes, never from the live case. */
export async function readProposal(person: Person, caseId: string, number: number): Promise<Outcome<ProposalAnswer>> {
  const all = await readProposals(person, caseId)
  if (!all.ok) return all
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { db, clock } = runtime()
  const proposal = all.value.proposals.find((p) => p.number === number)
  const version = proposal === undefined ? undefined : await readVersion(db, caseId, number)
  if (proposal === undefined || version === undefined) {
    return refuse('proposal-not-found', 'There is no such proposal.')
  }
  const at = clock()
  const may = (act: Act) => mayAct(all.value, act, number, proposal.digest, by, at).ok
  const { files, manifest } = version
  return ok({
    proposal,
    manifest,
    duties: readPart(files, 'responsibilities'),
    preflight: readPart(files, 'preflight'),
    threads: readPart(files, 'threads'),
    changes: readPart(files, 'changes'),
    charter: readPart(files, 'charter'),
    roster: readPart(files, 'roster'),
    signsFor: rosterSide(proposal, by.personId) ?? null,
    signed: counted(proposal).some((s) => s.person.id === by.personId),
    may: {
      sign: may('sign') && has(allowed.value.actor.participation?.rights, 'sign'),
      refuse: may('refuse') && has(allowed.value.actor.participation?.rights, 'sign'),
      withdraw: may('withdraw') && has(allowed.value.actor.participation?.rights, 'propose'),
    },
    baseline: all.value.baselines.find((b) => b.proposal === number)?.number ?? null,
  })
}

function has(rights: readonly string[] | undefined, right: string): boolean {
  return rights?.includes(right) ?? false
}
