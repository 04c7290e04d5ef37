'use client'
import { Badge } from '@mantine/core'
import classes from '@/components/agreement/agreement.module.css'
import { Crumbs } from '@/components/agreement/Crumbs'
import { useAsked } from '@/components/agreement/use-asked'
import { sideName } from '@/components/agreement/words'
import { HistoryWatch } from '@/components/audit/HistoryWatch'
import { SIDES, type Side } from '@/lib/agreement/charter'
import type { SigningDelegation } from '@/lib/agreement/delegation-state'
import { instantWords } from '@/lib/agreement/instant'
import type { KnownKey } from '@/lib/agreement/passkey-state'
import { Delegations } from './Delegations'
import { KeyActions } from './KeyActions'
import { keyColour, keyWords } from './key-words'

export interface Named {
  readonly id: string
  readonly name: string
  readonly organisation: string
}

interface Props {
  readonly caseId: string
  readonly title: string
  readonly me: string
  readonly side: Side | undefined
  readonly signatories: Readonly<Record<Side, readonly Named[]>>
  readonly mayDelegate: boolean
}

interface KeysTold {
  readonly keys: readonly KnownKey[]
  readonly may: { readonly check: readonly string[]; readonly revoke: readonly string[] }
}

/** Who may sign for each side, with which keys, and who made sure that a key is theirs. Both sides see all of it. */
export function SignatoriesPage({ caseId, title, me, side, signatories, mayDelegate }: Props) {
  const base = `/api/cases/${encodeURIComponent(caseId)}`
  const { told, problem, again } = useAsked<KeysTold>(`${base}/passkeys`)
  const delegations = useAsked<{ delegations: readonly SigningDelegation[] }>(`${base}/signing-delegations`)
  const sides = side === 'hdo' ? [...SIDES].reverse() : SIDES
  const today = new Date().toISOString().slice(0, 10)
  return (
    <>
      <HistoryWatch caseId={caseId} side={side} />
      <Crumbs caseId={caseId} title={title} here="Signatories" />
      <h1>Signatories and their keys</h1>
      <p className={classes.lead}>
        A passkey signs only after an administrator of the same side has made sure whose it is. Both sides see every key
        here, and each version freezes the keys that may sign it: a key that is enrolled later cannot.
      </p>
      {(problem || delegations.problem) !== '' && (
        <p role="alert" className={classes.bad}>
          {problem || delegations.problem}
        </p>
      )}
      {sides.map((one) => (
        <section
          key={one}
          className={`${classes.section} ${one === side ? classes.mine : ''}`}
          aria-label={sideName(one)}
        >
          <h2>{sideName(one)}</h2>
          {signatories[one].length === 0 && (
            <p className={classes.bad}>
              Nobody may sign for this side yet. Its administrator gives somebody the right to sign, among the people of
              the case.
            </p>
          )}
          {people(signatories[one], told?.keys ?? [], one).map((person) => {
            const keys = (told?.keys ?? []).filter((key) => key.person === person.id && key.side === one)
            return (
              <div key={person.id}>
                <h3>
                  {person.name}
                  {person.id === me && ' (you)'}
                  {person.organisation === '' ? '' : `, ${person.organisation}`}
                </h3>
                {keys.length === 0 && (
                  <p className={classes.muted}>
                    No passkey in this case. {person.id === me && <a href="/account/passkeys">Enrol one</a>}
                  </p>
                )}
                <ul className={classes.items}>
                  {keys.map((key) => (
                    <li key={key.credential} className={classes.change}>
                      <strong>{key.label}</strong> <Badge color={keyColour(key, today)}>{keyWords(key, today)}</Badge>
                      <div className={classes.muted}>
                        Enrolled {instantWords(key.enrolled.at)} (entry {key.enrolled.entry}).{' '}
                        {key.backedUp ? 'It is synchronised between devices. ' : 'It stays on one device. '}
                        {key.checked !== undefined &&
                          `Checked by ${key.checked.by.name} on ${instantWords(key.checked.at)}: ${key.checked.how}. `}
                        {key.revoked !== undefined &&
                          `Revoked by ${key.revoked.by.name} on ${instantWords(key.revoked.at)}: ${key.revoked.reason}`}
                      </div>
                      {told !== undefined && <KeyActions caseId={caseId} keyOf={key} may={told.may} done={again} />}
                    </li>
                  ))}
                </ul>
              </div>
            )
          })}
        </section>
      ))}
      <Delegations
        caseId={caseId}
        side={side}
        me={me}
        mayDelegate={mayDelegate}
        delegations={delegations.told?.delegations ?? []}
        done={delegations.again}
      />
    </>
  )
}

/** The signatories of today, and everybody who has a key though they are none any more. */
function people(signatories: readonly Named[], keys: readonly KnownKey[], side: Side): readonly Named[] {
  const all = new Map(signatories.map((person) => [person.id, person]))
  for (const key of keys) {
    if (key.side !== side || all.has(key.person)) continue
    all.set(key.person, { id: key.person, name: `${key.name} (may not sign now)`, organisation: '' })
  }
  return [...all.values()]
}
