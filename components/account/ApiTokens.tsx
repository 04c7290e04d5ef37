'use client'
import { useState } from 'react'
import { useAsked } from '@/components/agreement/use-asked'
import classes from '@/components/cases/cases.module.css'
import own from './account.module.css'
import { FreshToken } from './FreshToken'
import { TokenCard } from './TokenCard'
import { TokenForm } from './TokenForm'
import { isLive, type MadeToken, type TokensTold } from './token-words'

interface Props {
  readonly cases: readonly { readonly id: string; readonly title: string }[]
  /** What each operation does, by method and address. */
  readonly operations: Readonly<Record<string, string>>
}

/** My tokens for programs: made here, shown once, looked after and revoked. */
export function ApiTokens({ cases, operations }: Props) {
  const { told, problem, again } = useAsked<TokensTold>('/api/me/tokens')
  const [made, setMade] = useState<MadeToken>()
  const live = told?.tokens.filter((token) => isLive(token)) ?? []
  const ended = told?.tokens.filter((token) => !isLive(token)) ?? []
  const card = (token: TokensTold['tokens'][number]) => (
    <TokenCard key={token.id} token={token} cases={cases} operations={operations} done={again} />
  )
  return (
    <div className={own.page}>
      <h1>API tokens</h1>
      <p className={classes.lead}>
        A token lets a program, such as the command line or a script of yours, use Accord in your name: it does what the
        token says and you may do yourself at that moment, and never more. It cannot sign, approve, propose, invite
        people, change your account or make tokens. Treat it like a password.
      </p>
      <p className={classes.muted}>
        Programs send it as <code>Authorization: Bearer accord_...</code>. What they can ask for is described in{' '}
        <a href="/api/openapi.json">openapi.json</a>.
      </p>
      {problem !== '' && (
        <p role="alert" className={own.bad}>
          {problem}
        </p>
      )}
      {made !== undefined && <FreshToken made={made} done={() => setMade(undefined)} />}
      {told === undefined ? (
        <p className={classes.muted}>Reading your tokens ...</p>
      ) : (
        <>
          <TokenForm
            cases={cases}
            needsPassword={told.needsPassword}
            done={(token) => {
              setMade(token)
              again()
            }}
          />
          <section aria-label="Tokens in use" className={own.list}>
            <h2>In use</h2>
            {live.length === 0 ? <p className={classes.muted}>You have no token.</p> : live.map(card)}
          </section>
          {ended.length > 0 && (
            <details className={own.ended}>
              <summary>Ended ({ended.length})</summary>
              <div className={own.list}>{ended.map(card)}</div>
            </details>
          )}
        </>
      )}
    </div>
  )
}
