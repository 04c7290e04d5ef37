'use client'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { randomKey } from '@/components/cases/random-key'
import type { Change } from '@/lib/agreement/difference'
import type { PreflightItem } from '@/lib/agreement/preflight'
import classes from './agreement.module.css'
import { Changes } from './Changes'
import { Crumbs } from './Crumbs'
import { PreflightItems } from './PreflightItems'
import { placesWords } from './words'

export interface Preflighted {
  readonly digest: string
  readonly warnings: string
  readonly supersedes: string | null
  readonly red: readonly PreflightItem[]
  readonly amber: readonly PreflightItem[]
  readonly changes: number | null
  readonly open: number | null
}

interface Props {
  readonly caseId: string
  readonly title: string
  readonly preflight: Preflighted
}

/** Before a version is proposed: what has to be solved, what both sides would accept, and what they will get. */
export function ProposePage({ caseId, title, preflight }: Props) {
  const { red, amber, changes, open } = preflight
  return (
    <>
      <Crumbs caseId={caseId} title={title} here="Propose a version" />
      <h1>Propose a version</h1>
      <p className={classes.lead}>
        The case is frozen as it stands now and both sides are asked to sign it. The case itself stays open for editing.
        {changes === null
          ? ' This will be the first version.'
          : ` It differs from the baseline in force in ${placesWords(changes)}.`}
      </p>
      {open !== null && (
        <section className={`${classes.section} ${classes.amber}`}>
          <h2>Version {open} still waits for an answer</h2>
          <p>Sign, refuse or withdraw it first: only one version can be open.</p>
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
      {red.length === 0 && open === null && <ProposeForm caseId={caseId} preflight={preflight} />}
    </>
  )
}

function ProposeForm({ caseId, preflight }: Omit<Props, 'title'>) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ words: string; changes: readonly Change[] }>()
  const base = `/cases/${encodeURIComponent(caseId)}`

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    const { digest, warnings, supersedes } = preflight
    const body = { digest, warnings, supersedes, reason, title: name }
    const outcome = await callApi<{ proposal: number }>(`/api${base}/proposals`, { body, key: randomKey() })
    if (outcome.ok) return router.push(`${base}/agreement/${outcome.value.proposal}`)
    setBusy(false)
    const details = outcome.refusal.details as { changes?: readonly Change[] | null } | undefined
    setProblem({ words: outcome.refusal.message, changes: details?.changes ?? [] })
    // What is listed above may be out of date: read it again, and keep what was typed.
    router.refresh()
  }

  return (
    <section className={classes.section} aria-label="Propose">
      <h2>Propose it</h2>
      <form className={classes.form} onSubmit={submit} method="post">
        <TextInput
          label="A name for this version (optional)"
          placeholder="After the workshop in November"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {preflight.amber.length > 0 && (
          <Textarea
            label="Why the open points are acceptable"
            description="Both sides read this and it becomes part of the version."
            required
            autosize
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {problem !== undefined && (
          <div role="alert">
            <p className={classes.bad}>{problem.words}</p>
            {problem.changes.length > 0 && <Changes changes={problem.changes} />}
          </div>
        )}
        <div>
          <Button type="submit" size="sm" loading={busy}>
            Freeze and propose
          </Button>
        </div>
      </form>
    </section>
  )
}
