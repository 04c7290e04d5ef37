'use client'
import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import classes from '@/components/cases/cases.module.css'
import { TOKEN_SCOPES, type ToldToken } from '@/lib/access/token-scope'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import own from './account.module.css'
import { casesWords, isLive } from './token-words'

interface Props {
  readonly token: ToldToken
  readonly cases: readonly { readonly id: string; readonly title: string }[]
  readonly operations: Readonly<Record<string, string>>
  readonly done: () => void
}

/** One token: what it may, how it was used, and its end. */
export function TokenCard({ token, cases, operations, done }: Props) {
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState('')
  const live = isLive(token)

  async function revoke(): Promise<void> {
    const outcome = await callApi(`/api/me/tokens/${encodeURIComponent(token.id)}`, { method: 'DELETE' })
    if (!outcome.ok) return setProblem(outcome.refusal.message)
    setAsking(false)
    done()
  }

  return (
    <article className={`${classes.card} ${own.one}`} aria-label={token.name}>
      <div className={own.head}>
        <h3>{token.name}</h3>
        {live && !asking && (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            Revoke
          </Button>
        )}
      </div>
      <p>
        {TOKEN_SCOPES[token.scope].label}, in {casesWords(token.cases, cases)}.
      </p>
      <p className={classes.muted}>
        Made {dayWords(token.createdAt)}.{' '}
        {token.revokedAt === undefined
          ? `${live ? 'Ends' : 'Ended'} ${dayWords(token.expiresAt)}.`
          : `Revoked ${instantWords(token.revokedAt)}.`}{' '}
        {token.lastUsedAt === undefined
          ? 'Never used.'
          : `Last used in the hour from ${instantWords(token.lastUsedAt)}.`}
      </p>
      {token.acts.length > 0 && (
        <details>
          <summary>What it changed or tried to</summary>
          <ul className={own.acts}>
            {token.acts.map(({ at, act, caseId, allowed }) => (
              <li key={`${at} ${act}`}>
                <span className={classes.muted}>{instantWords(at)}</span> {operations[act] ?? act}
                {caseId !== undefined && ` (${casesWords([caseId], cases)})`}
                {!allowed && <strong className={own.bad}> Refused: the token may not.</strong>}
              </li>
            ))}
          </ul>
        </details>
      )}
      {problem !== '' && (
        <p role="alert" className={own.bad}>
          {problem}
        </p>
      )}
      {asking && (
        <Group gap={8}>
          <span>Programs that use it stop at once.</span>
          <Button size="xs" color="red" onClick={() => void revoke()}>
            Revoke “{token.name}”
          </Button>
          <Button size="xs" variant="default" onClick={() => setAsking(false)}>
            Keep it
          </Button>
        </Group>
      )}
    </article>
  )
}
