'use client'
import { Badge, Button, Textarea, TextInput } from '@mantine/core'
import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser'
import { type FormEvent, useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { withPasskey } from '@/components/agreement/answer'
import { useAsked } from '@/components/agreement/use-asked'
import { callApi } from '@/components/cases/call-api'
import { dayWords, instantWords } from '@/lib/agreement/instant'

interface OwnKey {
  readonly credential: string
  readonly label: string
  readonly enrolledAt: string
  readonly backedUp: boolean
  readonly revokedAt: string | null
  readonly cases: readonly {
    readonly caseId: string
    readonly title: string
    readonly state: 'enrolled' | 'checked' | 'revoked'
    readonly reviewBy: string | null
  }[]
}

interface KeysTold {
  readonly keys: readonly OwnKey[]
  readonly available: boolean
  /** Why none can be enrolled here; empty when one can. */
  readonly why: string
}

const STATES = {
  enrolled: 'waits for an administrator of your side to confirm that it is yours',
  checked: 'confirmed',
  revoked: 'revoked',
} as const

/** My passkeys: enrolled here, confirmed by my side in each case, revoked by me everywhere. */
export function PasskeysPage({ name }: { name: string }) {
  const { told, problem, again } = useAsked<KeysTold>('/api/passkeys')
  const supported = browserSupportsWebAuthn()
  return (
    <>
      <h1>Passkeys of {name}</h1>
      <p className={classes.lead}>
        With a passkey your own device signs: nobody else can, this service included. It works with fingerprint, face,
        PIN or a security key. After enrolling, an administrator of your side confirms in each case that the key is
        yours.
      </p>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {told === undefined ? (
        <p className={classes.muted}>Reading your passkeys ...</p>
      ) : (
        <>
          {told.keys.length === 0 && <p>You have no passkey yet.</p>}
          {told.keys.map((key) => (
            <KeyCard key={key.credential} own={key} done={again} />
          ))}
          {!told.available || !supported ? (
            <p className={classes.said} role="status">
              {told.available ? 'This browser knows no passkeys. Use another browser.' : told.why}
            </p>
          ) : (
            <EnrolForm count={told.keys.length} done={again} />
          )}
        </>
      )}
    </>
  )
}

function EnrolForm({ count, done }: { count: number; done: () => void }) {
  const [label, setLabel] = useState('')
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (label.trim() === '') return setProblem('Give the key a name, such as "Work laptop".')
    setBusy(true)
    setProblem('')
    setSaid('')
    const outcome = await enrol(label.trim())
    setBusy(false)
    if (!outcome.ok) return setProblem(outcome.refusal.message)
    setLabel('')
    setSaid(
      'Enrolled. Ask an administrator of your side to confirm that the key is yours: they find it under Signatories in the case.',
    )
    done()
  }

  return (
    <section className={classes.section} aria-label="Enrol a passkey">
      <h2>{count === 0 ? 'Enrol a passkey' : 'Enrol another one'}</h2>
      <form className={classes.form} onSubmit={submit} method="post">
        <TextInput
          label="A name for it"
          placeholder="Work laptop"
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <p className={classes.muted}>
          It is written into the history of every case in which you may sign, where both sides see it.
        </p>
        {problem !== '' && (
          <p role="alert" className={classes.bad}>
            {problem}
          </p>
        )}
        {said !== '' && (
          <p role="status" className={classes.said}>
            {said}
          </p>
        )}
        <div>
          <Button type="submit" loading={busy}>
            Enrol
          </Button>
        </div>
      </form>
    </section>
  )
}

async function enrol(label: string) {
  type Options = Parameters<typeof startRegistration>[0]['optionsJSON']
  const options = await callApi<Options>('/api/passkeys/options', { body: {} })
  if (!options.ok) return options
  const made = await withPasskey(() => startRegistration({ optionsJSON: options.value }))
  if (!made.ok) return made
  return callApi('/api/passkeys', { body: { label, registration: made.value } })
}

function KeyCard({ own, done }: { own: OwnKey; done: () => void }) {
  const [revoking, setRevoking] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')

  async function revoke(event: FormEvent) {
    event.preventDefault()
    if (reason.trim() === '') return setProblem('Say why.')
    const path = `/api/passkeys/${encodeURIComponent(own.credential)}/revoke`
    const outcome = await callApi(path, { body: { reason: reason.trim() } })
    if (!outcome.ok) return setProblem(outcome.refusal.message)
    setRevoking(false)
    done()
  }

  return (
    <section className={classes.section} aria-label={own.label}>
      <h2>
        {own.label} {own.revokedAt !== null && <Badge color="gray">Revoked {dayWords(own.revokedAt)}</Badge>}
      </h2>
      <p className={classes.muted}>
        Enrolled {instantWords(own.enrolledAt)}.{' '}
        {own.backedUp ? 'Synchronised between your devices.' : 'Stays on one device.'}
      </p>
      <ul>
        {own.cases.map((one) => (
          <li key={one.caseId}>
            <a href={`/cases/${encodeURIComponent(one.caseId)}/agreement/signatories`}>{one.title}</a>:{' '}
            {STATES[one.state]}
            {one.reviewBy === null ? '' : `, to be reviewed by ${dayWords(one.reviewBy)}`}
          </li>
        ))}
      </ul>
      {own.revokedAt === null && !revoking && (
        <Button variant="default" onClick={() => setRevoking(true)}>
          Revoke {own.label} ...
        </Button>
      )}
      {revoking && (
        <form className={classes.form} onSubmit={revoke} method="post" aria-label={`Revoke ${own.label}`}>
          <p className={classes.said}>
            It signs nothing any more, in no case, and cannot come back. What it has signed stays signed. A new key
            cannot sign versions that are open already.
          </p>
          <Textarea
            label="Why (both sides read this)"
            autosize
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {problem !== '' && (
            <p role="alert" className={classes.bad}>
              {problem}
            </p>
          )}
          <div className={classes.choices}>
            <Button type="submit">Revoke everywhere</Button>
            <Button type="button" variant="default" onClick={() => setRevoking(false)}>
              Go back
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
