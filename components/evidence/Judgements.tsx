'use client'
import { OneField } from '@/components/element/OneField'
import { useCanEdit, useGraph, useMe } from '@/components/workspace/CaseContext'
import { SIDES, type Side } from '@/lib/access/policy'
import { judgementFields, judgementOf, QUESTIONS, type Question } from '@/lib/evidence/standing'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './evidence.module.css'

const ASKS: Readonly<Record<Question, string>> = {
  adequate: 'Adequate: does it show what is claimed?',
  necessary: 'Necessary: would the claim be weaker without it?',
  suitable: 'Suitable: does it fit this device and this place?',
}
const WORDS: Readonly<Record<Question, string>> = { adequate: 'Adequate', necessary: 'Necessary', suitable: 'Suitable' }

/** [EVD11] What each side makes of the evidence, side by side; my own side's answers can be given here. */
export function Judgements({ id }: { readonly id: ElementId }) {
  const { side } = useMe()
  const canEdit = useCanEdit()
  return (
    <>
      <div className={classes.judgements}>
        {SIDES.map((each) => (
          <Judgement key={each} id={id} side={each} />
        ))}
      </div>
      {side !== undefined && canEdit && <OwnJudgement id={id} side={side} />}
    </>
  )
}

function Judgement({ id, side }: { readonly id: ElementId; readonly side: Side }) {
  const said = useGraph((graph) => {
    const { answers, words } = judgementOf(graph.elements.get(id) ?? { fields: {} }, side)
    return { ...answers, words }
  })
  return (
    <section
      className={classes.judgement}
      aria-label={side === 'mdm' ? "The manufacturer's judgement" : "The hospital's judgement"}
    >
      <h4 data-side={side}>{side === 'mdm' ? 'Manufacturer' : 'Hospital'}</h4>
      <dl>
        {QUESTIONS.map((question) => (
          <div key={question}>
            <dt>{WORDS[question]}</dt>
            <dd data-answer={said[question]}>{said[question] === '' ? 'not said' : said[question]}</dd>
          </div>
        ))}
      </dl>
      {said.words !== '' && <p>{said.words}</p>}
    </section>
  )
}

function OwnJudgement({ id, side }: { readonly id: ElementId; readonly side: Side }) {
  const names = judgementFields(side)
  return (
    <fieldset className={classes.own}>
      <legend>What your side says</legend>
      {QUESTIONS.map((question) => (
        <OneField key={question} id={id} name={names[question]} label={ASKS[question]} />
      ))}
      <OneField id={id} name={names.words} label="In words" />
    </fieldset>
  )
}
