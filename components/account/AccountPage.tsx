'use client'
import classes from '@/components/agreement/agreement.module.css'
import { useAsked } from '@/components/agreement/use-asked'
import type { AccountAnswer } from '@/lib/access/account-answer'
import { AccountEvents } from './AccountEvents'
import { FactorSection } from './FactorSection'
import { PasswordSection } from './PasswordSection'
import { SessionList } from './SessionList'

/** My account: where I am signed in, by what, and what happened to it. */
export function AccountPage() {
  const { told, problem, again } = useAsked<AccountAnswer>('/api/account')
  return (
    <>
      <h1>Account</h1>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {told === undefined ? (
        <p className={classes.muted}>Reading your account ...</p>
      ) : (
        <>
          <p className={classes.lead}>
            {told.name}, {told.email}
            {told.organisation === null ? '' : `, ${told.organisation}`}
          </p>
          <SessionList sessions={told.sessions} done={again} />
          <FactorSection factors={told.factors} hasPassword={told.password.set} done={again} />
          <PasswordSection password={told.password} done={again} />
          {told.service !== null && (
            <section className={classes.section} aria-labelledby="account-service">
              <h2 id="account-service">Sign-in service</h2>
              <p>
                {told.service.linkedAt === null
                  ? 'This account is not tied to the sign-in service of your organisation yet. Sign in by it once: you are asked for your password here, and from then on the service is enough.'
                  : 'This account is tied to the sign-in service of your organisation.'}
              </p>
              <p className={classes.muted}>{told.service.issuer}</p>
            </section>
          )}
          <section className={classes.section} aria-labelledby="account-more">
            <h2 id="account-more">Also yours</h2>
            <p>
              <a href="/account/passkeys">Passkeys for signing agreements</a>: other keys than those for signing in, so
              that signing in never signs anything.
            </p>
            <p>
              <a href="/account/tokens">Tokens for programs</a>
            </p>
          </section>
          <AccountEvents events={told.events} />
        </>
      )}
    </>
  )
}
