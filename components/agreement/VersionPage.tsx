'use client'
import { Badge } from '@mantine/core'
import { HistoryWatch } from '@/components/audit/HistoryWatch'
import { VersionComments } from '@/components/review/VersionComments'
import { type Charter, type Roster, SIDES, type Side } from '@/lib/agreement/charter'
import type { ChangesPart, PreflightPart, ThreadPart } from '@/lib/agreement/content'
import type { Duty } from '@/lib/agreement/duties'
import { instantWords } from '@/lib/agreement/instant'
import type { Proposal } from '@/lib/agreement/proposal'
import { dutyChanges } from '@/lib/agreement/since-baseline'
import type { Act } from '@/lib/agreement/statement'
import { AnswerChoices } from './AnswerChoices'
import classes from './agreement.module.css'
import { Changes } from './Changes'
import { Crumbs } from './Crumbs'
import { Duties } from './Duties'
import { DutyChanges } from './DutyChanges'
import { EvidenceCheck } from './EvidenceCheck'
import { FrozenView } from './FrozenView'
import { KeepFresh } from './KeepFresh'
import { PreflightItems } from './PreflightItems'
import { useCheckedView } from './use-checked-view'
import { useCoverage } from './use-coverage'
import { VersionStatus } from './VersionStatus'
import { countWords, sideName, stateColour, stateWords } from './words'

export interface VersionProps {
  readonly caseId: string
  readonly title: string
  readonly proposal: Proposal
  readonly duties: readonly Duty[]
  /** What each side owes under the baseline that this version would replace; null for a first version. */
  readonly before: readonly Duty[] | null
  readonly preflight: PreflightPart
  readonly threads: readonly ThreadPart[]
  readonly changes: ChangesPart
  readonly charter: Charter
  readonly roster: Roster
  readonly signsFor: Side | null
  readonly may: Readonly<Record<Act, boolean>>
  readonly mayComment: boolean
  readonly mayApprove: boolean
  /** Failed attempts to act on it, by people of the reader's side; absent where the reader may not know. */
  readonly attempts?: number
  readonly baseline: number | null
  /** The reader's own side. */
  readonly side: Side | undefined
}

/** What a signature states as read, by the ids of the sections. */
export const SECTIONS = ['duties-mdm', 'duties-hdo', 'changes', 'open-points', 'evidence', 'whole']

/** One frozen version: the reader's duties first, then what changed, what is open, and the whole; then the answer. */
export function VersionPage(props: VersionProps) {
  const { caseId, title, proposal, duties, before, preflight, threads, changes, signsFor, may, baseline } = props
  const own = signsFor ?? props.side
  const sides = own === 'hdo' ? [...SIDES].reverse() : SIDES
  const checked = useCheckedView(caseId, proposal.number, proposal.digest)
  useCoverage(proposal.digest, SECTIONS)
  const dutyDifference = before === null ? [] : dutyChanges(before, duties)
  return (
    <>
      <KeepFresh />
      <HistoryWatch caseId={caseId} side={props.side} />
      <Crumbs caseId={caseId} title={title} here={`Version ${proposal.number}`} />
      <div className={classes.head}>
        <h1>
          Version {proposal.number}
          {proposal.title === '' ? '' : `: ${proposal.title}`}
        </h1>
        <Badge color={stateColour(proposal)}>{stateWords(proposal)}</Badge>
        {baseline !== null && (
          <a href={`/cases/${encodeURIComponent(caseId)}/agreement/baselines/${baseline}`}>Baseline {baseline}</a>
        )}
      </div>
      <p className={classes.lead}>
        Proposed by {proposal.by.name} ({sideName(proposal.by.side)}) on {instantWords(proposal.openedAt)}. What you see
        here is frozen: the case can be edited further, this version cannot.
      </p>
      <VersionStatus {...props} />
      {sides.map((side) => (
        <Duties key={side} duties={duties} side={side} mine={side === own} />
      ))}
      <section className={classes.section} id="changes">
        <h2>What changed</h2>
        {changes.since === null ? (
          <p className={classes.muted}>This is the first version: everything is new.</p>
        ) : (
          <>
            <p className={classes.muted}>
              Since baseline {changes.since.number}: {countWords(changes.changes.length, 'change', 'changes')}, of which{' '}
              {countWords(dutyDifference.length, 'touches a duty', 'touch duties')}.
            </p>
            <DutyChanges changes={dutyDifference} />
            <Changes changes={changes.changes} />
          </>
        )}
      </section>
      <section className={classes.section} id="open-points">
        <h2>Open points that both sides accept by signing: {preflight.items.length}</h2>
        {preflight.reason !== '' && <p className={classes.said}>Reason given: {preflight.reason}</p>}
        {preflight.items.length === 0 ? (
          <p className={classes.muted}>Nothing is open.</p>
        ) : (
          <PreflightItems caseId={caseId} items={preflight.items} />
        )}
        {threads.length > 0 && (
          <p className={classes.muted}>
            {threads.length === 1 ? '1 comment is' : `${threads.length} comments are`} still open; their words stand in
            the whole version below.
          </p>
        )}
      </section>
      <section className={classes.section} id="evidence">
        <h2>Evidence files</h2>
        {checked?.ok === true ? (
          <EvidenceCheck caseId={caseId} checked={checked.value} />
        ) : (
          <p className={classes.muted}>The files are hashed after the page of the version.</p>
        )}
      </section>
      <section className={classes.section} id="whole">
        <h2>The whole version</h2>
        <FrozenView number={proposal.number} checked={checked} />
      </section>
      <VersionComments
        caseId={caseId}
        number={proposal.number}
        mayComment={props.mayComment}
        hasSide={props.side !== undefined}
        begin={false}
      />
      <AnswerChoices
        caseId={caseId}
        number={proposal.number}
        may={may}
        mayComment={props.mayComment}
        mayApprove={props.mayApprove}
      />
    </>
  )
}
