import { SIDES, type Side } from '@/lib/agreement/charter'
import { type CasePart, casePart } from '@/lib/agreement/content'
import { compareDates, type DateAhead, datesAhead } from '@/lib/agreement/dates-ahead'
import { differenceOf } from '@/lib/agreement/difference'
import { type Duty, dutiesOf } from '@/lib/agreement/duties'
import { readPart } from '@/lib/agreement/manifest'
import { reducePasskeys } from '@/lib/agreement/passkey-state'
import { type AgreementState, type Baseline, missing } from '@/lib/agreement/proposal'
import { dutyKey } from '@/lib/agreement/since-baseline'
import { canonicalCase } from '@/lib/case/canonical-case'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readShared, versionInForce } from '../agreement/context'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { type CaseLine, listCases } from './list-cases'
import { readProposals } from './read-proposals'

/** One case in the overview: how its agreement stands, and the dates ahead. */
export interface AgreementLine {
  readonly caseId: string
  readonly title: string
  readonly side: Side | ''
  readonly organisations: Readonly<Record<Side, string>>
  readonly inForce: Pick<Baseline, 'number' | 'since'> | null
  /** Where nothing is in force any more: what ended last, and when. */
  readonly ended: { readonly number: number; readonly at: string } | null
  /** In how many places the live case differs from the baseline in force; null without one. */
  readonly differs: number | null
  readonly open: { readonly number: number; readonly title: string; readonly missing: readonly Side[] } | null
  readonly dates: readonly DateAhead[]
}

/** The agreements of all cases this person takes part in, each read from what they may see there. Archived cases are left out. */
export async function listAgreements(person: Person): Promise<Outcome<{ agreements: readonly AgreementLine[] }>> {
  const listed = await listCases(person)
  if (!listed.ok) return listed
  const agreements: AgreementLine[] = []
  // One after the other: each reads a whole case, and nobody waits for an overview as they do for typing.
  for (const line of listed.value.cases) {
    if (line.archived) continue
    const one = await agreementOf(person, line)
    if (one !== undefined) agreements.push(one)
  }
  return ok({ agreements })
}

async function agreementOf(person: Person, line: CaseLine): Promise<AgreementLine | undefined> {
  const state = await readProposals(person, line.id)
  // Taken out of the case in this moment: it is not theirs any more.
  if (!state.ok) return undefined
  const { open, inForce } = state.value
  const read = await frozenAndLive(line.id, state.value)
  const dates = [...datesAhead(state.value, read), ...(await keyReviews(line.id, person.personId))]
  return {
    caseId: line.id,
    title: line.title,
    side: line.side ?? '',
    organisations: { mdm: line.mdm.organisation, hdo: line.hdo.organisation },
    inForce: inForce === undefined ? null : { number: inForce.number, since: inForce.since },
    ended: inForce === undefined ? lastEnded(state.value) : null,
    differs: read === undefined ? null : read.differs,
    open:
      open === undefined
        ? null
        : { number: open.number, title: open.title, missing: SIDES.filter((side) => missing(open, side) > 0) },
    dates: dates.sort(compareDates),
  }
}

function lastEnded({ baselines }: AgreementState): AgreementLine['ended'] {
  const last = baselines.filter(({ state }) => state === 'terminated').at(-1)
  return last?.until === undefined ? null : { number: last.number, at: last.until }
}

/** The duties as they were signed, each with how far it has come by now. */
async function frozenAndLive(caseId: string, state: AgreementState) {
  const { db, rooms } = runtime()
  const inForce = await versionInForce(db, caseId, state)
  if (inForce === undefined) return undefined
  const live = await rooms.read(caseId, (doc) => casePart(canonicalCase(doc)))
  const { files } = inForce.version
  return {
    duties: withProgress(readPart(files, 'responsibilities'), live),
    evidence: readPart(files, 'evidence'),
    differs: differenceOf(readPart(files, 'case'), live).length,
  }
}

function withProgress(duties: readonly Duty[], live: CasePart): readonly Duty[] {
  const now = new Map(dutiesOf(live).map((duty) => [dutyKey(duty), duty.state]))
  return duties.map((duty) => ({ ...duty, state: now.get(dutyKey(duty)) ?? duty.state }))
}

/** The person's own keys that somebody has to look at again. */
async function keyReviews(caseId: string, personId: string): Promise<DateAhead[]> {
  const keys = [...reducePasskeys(await readShared(caseId)).values()]
  return keys.flatMap((key): DateAhead[] => {
    if (key.person !== personId || key.revoked !== undefined || key.checked === undefined) return []
    return [
      {
        kind: 'passkey',
        at: key.checked.reviewBy,
        what: key.label,
        name: '',
        side: key.side,
        person: key.name,
        key: `passkey-${key.credential}`,
      },
    ]
  })
}
