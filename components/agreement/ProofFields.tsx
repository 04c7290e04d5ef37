'use client'
import { PasswordInput, Radio } from '@mantine/core'
import { METHODS, type Method } from '@/lib/agreement/charter'
import classes from './agreement.module.css'

interface Props {
  /** What this person may use here, by the charter and by the keys that were frozen. */
  readonly methods: readonly Method[]
  readonly method: Method
  readonly password: string
  readonly choose: (method: Method) => void
  readonly type: (password: string) => void
  readonly busy: boolean
  /** What to say to somebody who has no passkey to use here. */
  readonly without?: string
}

const WITHOUT = 'You have no passkey that was enrolled and checked before this version was proposed.'

const LABELS: Readonly<Record<Method, string>> = { passkey: 'With my passkey', password: 'With my password' }

/** How the person proves that it is them. Each way says what it is worth, here and on every rendering of the signature. */
export function ProofFields({ methods, method, password, choose, type, busy, without = WITHOUT }: Props) {
  return (
    <fieldset className={classes.proof}>
      <legend>How you prove that it is you</legend>
      {methods.length > 1 &&
        methods.map((one) => (
          <Radio
            key={one}
            name="method"
            value={one}
            label={LABELS[one]}
            description={METHODS[one].words}
            checked={method === one}
            onChange={() => choose(one)}
            disabled={busy}
          />
        ))}
      {method === 'password' && (
        <PasswordInput
          label="Your password, again"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => type(event.currentTarget.value)}
        />
      )}
      {method === 'passkey' && (
        <p className={classes.muted}>
          Your browser will ask for your fingerprint, face, PIN or security key. Take all the time you need before that.
        </p>
      )}
      {methods.length === 1 && <p className={classes.muted}>{METHODS[method].words}</p>}
      {!methods.includes('passkey') && (
        <p className={classes.muted}>
          {without} <a href="/account/passkeys">Enrol one for the next</a>.
        </p>
      )}
    </fieldset>
  )
}
