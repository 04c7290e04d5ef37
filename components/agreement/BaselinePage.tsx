'use client'
import { Badge, Button, Group } from '@mantine/core'
import { DownloadIcon } from '@/components/look/icons'
import { VersionComments } from '@/components/review/VersionComments'
import { METHODS, SIDES, type Side } from '@/lib/agreement/charter'
import type { Change } from '@/lib/agreement/difference'
import type { Duty } from '@/lib/agreement/duties'
import { instantWords } from '@/lib/agreement/instant'
import { type Baseline, counted, type Proposal } from '@/lib/agreement/proposal'
import classes from './agreement.module.css'
import { BaselineLinks } from './BaselineLinks'
import { Changes } from './Changes'
import { Crumbs } from './Crumbs'
import { DigestWords } from './Digest'
import { Duties } from './Duties'
import { KeepFresh } from './KeepFresh'
import { baselineColour, baselineWords, forceWords, placesWords, sideName } from './words'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly baseline: Baseline
  readonly proposal: Proposal
  readonly duties: readonly Duty[]
  readonly changes: readonly Change[]
  readonly side: Side | undefined
  /** Whether this person may end it for their side now. */
  readonly mayEnd: boolean
  readonly mayComment: boolean
  /** Whether this person makes links for people without an account. */
  readonly mayShow: boolean
}

/** A version that both sides signed: its file, how to check it, and what has changed in the case since. */
export function BaselinePage({
  caseId,
  title,
  baseline,
  proposal,
  duties,
  changes,
  side,
  mayEnd,
  mayComment,
  mayShow,
}: Props) {
  const base = `/cases/${encodeURIComponent(caseId)}/agreement`
  const file = `/api/cases/${encodeURIComponent(caseId)}/baselines/${baseline.number}`
  const first = side === undefined ? '' : `?first=${side}`
  const sides = side === 'hdo' ? [...SIDES].reverse() : SIDES
  return (
    <>
      <KeepFresh />
      <Crumbs caseId={caseId} title={title} here={`Baseline ${baseline.number}`} />
      <div className={classes.head}>
        <h1>Baseline {baseline.number}</h1>
        <Badge color={baselineColour(baseline)}>{baselineWords(baseline)}</Badge>
      </div>
      <p className={classes.lead}>
        {forceWords(baseline)} It is <a href={`${base}/${proposal.number}`}>version {proposal.number}</a>, word for
        word.
      </p>
      <section className={classes.section}>
        <h2>Signed</h2>
        <dl className={classes.facts}>
          {counted(proposal).map((s) => (
            <div key={s.envelope} style={{ display: 'contents' }}>
              <dt>{sideName(s.side)}</dt>
              <dd>
                {s.person.name}, {instantWords(s.at)}
                <div className={classes.muted}>{METHODS[s.method].words}</div>
              </dd>
            </div>
          ))}
          <dt>Digest</dt>
          <dd>
            <DigestWords value={baseline.digest} />
          </dd>
        </dl>
      </section>
      <section className={classes.section}>
        <h2>The file</h2>
        <p>
          It holds the whole version, the signatures and the sealed history. Anyone can check it, without an account and
          without this service.
        </p>
        <Group mt="sm" gap="sm">
          <Button component="a" href={`${file}.rab`} download leftSection={<DownloadIcon />}>
            Download baseline {baseline.number} (.rab)
          </Button>
          <Button component="a" variant="default" href={`${file}/agreement.pdf${first}`} download>
            On paper (PDF)
          </Button>
          {baseline.number > 1 && (
            <Button component="a" variant="default" href={`${file}/redline.docx`} download>
              Redline against baseline {baseline.number - 1} (DOCX)
            </Button>
          )}
        </Group>
        <h3>How to check it</h3>
        <p>
          Drop the file on <a href="/verify">the page that checks it</a>: nothing leaves your browser. The same page is
          in the file, as verify.html, and opens from a disk without a network. With Node.js, unpack the file and use
          the line below; README.txt inside says how to do it with sha256sum and openssl alone. Then compare the digest
          above.
        </p>
        <pre className={classes.recipe}>node verify.mjs FILE.rab</pre>
      </section>
      <BaselineLinks caseId={caseId} number={baseline.number} mayMake={mayShow} />
      <section className={classes.section}>
        <h2>
          {changes.length === 0
            ? 'The live case says the same as this baseline'
            : `The live case differs from this baseline in ${placesWords(changes.length)}`}
        </h2>
        <Changes changes={changes} />
      </section>
      {mayEnd && (
        <div className={classes.later}>
          <Button component="a" variant="default" href={`${base}/${proposal.number}/answer/terminate`}>
            End this agreement ...
          </Button>
          <span className={classes.muted}>Opens a page that says first what it means.</span>
        </div>
      )}
      <VersionComments caseId={caseId} number={proposal.number} mayComment={mayComment} hasSide={side !== undefined} />
      {sides.map((one) => (
        <Duties key={one} duties={duties} side={one} mine={one === side} />
      ))}
    </>
  )
}
