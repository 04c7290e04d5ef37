import classes from '@/components/agreement/agreement.module.css'
import type { AccountAnswer } from '@/lib/access/account-answer'
import { ACCOUNT_EVENTS, isAccountEvent } from '@/lib/access/account-events'
import { instantWords } from '@/lib/agreement/instant'
import own from './account.module.css'

/** [AUTH14] What happened to the account, the newest first. */
export function AccountEvents({ events }: Pick<AccountAnswer, 'events'>) {
  return (
    <section className={classes.section} aria-labelledby="account-events">
      <h2 id="account-events">What happened to this account</h2>
      {events.length === 0 && <p className={classes.muted}>Nothing yet.</p>}
      <ul className={own.rows}>
        {events.map(({ at, kind, by, own: mine, note }) => (
          <li key={`${at} ${kind}`} className={own.row}>
            <div>
              {isAccountEvent(kind) ? ACCOUNT_EVENTS[kind].words : kind}
              {note === '' ? '' : `: ${note}`}.
              <div className={classes.muted}>
                {instantWords(at)}
                {mine ? '' : `, by ${by === '' ? 'whoever runs this server' : by}`}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
