import { makeContent } from '@/lib/agreement/content'
import { differenceOf } from '@/lib/agreement/difference'
import type { AgreementEvent } from '@/lib/agreement/events'
import { freeze } from '@/lib/agreement/freeze'
import { reduceAgreement } from '@/lib/agreement/proposal'
import { expiry, mayPropose } from '@/lib/agreement/proposal-rules'
import type { ProposeRequest } from '@/lib/agreement/requests'
import { digestOf } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { asEntry, sharedOf, versionInForce } from '../agreement/context'
import { draftVersion, readForAgreement } from '../agreement/freeze-case'
import { insertVersion } from '../agreement/proposal-store'
import { readRoster } from '../agreement/roster'
import { recallShown } from '../agreement/shown-cases'
import { storedFileFindings } from '../agreement/stored-files'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

const DAY = 24 * 60 * 60 * 1000

/**
 * Freezes the case as it stands and offers it to both sides.
 * @returns refusals `proposal-open`, `baseline-changed`, `case-changed` (with the difference), `preflight-red`,
 *          `warnings-changed` (with the list as it is now), `reason-missing`
 */
export async function proposeVersion(
  person: Person,
  caseId: string,
  request: ProposeRequest,
): Promise<Outcome<{ proposal: number; digest: string; expires: string }>> {
  const allowed = await authorise(person, caseId, 'propose')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const by = authorOf(actor)
  const { side } = by
  if (side === undefined) throw new Error('The policy lets only people of a side propose.')
  const { rooms, serviceKey } = runtime()

  // Files are read before the case is locked: that takes as long as they are large.
  const before = await rooms.read(caseId, readForAgreement)
  const files = await storedFileFindings(before.graph, caseId, true)

  const recorded = await rooms.record(caseId, by, async ({ doc, seq, entries, tx, at }) => {
    const shared = sharedOf(entries)
    const earlier = reduceAgreement(shared)
    const expired = expiry(earlier, at)
    const state = reduceAgreement([...shared, ...expired.map((event) => asEntry(event, by, at))])
    const free = mayPropose(state, request.supersedes)
    if (!free.ok) return free

    const reading = readForAgreement(doc, seq)
    if (reading.digest !== request.digest || before.digest !== reading.digest) {
      const seen = recallShown(request.digest)
      return refuse('case-changed', 'The case changed while you were looking at it. Look again before you propose.', {
        digest: reading.digest,
        changes: seen === undefined ? null : differenceOf(seen, reading.case),
      })
    }
    const inForce = await versionInForce(tx, caseId, state)
    const roster = await readRoster(tx, caseId)
    const servicePublicKey = serviceKey.publicKeyHex
    const draft = draftVersion(reading, { row, shared, roster, servicePublicKey, inForce, at, files })
    const { red, amber, warnings } = draft.preflight
    if (red.length > 0) {
      return refuse('preflight-red', 'Something has to be solved before this can be proposed.', { red })
    }
    if (warnings !== request.warnings) {
      return refuse('warnings-changed', 'The open points changed while you were looking at them. Look again.', {
        warnings,
        amber,
      })
    }
    if (amber.length > 0 && request.reason === '') {
      return refuse('reason-missing', 'Say why the open points are acceptable.', { amber })
    }

    const { quorum, timeLimitDays } = draft.material.charter
    const expires = new Date(Date.parse(at) + timeLimitDays * DAY).toISOString()
    const {
      value: { number },
    } = free
    const heading = {
      case: { id: caseId, title: row.title },
      proposal: number,
      title: request.title,
      supersedes: request.supersedes,
      frozen: at,
      proposer: { id: by.personId, name: by.name, side },
      expires,
    }
    const accepted = { items: amber, reason: request.reason }
    const frozen = freeze(heading, makeContent({ ...draft.material, preflight: accepted }))
    await insertVersion(tx, caseId, frozen, at, by.personId)
    const opened: AgreementEvent = {
      kind: 'proposal.opened',
      body: {
        proposal: number,
        digest: frozen.digest,
        caseDigest: digestOf(reading.case),
        title: request.title,
        supersedes: request.supersedes,
        reason: request.reason,
        accepted: amber.length,
        expires,
        quorum: { ...quorum },
        roster: { mdm: roster.mdm.map((s) => s.id), hdo: roster.hdo.map((s) => s.id) },
      },
    }
    const events = [...expired, opened].map((event) => ({ chain: 'shared' as const, ...event }))
    return ok({ entries: events, value: { proposal: number, digest: frozen.digest, expires } })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}
