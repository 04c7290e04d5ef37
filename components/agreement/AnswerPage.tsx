'use client'
import type { Method, Side } from '@/lib/agreement/charter'
import type { Proposal } from '@/lib/agreement/proposal'
import { ActForm } from './ActForm'
import { AskForm } from './AskForm'
import { ACTS, type Answered, actTitle, WORDS_ONLY } from './acts'
import classes from './agreement.module.css'
import { Crumbs } from './Crumbs'
import { ObjectForm } from './ObjectForm'
import type { Preflighted } from './ProposePage'

export interface AnswerProps {
  readonly caseId: string
  readonly title: string
  readonly what: Answered
  readonly proposal: Proposal
  readonly side: Side
  readonly methods: readonly Method[]
  /** Elements of the frozen version, the top claim first. */
  readonly elements: readonly Named[]
  /** For the version in place of the refused one. */
  readonly preflight: Preflighted | null
  readonly noticeDays: number
}

export interface Named {
  readonly id: string
  readonly name: string
  readonly statement: string
  readonly claim: boolean
}

/** One answer to a version: what it means first, then what it needs. */
export function AnswerPage(props: AnswerProps) {
  const { caseId, title, what, proposal } = props
  const other = what === 'ask' || what === 'object' || what === 'counter'
  const { means } = other ? WORDS_ONLY[what] : ACTS[what]
  const heading = other ? `${WORDS_ONLY[what].button}: version ${proposal.number}` : actTitle(what, proposal.number)
  return (
    <>
      <Crumbs caseId={caseId} title={title} here={heading} />
      <h1>{heading}</h1>
      <p className={classes.lead}>{means}</p>
      <section className={classes.section}>
        {what === 'ask' ? (
          <AskForm {...props} />
        ) : what === 'object' ? (
          <ObjectForm {...props} />
        ) : (
          <ActForm {...props} what={what} />
        )}
      </section>
    </>
  )
}
