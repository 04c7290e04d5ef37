'use client'
import { Badge, Button, Checkbox } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { tellDone } from '@/components/workspace/tell'
import type { CaseCheck, CheckAccepted } from '@/lib/monitor/answers'
import { HOW } from '@/lib/monitor/match'
import type { TouchedClaim } from '@/lib/monitor/touched'
import classes from './monitor.module.css'
import { sendFile } from './send-file'
import { TakeAsEvidence } from './TakeAsEvidence'

interface Props {
  readonly check: CaseCheck
  readonly file: File
  /** How the file calls itself, for what is recorded with it. */
  readonly source: string
  /** Whether this is the case that one is in. */
  readonly here: boolean
}

/** Lines of each list; the rest is counted. */
const SHOWN = 30

/** [MON6] What a file means to one case, and the acts that record it there. */
export function CaseResult({ check: first, file, source, here }: Props) {
  const [check, setCheck] = useState(first)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState<'accept' | 'replies'>()
  const [problem, setProblem] = useState<string>()
  const fresh = new Set(check.fresh.map(({ claim }) => claim))
  const chosen = check.fresh.filter(({ claim }) => !left.has(claim))
  const base = `/cases/${encodeURIComponent(check.case)}`

  async function act(kind: 'accept' | 'replies'): Promise<void> {
    setBusy(kind)
    setProblem(undefined)
    const query = new URLSearchParams([[kind, 'true']])
    if (kind === 'accept' && left.size > 0) for (const { claim } of chosen) query.append('claim', claim)
    const sent = await sendFile<{ check: CaseCheck; accepted: CheckAccepted }>(`/api${base}/check?${query}`, file)
    setBusy(undefined)
    if (!sent.ok) return setProblem(sent.refusal.message)
    setCheck(sent.value.check)
    tellDone(doneWords(sent.value.accepted, check.title))
  }

  return (
    <article className={classes.card} style={{ margin: '16px 0 0' }} aria-label={check.title}>
      <div className={classes.head}>
        <h3>
          {here ? (
            'In this case'
          ) : (
            <Link className={classes.link} href={base}>
              {check.title}
            </Link>
          )}
        </h3>
        {check.agreement !== undefined && (
          <Link className={classes.link} href={`${base}/agreement/since`}>
            Baseline {check.agreement.number} is in force: {claimsWord(check.agreement.claims.length)} of these stand in
            it
          </Link>
        )}
      </div>
      <Met check={check} />
      {check.claims.length > 0 && (
        <>
          <h3>Claims that it speaks against: {check.claims.length}</h3>
          <ul className={classes.list}>
            {check.claims.slice(0, SHOWN).map((claim) => (
              <Claim
                key={claim.claim}
                claim={claim}
                base={base}
                known={!fresh.has(claim.claim)}
                chosen={!left.has(claim.claim)}
                onChoose={
                  check.mayAccept && fresh.has(claim.claim)
                    ? (on) => setLeft(on ? without(left, claim.claim) : new Set([...left, claim.claim]))
                    : undefined
                }
              />
            ))}
          </ul>
          {check.claims.length > SHOWN && <p className={classes.muted}>And {check.claims.length - SHOWN} more.</p>}
        </>
      )}
      <NotAffected check={check} source={source} />
      {check.fresh.length === 0 && check.claims.length > 0 && (
        <p className={classes.muted} role="status">
          All of it was held against these claims before: nothing is new.
        </p>
      )}
      {check.mayAccept ? (
        <div className={classes.acts}>
          {check.fresh.length > 0 && (
            <Button loading={busy === 'accept'} disabled={chosen.length === 0} onClick={() => void act('accept')}>
              Open {chosen.length === 1 ? 'a thread' : `${chosen.length} threads`} and challenge approvals
            </Button>
          )}
          {check.replies.length > 0 && (
            <Button variant="default" loading={busy === 'replies'} onClick={() => void act('replies')}>
              Answer {check.replies.length === 1 ? '1 open thread' : `${check.replies.length} open threads`} with this
            </Button>
          )}
        </div>
      ) : (
        <p className={classes.muted}>You read this case without the right to comment, so somebody else records it.</p>
      )}
      {problem !== undefined && (
        <p className={classes.bad} role="alert">
          {problem}
        </p>
      )}
    </article>
  )
}

