'use client'
import { Badge, Button } from '@mantine/core'
import { useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import type { AccountAnswer } from '@/lib/access/account-answer'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import { AgainForm } from './AgainForm'
import own from './account.module.css'
import { BackupCodes } from './BackupCodes'
import { EnrolApp } from './EnrolApp'
import { EnrolKey } from './EnrolKey'

interface Props {
  readonly factors: AccountAnswer['factors']
  readonly hasPassword: boolean
  readonly done: () => void
}

type Doing = 'app' | 'key' | 'backup' | 'remove-app' | { readonly removeKey: string }

/** [AUTH11] [AUTH13] What is asked besides the password: an app for codes, keys, and backup codes for the day they are lost. */
export function FactorSection({ factors, hasPassword, done }: Props) {
  const [doing, setDoing] = useState<Doing>()
  const [codes, setCodes] = useState<readonly string[]>([])
  const { app, keys, signInKeys, noKeys, required, backupCodes } = factors
  const some = app || keys > 0
  const finished = (fresh: readonly string[] = []) => {
    setDoing(undefined)
    setCodes(fresh)
    done()
  }
  const back = () => setDoing(undefined)
  return (
    <section className={classes.section} aria-labelledby="account-factors">
      <h2 id="account-factors">Second factor {some ? <Badge>On</Badge> : <Badge color="gray">Off</Badge>}</h2>
      <p>
        {some
          ? 'After your password you are asked for one of these.'
          : 'With a second factor a stolen password opens nothing: you are also asked for a code from your phone or for a key.'}
        {required ? ' Your organisation asks it of everybody.' : ''}
      </p>
      {codes.length > 0 && <BackupCodes codes={codes} done={() => setCodes([])} />}
      <ul className={own.rows}>
        {app && (
          <li className={own.row}>
            <div>
              <strong>An app for codes</strong>
            </div>
            <Button variant="default" size="xs" onClick={() => setDoing('remove-app')}>
              Remove the app ...
            </Button>
          </li>
        )}
        {signInKeys.map(({ credential, label, since, used }) => (
          <li key={credential} className={own.row}>
            <div>
              <strong>Key: {label}</strong>
              <div className={classes.muted}>
                Since {dayWords(since)}. {used === null ? 'Not used yet.' : `Last used ${instantWords(used)}.`}
              </div>
            </div>
            <Button variant="default" size="xs" onClick={() => setDoing({ removeKey: credential })}>
              Remove {label} ...
            </Button>
          </li>
        ))}
        {some && (
          <li className={own.row}>
            <div>
              <strong>Backup codes</strong>
              <div className={classes.muted}>
                {backupCodes === 0
                  ? 'None are left. Make new ones.'
                  : `${backupCodes} are left. Each signs you in once.`}
              </div>
            </div>
            <Button variant="default" size="xs" onClick={() => setDoing('backup')}>
              Make new ones ...
            </Button>
          </li>
        )}
      </ul>
      {doing === undefined && codes.length === 0 && (
        <div className={own.ways}>
          {!app && (
            <Button variant={some ? 'default' : 'filled'} onClick={() => setDoing('app')}>
              Add an app for codes ...
            </Button>
          )}
          {noKeys === '' && (
            <Button variant="default" onClick={() => setDoing('key')}>
              Add a key ...
            </Button>
          )}
        </div>
      )}
      {doing === 'app' && <EnrolApp hasPassword={hasPassword} done={finished} back={back} />}
      {doing === 'key' && <EnrolKey hasPassword={hasPassword} done={finished} back={back} />}
      {doing === 'backup' && (
        <AgainForm<{ backupCodes: string[] }>
          title="New backup codes"
          words="The codes you have now are void as soon as there are new ones."
          path="/api/account/backup-codes"
          action="Make new ones"
          hasPassword={hasPassword}
          done={(answer) => finished(answer.backupCodes)}
          back={back}
        />
      )}
      {doing === 'remove-app' && (
        <AgainForm
          title="Remove the app for codes"
          words="Codes of the app open nothing any more. Every other session of yours ends."
          path="/api/account/code-app/remove"
          action="Remove it"
          hasPassword={hasPassword}
          done={() => finished()}
          back={back}
        />
      )}
      {typeof doing === 'object' && (
        <AgainForm
          title="Remove the key"
          words="The key opens nothing any more. Every other session of yours ends."
          path="/api/account/keys/remove"
          body={{ credential: doing.removeKey }}
          action="Remove it"
          hasPassword={hasPassword}
          done={() => finished()}
          back={back}
        />
      )}
    </section>
  )
}
