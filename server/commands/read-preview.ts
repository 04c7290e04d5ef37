import type { Side } from '@/lib/agreement/charter'
import { casePart } from '@/lib/agreement/content'
import { type Change, differenceOf } from '@/lib/agreement/difference'
import { type Duty, dutiesOf } from '@/lib/agreement/duties'
import { readPart } from '@/lib/agreement/manifest'
import { type DutyChange, dutyChanges } from '@/lib/agreement/since-baseline'
import { canonicalCase } from '@/lib/case/canonical-case'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readAgreement, versionInForce } from '../agreement/context'
import { readRoster } from '../agreement/roster'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

export interface PreviewAnswer {
  readonly duties: readonly Duty[]
  /** Against the baseline in force; null without one. */
  readonly dutyChanges: readonly DutyChange[] | null
  readonly changes: readonly Change[]
  readonly signatories: Readonly<Record<Side, readonly { readonly id: string; readonly name: string }[]>>
}

/** What both sides would get to read and sign if the case were proposed as it stands. */
export async function readPreview(person: Person, caseId: string): Promise<Outcome<PreviewAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, rooms } = runtime()
  const live = await rooms.read(caseId, (doc) => casePart(canonicalCase(doc)))
  const { state } = await readAgreement(caseId)
  const inForce = await versionInForce(db, caseId, state)
  const roster = await readRoster(db, caseId)
  const named = (side: Side) => roster[side].map(({ id, name }) => ({ id, name }))
  const duties = dutiesOf(live)
  return ok({
    duties,
    dutyChanges:
      inForce === undefined ? null : dutyChanges(readPart(inForce.version.files, 'responsibilities'), duties),
    changes: inForce === undefined ? [] : differenceOf(readPart(inForce.version.files, 'case'), live),
    signatories: { mdm: named('mdm'), hdo: named('hdo') },
  })
}
