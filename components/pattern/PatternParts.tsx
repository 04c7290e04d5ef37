import type { Pattern, PatternRelation } from '@/catalog/patterns/pattern'
import { kindWord } from '@/components/workspace/kind-words'
import { labelOf } from '@/lib/gsn/multiplicity'
import classes from './pattern.module.css'

/** A pattern as a list: role, how often, and what is said there. */
export function PatternParts({ pattern }: { readonly pattern: Pattern }) {
  return (
    <div className={classes.parts}>
      {pattern.elements.map(({ role, kind, statement }) => {
        const above = pattern.relations.filter(({ to }) => to === role)
        return [
          <span key={`${role} role`}>{role}</span>,
          <span key={`${role} how`}>
            {kindWord(kind)}
            {above.map((relation) => ` ${howOften(relation)}`).find((words) => words.trim() !== '') ?? ''}
          </span>,
          <span key={`${role} words`}>{statement}</span>,
        ]
      })}
    </div>
  )
}

/** `1..*`, or the choice it belongs to; nothing for exactly one. */
function howOften({ count, choice, take }: PatternRelation): string {
  const number = count.min === 1 && count.max === 1 ? '' : labelOf(count)
  return [number, choice === undefined ? '' : `(${take ?? 1} of "${choice}")`].filter(Boolean).join(' ')
}
