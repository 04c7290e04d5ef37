'use client'
import { Button, Checkbox } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { HistoryWatch } from '@/components/audit/HistoryWatch'
import type { Method, Side } from '@/lib/agreement/charter'
import type { Duty } from '@/lib/agreement/duties'
import type { Proposal } from '@/lib/agreement/proposal'
import { dutyChanges, dutyKey } from '@/lib/agreement/since-baseline'
import { MEANINGS } from '@/lib/agreement/statement'
import { ACTS } from './acts'
import classes from './agreement.module.css'
import { giveAnswer } from './answer'
import { Crumbs } from './Crumbs'
import { checkView } from './check-view'
import { CheckElsewhere, DigestWords } from './Digest'
import { EvidenceCheck } from './EvidenceCheck'
import { FrozenView } from './FrozenView'
import { ProofFields } from './ProofFields'
import { useCheckedView } from './use-checked-view'
import { useCoverage } from './use-coverage'
import { useProof } from './use-proof'
import { SECTIONS } from './VersionPage'
import { countWords, effectWords, sideName } from './words'

interface Props {
  readonly caseId: string
  readonly title: string
  readonly proposal: Proposal
  readonly duties: readonly Duty[]
  readonly before: readonly Duty[] | null
  readonly openPoints: number
  readonly side: Side
  readonly methods: readonly Method[]
}

/** The page on which a version is signed, and nothing else is done. */
export function SignPage({ caseId, title, proposal, duties, before, openPoints, side, methods }: Props) {
  const { number, digest } = proposal
  const base = `/cases/${encodeURIComponent(caseId)}/agreement/${number}`
  const checked = useCheckedView(caseId, number, digest)
  const coverage = useCoverage(digest, SECTIONS)
  const own = dutyChanges(before ?? [], duties).filter(({ duty, kind }) => duty.side === side && kind !== 'ended')
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [read, setRead] = useState(false)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const { proof, forget, fields } = useProof(methods)

  const tick = (key: string) =>
    setTicked((all) => (all.has(key) ? new Set([...all].filter((one) => one !== key)) : new Set([...all, key])))

  async function submit(event: FormEvent) {
    event.preventDefault()
    const left = own.length - ticked.size
    if (left > 0) return setProblem(`Tick each new duty first: ${countWords(left, 'is', 'are')} left.`)
    if (!read) return setProblem('Say first that you have read what your side will do.')
    setBusy(true)
    setProblem('')
    // Hashed again at the moment of signing: the page may have been open for days.
    const now = await checkView(caseId, number, digest)
    const outcome = now.ok
      ? await giveAnswer(
          caseId,
          number,
          {
            act: 'sign',
            digest,
            view: now.value.view,
            coverage: coverage(),
            reason: { code: '', text: '', elements: [] },
          },
          proof,
        )
      : now
    forget()
    if (outcome.ok) return window.location.assign(`${base}/receipt`)
    setBusy(false)
    setProblem(outcome.refusal.message)
  }

  return (
    <>
      <HistoryWatch caseId={caseId} side={side} />
      <Crumbs caseId={caseId} title={title} here={`Sign version ${number}`} />
      <h1>
        Sign version {number} for the {sideName(side)}
      </h1>
      <p className={classes.lead}>{ACTS.sign.means}</p>
      <section className={classes.section} aria-label="What you sign">
        <h2>1. What you sign</h2>
        <p>
          {title}, version {number}
          {proposal.title === '' ? '' : `: ${proposal.title}`}. It takes effect:{' '}
          {effectWords(proposal.effect).toLowerCase()}. By signing, your side accepts{' '}
          {countWords(openPoints, 'open point', 'open points')}. <a href={base}>Read all of it once more</a>
        </p>
        <DigestWords value={digest} />
        <CheckElsewhere digest={digest} />
      </section>
      <section className={classes.section} id="whole">
        <h2>2. The page that is signed</h2>
        <FrozenView number={number} checked={checked} />
      </section>
      <section className={classes.section} id="evidence">
        <h2>3. The evidence files</h2>
        {checked?.ok === true && <EvidenceCheck caseId={caseId} checked={checked.value} />}
      </section>
      <form className={classes.section} onSubmit={submit} method="post" aria-label={`Sign version ${number}`}>
        <fieldset className={classes.ticks}>
          <legend>
            4. New duties of your side: {own.length}
            {own.length > 0 && `, ${ticked.size} ticked`}
          </legend>
          {own.length === 0 && (
            <p className={classes.muted}>Your side owes nothing that it does not owe under the baseline in force.</p>
          )}
          {own.map(({ kind, duty }) => (
            <Checkbox
              key={dutyKey(duty)}
              checked={ticked.has(dutyKey(duty))}
              onChange={() => tick(dutyKey(duty))}
              label={`${duty.name}: ${duty.duty}`}
              description={`${kind === 'changed' ? 'Changed. ' : ''}${duty.owner === '' ? 'Nobody is named' : duty.owner}${duty.due === '' ? '' : `, due ${duty.due}`}${duty.shared ? ', shared with the other side' : ''}`}
            />
          ))}
        </fieldset>
        <p className={classes.said}>
          {MEANINGS.sign} <span className={classes.muted}>For the {sideName(side)}.</span>
        </p>
        <Checkbox
          label="I have read what my side will do and which open points we accept"
          checked={read}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
        <ProofFields {...fields} busy={busy} />
        {problem !== '' && (
          <p role="alert" className={classes.bad}>
            {problem}
          </p>
        )}
        <div className={classes.choices}>
          <Button type="submit" size="md" loading={busy} disabled={checked?.ok === false}>
            Sign version {number}
          </Button>
          <Button component="a" href={base} size="md" variant="default">
            Go back without signing
          </Button>
        </div>
      </form>
    </>
  )
}
