'use client'
import { Badge } from '@mantine/core'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Charter, Roster, Side } from '@/lib/agreement/charter'
import { METHODS, SIDES } from '@/lib/agreement/charter'
import type { ChangesPart, PreflightPart, ThreadPart } from '@/lib/agreement/content'
import type { Duty } from '@/lib/agreement/duties'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import { VIEW_PATH } from '@/lib/agreement/manifest'
import { missing, PROPOSAL_STATES, type Proposal } from '@/lib/agreement/proposal'
import { REFUSAL_CODES } from '@/lib/agreement/refusal-codes'
import type { Act } from '@/lib/agreement/statement'
import { AnswerPanel } from './AnswerPanel'
import classes from './agreement.module.css'
import { Changes } from './Changes'
import { Crumbs } from './Crumbs'
import { versionFile } from './check-view'
import { Digest } from './Digest'
import { Duties } from './Duties'
import { KeepFresh } from './KeepFresh'
import { PreflightItems } from './PreflightItems'
import { ViewCheck } from './ViewCheck'
import { sideName, stateColour, stateWords } from './words'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly proposal: Proposal
  readonly duties: readonly Duty[]
  readonly preflight: PreflightPart
  readonly threads: readonly ThreadPart[]
  readonly changes: ChangesPart
  readonly charter: Charter
  readonly roster: Roster
  readonly signsFor: Side | null
  readonly may: Readonly<Record<Act, boolean>>
  readonly baseline: number | null
  /** The reader's own side. */
  readonly side: Side | undefined
}

const SECTIONS = ['duties-mdm', 'duties-hdo', 'open-points', 'changes', 'whole']

/** One frozen version: the reader's duties first, then what is open, what changed, and the whole; then the answer. */
export function VersionPage(props: Props) {
  const { caseId, title, proposal, duties, preflight, threads, changes, signsFor, may, baseline } = props
  const own = signsFor ?? props.side
  const sides = own === 'hdo' ? [...SIDES].reverse() : SIDES
  return (
    <>
      <KeepFresh />
      <Crumbs caseId={caseId} title={title} here={`Version ${proposal.number}`} />
      <div className={classes.head}>
        <h1>
          Version {proposal.number}
          {proposal.title === '' ? '' : `: ${proposal.title}`}
        </h1>
        <Badge color={stateColour(proposal)}>{stateWords(proposal)}</Badge>
        {baseline !== null && (
          <Link href={`/cases/${encodeURIComponent(caseId)}/agreement/baselines/${baseline}`}>Baseline {baseline}</Link>
        )}
      </div>
      <p className={classes.lead}>
        Proposed by {proposal.by.name} ({sideName(proposal.by.side)}) on {instantWords(proposal.openedAt)}. What you see
        here is frozen: the case can be edited further, this version cannot.
      </p>
      <Status {...props} />
      {sides.map((side) => (
        <Duties key={side} duties={duties} side={side} mine={side === own} />
      ))}
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
      <section className={classes.section} id="changes">
        <h2>What changed</h2>
        {changes.since === null ? (
          <p className={classes.muted}>This is the first version: everything is new.</p>
        ) : (
          <>
            <p className={classes.muted}>
              Since baseline {changes.since.number}: {changes.changes.length}
            </p>
            <Changes changes={changes.changes} />
          </>
        )}
      </section>
      <section className={classes.section} id="whole">
        <h2>The whole version</h2>
        <ViewCheck caseId={caseId} number={proposal.number} digest={proposal.digest} />
        <iframe
          className={classes.view}
          title={`Version ${proposal.number}, the whole text`}
          src={versionFile(caseId, proposal.number, VIEW_PATH)}
          sandbox=""
        />
      </section>
      <AnswerPanel
        caseId={caseId}
        number={proposal.number}
        digest={proposal.digest}
        side={signsFor ?? props.side ?? null}
        may={may}
        sections={SECTIONS}
      />
    </>
  )
}

function Status({ proposal, roster, charter, may }: Props) {
  const names = (side: Side) => roster[side].map((s) => s.name).join(', ')
  return (
    <section className={classes.section} aria-label="How it stands">
      <dl className={classes.facts}>
        {SIDES.map((side) => {
          const signed = proposal.signatures.filter((s) => s.side === side)
          return (
            <FactRow key={side} label={`${sideName(side)}, ${charter.parties[side].organisation}`}>
              {signed.map((s) => (
                <div key={s.envelope}>
                  Signed by {s.person.name} on {instantWords(s.at)}
                  {s.lapsed === undefined ? '' : ` (lapsed on ${instantWords(s.lapsed)})`}
                  <div className={classes.muted}>{METHODS.password.words}</div>
                </div>
              ))}
              {missing(proposal, side) > 0 && `Not signed. May sign: ${names(side) || 'nobody'}`}
            </FactRow>
          )
        })}
        {proposal.ending !== undefined && (
          <FactRow label="Ended">
            {instantWords(proposal.ending.at)} by {proposal.ending.by.name}
            {proposal.ending.code === undefined ? '' : `. ${REFUSAL_CODES[proposal.ending.code]}`}
            {proposal.ending.text === '' ? '' : `: ${proposal.ending.text}`}
          </FactRow>
        )}
        {PROPOSAL_STATES[proposal.state].live && (may.sign || may.refuse) && (
          <FactRow label="Your answer">
            <a href="#answer">Sign or refuse at the end of this page</a>
          </FactRow>
        )}
        <FactRow label="Can be signed until">{dayWords(proposal.expires)}</FactRow>
        <FactRow label="Digest">
          <Digest value={proposal.digest} />
        </FactRow>
      </dl>
    </section>
  )
}

function FactRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}
