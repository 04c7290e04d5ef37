'use client'
import { Button } from '@mantine/core'
import { type Roster, SIDES, type Side } from '@/lib/agreement/charter'
import type { Change } from '@/lib/agreement/difference'
import type { Duty } from '@/lib/agreement/duties'
import type { PreflightItem } from '@/lib/agreement/preflight'
import type { DutyChange } from '@/lib/agreement/since-baseline'
import classes from './agreement.module.css'
import { Changes } from './Changes'
import { Crumbs } from './Crumbs'
import { Duties } from './Duties'
import { DutyChanges } from './DutyChanges'
import { PreflightItems } from './PreflightItems'
import { ProposeForm } from './ProposeForm'
import { countWords, placesWords, sideName } from './words'

export interface Preflighted {
  readonly digest: string
  readonly warnings: string
  readonly supersedes: string | null
  readonly red: readonly PreflightItem[]
  readonly amber: readonly PreflightItem[]
  readonly changes: number | null
  readonly open: number | null
  /** What has to be done about the charter first; empty when nothing has. */
  readonly missing: string
}

interface Props {
  readonly caseId: string
  readonly title: string
  readonly side: Side | undefined
  readonly preflight: Preflighted
  /** What both sides would get if it were proposed now. */
  readonly preview: {
    readonly duties: readonly Duty[]
    readonly dutyChanges: readonly DutyChange[] | null
    readonly changes: readonly Change[]
    readonly signatories: Readonly<Record<Side, readonly Pick<Roster[Side][number], 'id' | 'name'>[]>>
  }
  /** Number of the baseline that this is meant to amend. */
  readonly amends: number | null
}

/** Before a version is proposed: what has to be solved, what both sides would accept, and what they will get. */
export function ProposePage({ caseId, title, side, preflight, preview, amends }: Props) {
  const { red, amber, changes, open, missing } = preflight
  const sides = side === 'hdo' ? [...SIDES].reverse() : SIDES
  return (
    <>
      <Crumbs caseId={caseId} title={title} here="Propose a version" />
      <h1>{amends === null ? 'Propose a version' : `Amend baseline ${amends}`}</h1>
      <p className={classes.lead}>
        The case is frozen as it stands now and both sides are asked to sign it. The case itself stays open for editing.
        {changes === null
          ? ' This will be the first version.'
          : ` It differs from the baseline in force in ${placesWords(changes)}.`}
      </p>
      {missing !== '' && (
        <section className={`${classes.section} ${classes.red}`}>
          <h2>The charter comes first</h2>
          <p>{missing}</p>
          <Button component="a" href={`/cases/${encodeURIComponent(caseId)}/agreement/charter`} mt="sm">
            Open the charter
          </Button>
        </section>
      )}
      {open !== null && (
        <section className={`${classes.section} ${classes.amber}`}>
          <h2>Version {open} still waits for an answer</h2>
          <p>
            Sign, refuse or withdraw it first: only one version can be open.{' '}
            <a href={`/cases/${encodeURIComponent(caseId)}/agreement/${open}`}>Read version {open}</a>, or{' '}
            <a href={`/cases/${encodeURIComponent(caseId)}/agreement/${open}/answer/counter`}>
              refuse it and propose yours in its place
            </a>
            .
          </p>
        </section>
      )}
      <section
        className={`${classes.section} ${red.length > 0 ? classes.red : classes.good}`}
        aria-label="To be solved first"
      >
        <h2>To be solved first: {red.length}</h2>
        {red.length === 0 ? (
          <p className={classes.muted}>Nothing stands in the way.</p>
        ) : (
          <PreflightItems caseId={caseId} items={red} />
        )}
      </section>
      <section
        className={`${classes.section} ${amber.length > 0 ? classes.amber : classes.good}`}
        aria-label="Open points"
      >
        <h2>Open points that both sides would accept by signing: {amber.length}</h2>
        {amber.length === 0 ? (
          <p className={classes.muted}>Nothing is open.</p>
        ) : (
          <PreflightItems caseId={caseId} items={amber} />
        )}
      </section>
      <section className={classes.section} aria-label="What both sides will get">
        <h2>What both sides will get</h2>
        <dl className={classes.facts}>
          {sides.map((one) => (
            <SidePreview key={one} side={one} preview={preview} />
          ))}
        </dl>
        {preview.dutyChanges !== null && <DutyChanges changes={preview.dutyChanges} />}
      </section>
      {sides.map((one) => (
        <details key={one} className={classes.fold}>
          <summary>Duties of the {sideName(one)}, as they will read them</summary>
          <Duties duties={preview.duties} side={one} mine={one === side} />
        </details>
      ))}
      {changes !== null && (
        <details className={classes.fold}>
          <summary>{countWords(changes, 'change', 'changes')} since the baseline in force</summary>
          <section className={classes.section}>
            <Changes changes={preview.changes} />
          </section>
        </details>
      )}
      {red.length === 0 && open === null && missing === '' && (
        <ProposeForm caseId={caseId} preflight={preflight} amends={amends} />
      )}
    </>
  )
}

function SidePreview({ side, preview }: { side: Side; preview: Props['preview'] }) {
  const { duties, dutyChanges, signatories } = preview
  const own = duties.filter((duty) => duty.side === side).length
  const changed = dutyChanges?.filter(({ duty }) => duty.side === side).length ?? own
  const names = signatories[side].map(({ name }) => name).join(', ')
  return (
    <>
      <dt>{sideName(side)}</dt>
      <dd>
        {countWords(own, 'duty', 'duties')}, {dutyChanges === null ? 'all new' : `${changed} of them new or changed`}.
        To be signed by {names === '' ? 'nobody yet: name a signatory first' : names}.
      </dd>
    </>
  )
}
