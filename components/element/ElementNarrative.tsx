'use client'
import { Narrative } from '@/components/narrative/Narrative'
import type { ElementId } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'
import classes from './element.module.css'
import { HereLine } from './HereLine'
import { useFacts } from './use-facts'

const HINTS: Readonly<Record<Kind, string>> = {
  goal: 'Tell why this claim holds: what was looked at, what was decided, what still worries you. Everybody who may edit writes here at the same time.',
  strategy: 'Tell why the argument is broken down this way, and why these parts are enough.',
  solution: 'Tell what this evidence shows and what it does not show: scope, version, date, who made it.',
  context: 'Describe what the words of this context stand for, so that both sides mean the same.',
  assumption: 'Tell why this may be assumed, who relies on it, and how anybody would notice that it is no longer true.',
  justification: 'Give the reasons in full, so that somebody who was not there can follow them.',
}

/** The narrative of one element: longer reasoning, in rich text. */
export function ElementNarrative({ id }: { id: ElementId }) {
  const element = useFacts(id)
  if (element === undefined) return <p className={classes.note}>This element is not in the case any more.</p>
  return (
    <section className={classes.narrative} aria-label={`Narrative of ${element.name}`}>
      <HereLine id={id} />
      <Narrative key={id} element={id} name={element.name} hint={HINTS[element.kind]} />
    </section>
  )
}
