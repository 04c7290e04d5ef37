import { charterInForce } from '@/lib/agreement/charter-state'
import { makeContent } from '@/lib/agreement/content'
import { type Change, differenceOf } from '@/lib/agreement/difference'
import type { AgreementEvent, Effect } from '@/lib/agreement/events'
import { freeze } from '@/lib/agreement/freeze'
import { readPart } from '@/lib/agreement/manifest'
import type { CaseFinding } from '@/lib/agreement/preflight'
import type { AgreementState } from '@/lib/agreement/proposal'
import { AFTER_LOSING, mayPropose } from '@/lib/agreement/proposal-rules'
import type { ProposeRequest } from '@/lib/agreement/requests'
import { digestOf } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { CaseRow } from '../auth/person'
import type { Tx } from '../store/db'
import type { Author, CaseState } from '../sync/rooms'
import type { AgreementNow } from './agreement-now'
import { versionInForce } from './context'
import { type CaseReading, draftVersion, readForAgreement } from './freeze-case'
import { insertVersion, readVersion } from './proposal-store'
import { recallShown } from './shown-cases'

const DAY = 24 * 60 * 60 * 1000

/** What somebody wants to propose, and what was read of the case before it was locked. */
export interface Opening {
  readonly case: CaseRow
  readonly by: Author
  readonly request: ProposeRequest
  /** The case as it was when its stored files were read, and what is wrong with those. */
  readonly before: CaseReading
  readonly files: readonly CaseFinding[]
  /** Hashes of evidence files that their side keeps back. */
  readonly closed: ReadonlySet<string>
  /** Number of the proposal that this one answers. */
  readonly counters?: number
}

export interface Opened {
  readonly proposal: number
  readonly digest: string
  readonly expires: string
}

/**
 * Freezes the case as it stands and makes the entry that offers it to both sides. Called with the case locked.
 * @param state the agreement that it is proposed on: as recorded, with what is due and what the same step did before
 * @returns refusals `charter-missing`, `proposal-open`, `baseline-changed`, `case-changed` (the last three with the
 *   difference and what can be done), `preflight-red`, `warnings-changed` (with the list as it is now), `reason-missing`
 */
export async function openVersion(
  { doc, seq, tx, at }: Pick<CaseState, 'doc' | 'seq' | 'tx' | 'at'>,
  now: AgreementNow,
  state: AgreementState,
  opening: Opening,
): Promise<Outcome<{ readonly event: AgreementEvent; readonly value: Opened }>> {
  const { by, request, case: row, counters } = opening
  const { side } = by
  if (side === undefined) return refuse('not-allowed', 'Only people of a side propose a version.')
  const charter = charterInForce(now.charter)
  if (!charter.ok) return charter
  const reading = readForAgreement(doc, seq)
  const free = mayPropose(state, request.supersedes)
  if (!free.ok) return lost(free, await theirs(tx, row.id, state), reading)
  if (reading.digest !== request.digest || opening.before.digest !== reading.digest) {
    const seen = recallShown(request.digest)
    return refuse('case-changed', 'The case changed while you were looking at it. Look again before you propose.', {
      digest: reading.digest,
      changes: seen === undefined ? null : differenceOf(seen, reading.case),
      choices: AFTER_LOSING,
    })
  }
  const wrong = effectProblem(request.effect, at)
  if (wrong !== undefined) return refuse('effect-invalid', wrong)

  const inForce = await versionInForce(tx, row.id, state)
  const answered = counters === undefined ? undefined : await readVersion(tx, row.id, counters)
  const { roster } = now.standing
  const draft = draftVersion(reading, {
    row,
    shared: now.shared,
    roster,
    charter: charter.value.charter,
    ...(inForce === undefined ? {} : { inForce }),
    ...(answered === undefined ? {} : { counters: answered }),
    at,
    files: opening.files,
  })
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

  const { quorum, timeLimitDays, noticeDays = 0 } = charter.value.charter
  const expires = new Date(Date.parse(at) + timeLimitDays * DAY).toISOString()
  const { title, supersedes, reason, effect } = request
  const { number } = free.value
  const about = {
    proposal: number,
    title,
    supersedes,
    expires,
    charter: charter.value.digest,
    effect,
    ...(counters === undefined ? {} : { counters }),
  }
  const heading = {
    ...about,
    case: { id: row.id, title: row.title },
    frozen: at,
    proposer: { id: by.personId, name: by.name, side },
  }
  const content = makeContent({ ...draft.material, preflight: { items: amber, reason } })
  const frozen = freeze(heading, content, opening.closed)
  await insertVersion(tx, row.id, frozen, at, by.personId)
  const { digest } = frozen
  const delegates = [...roster.mdm, ...roster.hdo].flatMap((s) =>
    s.standsFor ? [[s.id, s.standsFor.id] as const] : [],
  )
  const event: AgreementEvent = {
    kind: 'proposal.opened',
    body: {
      ...about,
      digest,
      caseDigest: digestOf(reading.case),
      reason,
      accepted: amber.length,
      quorum: { ...quorum },
      roster: { mdm: roster.mdm.map((s) => s.id), hdo: roster.hdo.map((s) => s.id) },
      noticeDays,
      ...(delegates.length === 0 ? {} : { delegates: Object.fromEntries(delegates) }),
    },
  }
  return ok({ event, value: { proposal: number, digest, expires } })
}

/** [AGR12] Who came second is told what the other version says differently, and what can be done now. */
function lost(
  { refusal }: Extract<Outcome<never>, { ok: false }>,
  other: CaseReading['case'] | undefined,
  reading: CaseReading,
): Outcome<never> {
  const changes: readonly Change[] | null = other === undefined ? null : differenceOf(other, reading.case)
  return refuse(refusal.code, refusal.message, { ...(refusal.details as object | undefined), changes })
}

/** The case of the version that stands in the way: the open proposal, else the baseline in force. */
async function theirs(tx: Tx, caseId: string, state: AgreementState): Promise<CaseReading['case'] | undefined> {
  const number = state.open?.number ?? state.inForce?.proposal
  const version = number === undefined ? undefined : await readVersion(tx, caseId, number)
  return version === undefined ? undefined : readPart(version.files, 'case')
}

/** What about a date of effect cannot be followed, as a sentence. */
function effectProblem(effect: Effect, at: string): string | undefined {
  const inTenYears = new Date(Date.parse(at) + 3653 * DAY).toISOString()
  const day = effect.kind === 'date' ? effect.from : effect.kind === 'condition' ? effect.until : undefined
  if (day === undefined) return undefined
  if (day <= at) return 'That day has passed. Choose a later one, or let the version take effect at once.'
  return day > inTenYears ? 'That day is more than ten years away.' : undefined
}
