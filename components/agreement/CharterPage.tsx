'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { METHODS, type Method, SIDES } from '@/lib/agreement/charter'
import type { CharterTerms } from '@/lib/agreement/charter-schema'
import type { CharterRecord } from '@/lib/agreement/charter-state'
import { dayWords, instantWords } from '@/lib/agreement/instant'
import classes from './agreement.module.css'
import { CharterAnswer } from './CharterAnswer'
import { CharterForm } from './CharterForm'
import { CharterRules } from './CharterRules'
import { Crumbs } from './Crumbs'
import { DigestWords } from './Digest'
import { useAsked } from './use-asked'
import { sideName } from './words'

export interface CharterTold {
  readonly charters: readonly CharterRecord[]
  readonly inForce: CharterRecord | null
  readonly open: CharterRecord | null
  readonly offered: CharterTerms
  readonly may: { readonly propose: boolean; readonly adopt: boolean; readonly decline: boolean }
  /** By which means this person may adopt a charter here. */
  readonly methods: readonly Method[]
  readonly missing: string
}

const STATES: Readonly<Record<CharterRecord['state'], string>> = {
  waits: 'Waits for the other side',
  'in-force': 'In force',
  superseded: 'Replaced by a later one',
  declined: 'Declined',
}

/** The rules that both sides sign under: what holds, what is proposed, and how to change it. */
export function CharterPage({ caseId, title }: { caseId: string; title: string }) {
  const { told, problem, again } = useAsked<CharterTold>(`/api/cases/${encodeURIComponent(caseId)}/charter`)
  const [writing, setWriting] = useState(false)
  const done = () => {
    setWriting(false)
    again()
  }
  return (
    <>
      <Crumbs caseId={caseId} title={title} here="Charter" />
      <h1>Charter</h1>
      <p className={classes.lead}>
        The rules of signing: who signs for each side, how many, with what, and for how long a version stays open. An
        administrator of each side adopts them before the first version is proposed. Every version keeps the rules that
        it was proposed under.
      </p>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {told === undefined ? (
        <p className={classes.muted}>Reading the charter ...</p>
      ) : (
        <>
          {told.missing !== '' && (
            <section className={`${classes.section} ${classes.amber}`} role="status">
              <h2>What is missing</h2>
              <p>{told.missing}</p>
            </section>
          )}
          {told.open !== null && (
            <section className={`${classes.section} ${classes.amber}`} aria-label={`Charter ${told.open.number}`}>
              <h2>
                Charter {told.open.number}{' '}
                {told.inForce === null ? 'waits to be adopted' : 'is proposed as an amendment'}
              </h2>
              <Adopted record={told.open} />
              {told.open.reason !== '' && <p className={classes.said}>{told.open.reason}</p>}
              <CharterRules charter={told.open.charter} before={told.inForce?.charter} />
              <h3>Digest</h3>
              <DigestWords value={told.open.digest} label={`Digest of charter ${told.open.number}`} />
              <CharterAnswer caseId={caseId} record={told.open} may={told.may} methods={told.methods} done={done} />
            </section>
          )}
          {told.inForce !== null && (
            <section className={`${classes.section} ${classes.good}`} aria-label={`Charter ${told.inForce.number}`}>
              <h2>Charter {told.inForce.number} is in force</h2>
              <Adopted record={told.inForce} />
              <CharterRules charter={told.inForce.charter} />
              <h3>Digest</h3>
              <DigestWords value={told.inForce.digest} label={`Digest of charter ${told.inForce.number}`} />
            </section>
          )}
          {told.may.propose && !writing && (
            <Button mt="md" variant={told.inForce === null ? 'filled' : 'default'} onClick={() => setWriting(true)}>
              {told.inForce === null ? 'Propose a charter ...' : 'Propose an amendment of the charter ...'}
            </Button>
          )}
          {told.may.propose && writing && (
            <CharterForm
              caseId={caseId}
              offered={told.offered}
              supersedes={told.inForce?.digest ?? null}
              methods={told.methods}
              done={done}
              cancel={() => setWriting(false)}
            />
          )}
          {told.charters.length > 1 && (
            <section className={classes.section}>
              <h2>All charters</h2>
              <ul className={classes.items}>
                {[...told.charters].reverse().map((record) => (
                  <li key={record.number} className={classes.item}>
                    <span className={classes.where}>Charter {record.number}</span>
                    <span>
                      {STATES[record.state]}
                      {record.ending === undefined
                        ? ''
                        : ` by ${record.ending.by.name} on ${dayWords(record.ending.at)}: ${record.ending.reason}`}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </>
  )
}

function Adopted({ record }: { record: CharterRecord }) {
  return (
    <ul className={classes.muted}>
      {SIDES.map((side) => {
        const adopted = record.adopted[side]
        if (adopted === undefined) return <li key={side}>Not adopted by the {sideName(side)} yet.</li>
        return (
          <li key={side}>
            Adopted for the {sideName(side)} by {adopted.by.name} on {instantWords(adopted.at)}.{' '}
            {adopted.method === undefined ? '' : METHODS[adopted.method].words}
          </li>
        )
      })}
    </ul>
  )
}
