import { canonicalJson } from '@/lib/gsn/canonical'
import { digestOf, sha256Hex } from '@/lib/gsn/digest'
import { LEDGER_PATH } from './bundle'
import { type Charter, type Roster, SIDE_WORD, SIDES } from './charter'
import { reduceCharter } from './charter-state'
import { isAgreementEntry, isAgreementKind } from './event-kinds'
import type { ChainedEntry } from './ledger-chain'
import { type Manifest, partPath } from './manifest'
import type { AgreementState, Proposal } from './proposal'
import type { Problem } from './verdict'

interface Of {
  readonly digest: string
  readonly manifest: Manifest
  readonly charter: Charter
  readonly roster: Roster
  readonly caseBytes: Uint8Array | undefined
  readonly entries: readonly ChainedEntry[]
}

/** [VER5] The proposal that the history records must be the one in the manifest, under the frozen rules and roster. */
export function checkProposal(proposal: Proposal | undefined, of: Of): Problem[] {
  const problems: Problem[] = []
  const say = (code: string, message: string) => problems.push({ code, where: LEDGER_PATH, message })
  if (proposal === undefined) {
    say('proposal', 'The history does not know the proposal of this version.')
    return problems
  }
  const { manifest, charter, roster } = of
  if (proposal.digest !== of.digest) say('proposal-digest', 'The history records another version.')
  if (proposal.supersedes !== manifest.supersedes) {
    say('proposal-supersedes', 'The history names another version as the one before.')
  }
  if (proposal.expires !== manifest.expires) say('proposal-expires', 'The history names another time limit.')
  if (of.caseBytes === undefined || proposal.caseDigest !== sha256Hex(of.caseBytes)) {
    say('proposal-case', 'The history records another content of the case.')
  }
  for (const side of SIDES) {
    const word = SIDE_WORD[side]
    if (proposal.quorum[side] !== charter.quorum[side]) {
      say('proposal-quorum', `The history counts other signatures for the ${word} than the charter.`)
    }
    if (roster[side].map((s) => s.id).join(' ') !== proposal.roster[side].join(' ')) {
      say('proposal-roster', `The history names other signatories of the ${word} than the roster.`)
    }
    for (const { id, name, standsFor } of roster[side]) {
      if (proposal.delegates[id] === standsFor?.id) continue
      say('proposal-delegate', `The history and the roster differ on whose place ${name} takes.`)
    }
  }
  if (proposal.charter !== manifest.charter)
    say('proposal-charter', 'The history names another charter than the manifest.')
  if (canonicalJson(proposal.effect) !== canonicalJson(manifest.effect ?? { kind: 'at-once' })) {
    say('proposal-effect', 'The history lets this version take effect otherwise than the manifest.')
  }
  if (proposal.counters !== manifest.counters) {
    say('proposal-counters', 'The history names another proposal that this version answers.')
  }
  if (proposal.charter !== undefined) problems.push(...checkCharter(proposal.charter, of))
  return problems
}

/** [VER10] A charter that was adopted: the frozen one is it, and both sides had adopted it when the version was proposed. */
function checkCharter(adopted: string, { charter, manifest, entries }: Of): Problem[] {
  const where = partPath('charter')
  if (digestOf(charter) !== adopted) {
    return [{ code: 'charter', where, message: 'The history records another charter than the one in this version.' }]
  }
  const opened = entries.findIndex((entry) => opens(entry, manifest.proposal))
  if (reduceCharter(entries.slice(0, opened)).inForce?.digest === adopted) return []
  return [{ code: 'charter', where, message: 'Both sides had not adopted this charter when the version was proposed.' }]
}

export function opens(entry: ChainedEntry, proposal: number): boolean {
  return isAgreementEntry(entry) && entry.kind === 'proposal.opened' && entry.body.proposal === proposal
}

/**
 * [VER11] What the history says happened must also follow from its rules, for this version and every other: a signature,
 * an entry into force or an end that is written down but does not count was put there by something else than Accord.
 * Nothing about an agreement may be erased.
 */
export function checkLifecycle(state: AgreementState, entries: readonly ChainedEntry[]): Problem[] {
  return entries.flatMap((entry): Problem[] => {
    const say = (message: string) => [{ code: 'lifecycle', where: `${LEDGER_PATH}, entry ${entry.seq}`, message }]
    if (!isAgreementEntry(entry)) {
      return isAgreementKind(entry.kind) ? say('What this entry said about the agreement was erased.') : []
    }
    switch (entry.kind) {
      case 'proposal.signed': {
        const { proposal: number, envelope } = entry.body
        const proposal = state.proposals.find((p) => p.number === number)
        return proposal?.signatures.some((s) => s.envelope === envelope)
          ? []
          : say(`The signature of ${entry.actor.name} is recorded but does not count.`)
      }
      case 'baseline.in-force': {
        const { baseline: number, digest } = entry.body
        const baseline = state.baselines.find((b) => b.number === number && b.digest === digest)
        return baseline !== undefined && baseline.state !== 'pending-effect'
          ? []
          : say('It says that a version is in force, but the signatures of both sides are not all there.')
      }
      case 'baseline.terminated': {
        const baseline = state.baselines.find((b) => b.digest === entry.body.digest)
        return baseline?.state === 'terminated' ? [] : say('It says that a baseline ended, but nobody ended it.')
      }
      default:
        return []
    }
  })
}

/** What a careful reader should know about where this version stands. */
export function standingRemarks(state: AgreementState, manifest: Manifest, digest: string): string[] {
  const proposal = state.proposals.find((p) => p.number === manifest.proposal)
  const baseline = state.baselines.find((b) => b.proposal === manifest.proposal && b.digest === digest)
  if (baseline === undefined) {
    return [`This version is not in force: ${proposal === undefined ? 'it was never proposed' : proposal.state}.`]
  }
  switch (baseline.state) {
    case 'in-force':
      return []
    case 'pending-effect':
      return ['Both sides have signed this version; it is not in force yet.']
    case 'superseded':
      return [`This baseline was replaced by a later one on ${baseline.until}.`]
    case 'terminated':
      return [`This baseline was ended on ${baseline.until}.`]
  }
}