function Met({ check: { met } }: { readonly check: CaseCheck }) {
  if (met.length === 0) return <p className={classes.muted}>None of its products is on the watch list here.</p>
  return (
    <details open={met.length <= 5}>
      <summary>Watched products that it speaks of: {met.length}</summary>
      <ul className={classes.list}>
        {met.slice(0, SHOWN).map(({ entry, product, name, said, how, versions }) => (
          <li key={`${entry} ${product}`}>
            <strong>{name}</strong> {how === 'perhaps' && <Badge color="orange">Perhaps</Badge>}{' '}
            <span className={classes.muted}>
              {said}; {HOW[how]}
              {versions ? '' : ', and the versions could not be compared: look yourself'}
            </span>
          </li>
        ))}
      </ul>
      {met.length > SHOWN && <p className={classes.muted}>And {met.length - SHOWN} more.</p>}
    </details>
  )
}

interface ClaimProps {
  readonly claim: TouchedClaim
  readonly base: string
  readonly known: boolean
  readonly chosen: boolean
  readonly onChoose: ((chosen: boolean) => void) | undefined
}

function Claim({ claim: { claim, name, statement, by }, base, known, chosen, onChoose }: ClaimProps) {
  return (
    <li className={classes.claim}>
      {onChoose === undefined ? (
        <span aria-hidden />
      ) : (
        <Checkbox
          size="xs"
          mt={2}
          aria-label={`Hold it against ${name}`}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <span>
        <Link className={classes.link} href={`${base}?element=${encodeURIComponent(claim)}&tab=review`}>
          {name}
        </Link>{' '}
        {known && <Badge color="gray">Known</Badge>}
      </span>
      <span className={classes.statement} title={statement}>
        {statement}
      </span>
      {by.slice(0, 3).map(({ vulnerability, because }) => (
        <span key={vulnerability} className={classes.muted}>
          {vulnerability}: {because}
        </span>
      ))}
      {by.length > 3 && <span className={classes.muted}>And {by.length - 3} more vulnerabilities.</span>}
    </li>
  )
}

/** [MON9] What the file says does not concern the case: told, offered as an answer, and closing nothing. */
function NotAffected({ check, source }: { readonly check: CaseCheck; readonly source: string }) {
  const { unaffected, mayEdit, case: caseId } = check
  if (unaffected.length === 0) return null
  return (
    <>
      <h3>Fixed or not affected, as the file says: {unaffected.length}</h3>
      <ul className={classes.list}>
        {unaffected.slice(0, SHOWN).map(({ vulnerability, state, reason, product, controls }) => (
          <li key={`${vulnerability} ${product} ${state}`}>
            <strong>{vulnerability}</strong> {product}: {state === 'fixed' ? 'fixed' : 'not affected'}.{' '}
            <span className={classes.muted}>
              {reason === '' ? 'It gives no reason.' : reason} This closes nothing by itself.
            </span>
            {mayEdit &&
              state === 'not-affected' &&
              controls
                .slice(0, 3)
                .map(({ claim, name }) => (
                  <TakeAsEvidence
                    key={claim}
                    caseId={caseId}
                    claim={claim}
                    name={name}
                    words={`${product} is not affected by ${vulnerability}${reason === '' ? '' : `: ${reason}`}`}
                    source={source}
                  />
                ))}
          </li>
        ))}
      </ul>
    </>
  )
}

function without(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  return new Set([...set].filter((each) => each !== one))
}

function claimsWord(count: number): string {
  return count === 1 ? '1 claim' : `${count} claims`
}

function doneWords({ opened, replied }: CheckAccepted, title: string): string {
  const parts = [
    ...(opened.length > 0 ? [`${opened.length === 1 ? 'a thread is' : `${opened.length} threads are`} open`] : []),
    ...(replied > 0 ? [`${replied === 1 ? '1 thread has' : `${replied} threads have`} an answer`] : []),
  ]
  return parts.length === 0 ? `${title}: nothing was new.` : `${title}: ${parts.join(', and ')}.`
}
