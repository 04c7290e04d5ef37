'use client'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Side } from '@/lib/agreement/charter'
import { dayWords } from '@/lib/agreement/instant'
import type { Baseline } from '@/lib/agreement/proposal'
import type { ChallengedClaim, SinceBaseline } from '@/lib/agreement/since-baseline'
import classes from './agreement.module.css'
import { Changes } from './Changes'
import { Crumbs } from './Crumbs'
import { DutyChanges } from './DutyChanges'
import { KeepFresh } from './KeepFresh'
import { countWords, placesWords, sideName } from './words'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly side: Side | undefined
  readonly since:
    | (SinceBaseline & {
        readonly baseline: Baseline
        readonly open: number | null
        readonly challenged: readonly ChallengedClaim[]
      })
    | null
  readonly mayPropose: boolean
}

const WHY = {
  statement: 'it says something else',
  support: 'what it rests on changed',
  context: 'what it stands in changed',
} as const

/** What both sides signed and what the case says now: what reopens, whose duties change, what has run out, what is new. */
export function SincePage({ caseId, title, side, since, mayPropose }: Props) {
  const base = `/cases/${encodeURIComponent(caseId)}`
  if (since === null) {
    return (
      <>
        <Crumbs caseId={caseId} title={title} here="Since the baseline" />
        <h1>Nothing is in force yet</h1>
        <p className={classes.lead}>
          There is nothing to compare the case with. <a href={`${base}/agreement`}>See how an agreement comes about</a>
        </p>
      </>
    )
  }
  const { baseline, changes, reopened, duties, expired, vulnerabilities, open, challenged } = since
  const quiet = changes.length + expired.length === 0
  const place = (name: string) => (
    <a className={classes.where} href={`${base}?element=${encodeURIComponent(name)}`}>
      {name}
    </a>
  )
  return (
    <>
      <KeepFresh />
      <Crumbs caseId={caseId} title={title} here="Since the baseline" />
      <h1>
        {quiet
          ? `The case says what baseline ${baseline.number} says`
          : `The case differs from baseline ${baseline.number} in ${placesWords(changes.length)}`}
      </h1>
      <p className={classes.lead}>
        In force since {dayWords(baseline.since)}.{' '}
        <a href={`${base}/agreement/baselines/${baseline.number}`}>Open baseline {baseline.number}</a>. The duties in it
        hold as they were signed until both sides sign an amendment.
      </p>
      {changes.length > 0 && (
        <section className={classes.section}>
          {open !== null ? (
            <p>
              Version {open} is open already. <a href={`${base}/agreement/${open}`}>Read version {open}</a>
            </p>
          ) : mayPropose ? (
            <>
              <Button component="a" href={`${base}/agreement/propose?amends=${baseline.number}`} size="md">
                Amend baseline {baseline.number} ...
              </Button>
              <p className={classes.muted}>
                The whole case is frozen as it stands now and both sides are asked to sign it; the list below becomes
                part of it.
              </p>
            </>
          ) : (
            <p className={classes.muted}>Somebody with the right to propose can turn this into an amendment.</p>
          )}
        </section>
      )}
      <Part title="Duties that an amendment would change" count={duties.length} none="Nobody would owe anything else.">
        <DutyChanges
          changes={[...duties].sort((a, b) => Number(b.duty.side === side) - Number(a.duty.side === side))}
        />
      </Part>
      <Part
        title="Claims that it reopens"
        count={reopened.length}
        none="Every claim says and rests on what was signed."
      >
        <ul className={classes.items}>
          {reopened.map((claim) => (
            <li key={claim.element} className={classes.item}>
              {place(claim.name)}
              <span>
                {claim.statement} <span className={classes.next}>{claim.why.map((one) => WHY[one]).join(', ')}</span>
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part
        title="Claims that advisories speak against"
        count={challenged.length}
        none="No advisory was held against a claim of it."
      >
        <ul className={classes.items}>
          {challenged.map((one) => (
            <li key={`${one.element} ${one.document} ${one.at}`} className={classes.item}>
              {place(one.name)}
              <span>
                {one.statement}{' '}
                <span className={classes.next}>
                  {one.document}: {one.vulnerabilities.slice(0, 5).join(', ')}
                  {one.vulnerabilities.length > 5 ? ` and ${one.vulnerabilities.length - 5} more` : ''}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part
        title="New risks and vulnerabilities"
        count={vulnerabilities.length}
        none="No risk and no CVE number was added."
      >
        <ul className={classes.items}>
          {vulnerabilities.map((one) => (
            <li key={one.element} className={classes.item}>
              {place(one.name)}
              <span>
                {one.statement}{' '}
                <span className={classes.next}>
                  {[one.wholeRisk ? 'new risk' : '', one.cve.join(', ')].filter(Boolean).join(', ')}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Evidence that has run out" count={expired.length} none="All evidence is within its review date.">
        <ul className={classes.items}>
          {expired.map((one) => (
            <li key={one.element} className={classes.item}>
              {place(one.name)}
              <span>
                {one.statement}{' '}
                <span className={classes.next}>
                  was to be reviewed by {dayWords(one.reviewBy)}
                  {one.side === '' ? '' : ` (${sideName(one.side)})`}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <section className={classes.section}>
        <h2>{countWords(changes.length, 'difference', 'differences')} in all</h2>
        <Changes changes={changes} />
      </section>
    </>
  )
}

function Part({ title, count, none, children }: { title: string; count: number; none: string; children: ReactNode }) {
  return (
    <section className={`${classes.section} ${count > 0 ? classes.amber : classes.good}`} aria-label={title}>
      <h2>
        {title}: {count}
      </h2>
      {count === 0 ? <p className={classes.muted}>{none}</p> : children}
    </section>
  )
}
