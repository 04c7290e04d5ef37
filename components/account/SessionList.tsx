'use client'
import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { callApi } from '@/components/cases/call-api'
import type { AccountAnswer } from '@/lib/access/account-answer'
import { instantWords } from '@/lib/agreement/instant'
import own from './account.module.css'
import { howWords } from './session-words'

interface Props {
  readonly sessions: AccountAnswer['sessions']
  readonly done: () => void
}

/** [AUTH7] [AUTH9] Where I am signed in, and the way out of each. */
export function SessionList({ sessions, done }: Props) {
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState('')
  const others = sessions.filter(({ here }) => !here)

  async function end(session: string | undefined, words: string) {
    setBusy(session ?? 'all')
    setSaid('')
    const outcome = await callApi('/api/account/sessions/end', { body: session === undefined ? {} : { session } })
    setBusy('')
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (outcome.ok) setSaid(words)
    done()
  }

  return (
    <section className={classes.section} aria-labelledby="account-sessions">
      <h2 id="account-sessions">Where you are signed in</h2>
      <ul className={own.rows}>
        {sessions.map(({ id, device, network, how, since, seen, here }) => (
          <li key={id} className={own.row}>
            <div>
              <strong>{device}</strong> {here && <Badge>This browser</Badge>}
              <div className={classes.muted}>
                {network === '' ? '' : `Network ${network}. `}
                Since {instantWords(since)}, {howWords(how)}. {here ? '' : `Last seen about ${instantWords(seen)}.`}
              </div>
            </div>
            {!here && (
              <Button
                variant="default"
                size="xs"
                loading={busy === id}
                aria-label={`End the session of ${device}, since ${instantWords(since)}`}
                onClick={() => void end(id, `The session of ${device} has ended.`)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {said !== '' && <p role="status">{said}</p>}
      {others.length > 0 ? (
        <Button
          variant="default"
          loading={busy === 'all'}
          onClick={() => void end(undefined, 'You are signed in here and nowhere else.')}
        >
          End all others
        </Button>
      ) : (
        <p className={classes.muted}>You are signed in nowhere else.</p>
      )}
    </section>
  )
}
