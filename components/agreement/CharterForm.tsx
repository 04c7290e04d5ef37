'use client'
import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { METHODS, type Method, OPEN_ISSUE_RULES, SIDES } from '@/lib/agreement/charter'
import type { CharterTerms } from '@/lib/agreement/charter-schema'
import classes from './agreement.module.css'
import { proveAdoption } from './answer'
import { ProofFields } from './ProofFields'
import { useProof } from './use-proof'
import { NO_KEY_HERE, sideName } from './words'

interface Props {
  readonly caseId: string
  readonly offered: CharterTerms
  readonly supersedes: string | null
  readonly methods: readonly Method[]
  readonly done: () => void
  readonly cancel: () => void
}

const RULES = Object.entries(OPEN_ISSUE_RULES).map(([value, { words }]) => ({ value, label: words }))

/** A charter to be put to the other side. Proposing it adopts it for one's own. */
export function CharterForm({ caseId, offered, supersedes, methods, done, cancel }: Props) {
  const [terms, setTerms] = useState(offered)
  const [reason, setReason] = useState('')
  const { proof, forget, fields } = useProof(methods)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const set = (part: Partial<CharterTerms>) => setTerms((all) => ({ ...all, ...part }))
  const allow = (method: Method, on: boolean) => {
    const methods = (Object.keys(METHODS) as Method[]).filter((one) =>
      one === method ? on : terms.methods.includes(one),
    )
    const passkeys = methods.includes('passkey') ? (terms.passkeys ?? offered.passkeys ?? herePasskeys()) : null
    set({ methods, passkeys })
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (terms.methods.length === 0) return setProblem('Allow at least one way to sign.')
    setBusy(true)
    setProblem('')
    const proven = await proveAdoption(caseId, { terms, supersedes }, proof)
    const outcome = proven.ok
      ? await callApi(`/api/cases/${encodeURIComponent(caseId)}/charter`, {
          body: { terms, supersedes, reason: reason.trim(), ...proven.value },
        })
      : proven
    forget()
    setBusy(false)
    if (outcome.ok) done()
    else setProblem(outcome.refusal.message)
  }

  const days = (label: string, key: 'timeLimitDays' | 'noticeDays' | 'retentionYears', min: number, max: number) => (
    <NumberInput
      label={label}
      min={min}
      max={max}
      clampBehavior="blur"
      allowDecimal={false}
      value={terms[key]}
      onChange={(value) => set({ [key]: Number(value) } as Partial<CharterTerms>)}
    />
  )
  return (
    <section className={classes.section} aria-label="Propose a charter">
      <h2>{supersedes === null ? 'Propose a charter' : 'Propose an amendment of the charter'}</h2>
      <form className={classes.form} onSubmit={submit} method="post">
        {SIDES.map((side) => (
          <fieldset key={side} className={classes.ticks}>
            <legend>{sideName(side)}</legend>
            <TextInput
              label="Organisation"
              required
              maxLength={200}
              value={terms.parties[side].organisation}
              onChange={(event) =>
                set({ parties: { ...terms.parties, [side]: { organisation: event.currentTarget.value } } })
              }
            />
            <TextInput
              label="Signatories sign as"
              required
              maxLength={200}
              value={terms.roles[side]}
              onChange={(event) => set({ roles: { ...terms.roles, [side]: event.currentTarget.value } })}
            />
            <NumberInput
              label="How many of them must sign"
              min={1}
              max={20}
              clampBehavior="blur"
              allowDecimal={false}
              value={terms.quorum[side]}
              onChange={(value) => set({ quorum: { ...terms.quorum, [side]: Number(value) } })}
            />
          </fieldset>
        ))}
        <fieldset className={classes.ticks}>
          <legend>How people sign</legend>
          <Checkbox
            label="With their own passkey"
            description={METHODS.passkey.words}
            checked={terms.methods.includes('passkey')}
            onChange={(event) => allow('passkey', event.currentTarget.checked)}
          />
          <Checkbox
            label="With their password"
            description={METHODS.password.words}
            checked={terms.methods.includes('password')}
            onChange={(event) => allow('password', event.currentTarget.checked)}
          />
          {terms.passkeys !== null && (
            <p className={classes.muted}>
              Passkeys will be bound to {terms.passkeys.rpId} for ever: choose the address of this service before
              anybody enrols one.
            </p>
          )}
        </fieldset>
        {days('Days for which a version stays open', 'timeLimitDays', 1, 365)}
        {days('Days of notice when one side ends the agreement alone', 'noticeDays', 0, 730)}
        {days('Years for which agreements are kept after they end', 'retentionYears', 1, 100)}
        <NativeSelect
          label="Approvals that are out of date"
          value={terms.staleApprovals}
          onChange={(event) => set({ staleApprovals: event.currentTarget.value as CharterTerms['staleApprovals'] })}
          data={RULES}
        />
        <NativeSelect
          label="Comments that are still open"
          value={terms.openThreads}
          onChange={(event) => set({ openThreads: event.currentTarget.value as CharterTerms['openThreads'] })}
          data={RULES}
        />
        <Textarea
          label="Why (both sides read this)"
          autosize
          minRows={2}
          maxLength={4000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProofFields {...fields} busy={busy} without={NO_KEY_HERE} />
        <p className={classes.muted}>
          By proposing it you adopt it for your side. It is in force once an administrator of the other side adopts it.
        </p>
        {problem !== '' && (
          <p role="alert" className={classes.bad}>
            {problem}
          </p>
        )}
        <div className={classes.choices}>
          <Button type="submit" size="md" loading={busy}>
            Propose and adopt for my side
          </Button>
          <Button type="button" size="md" variant="default" onClick={cancel} disabled={busy}>
            Go back without proposing
          </Button>
        </div>
      </form>
    </section>
  )
}

/** Where this page is: what passkeys would be bound to when nothing was offered. */
function herePasskeys(): CharterTerms['passkeys'] {
  return { rpId: window.location.hostname, origins: [window.location.origin] }
}
