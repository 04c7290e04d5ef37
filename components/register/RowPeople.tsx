'use client'
import { useRoom } from '@/components/workspace/CaseContext'
import { initials, SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { useSelected } from '@/components/workspace/use-store'
import type { Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './register.module.css'

const MOST = 2

/** Who else is in this row now, as initials in the colour of their side; who writes in it has a mark. */
export function RowPeople({ elements }: { elements: readonly ElementId[] }) {
  const { people, me } = useRoom()
  // As texts, which compare by value: a caret that moves inside the row draws nothing.
  const here = useSelected(people, (all) => [
    ...new Set(
      all
        .filter(
          ({ user, focus, textCaret }) =>
            user.id !== me.id &&
            (elements.includes(focus?.element ?? '') || elements.includes(textCaret?.element ?? '')),
        )
        .map(
          ({ user, textCaret }) =>
            `${user.side ?? 'none'}\n${elements.includes(textCaret?.element ?? '') ? 'writes' : 'is'}\n${user.name}`,
        ),
    ),
  ])
  if (here.length === 0) return null
  const persons = here.map((line) => {
    const [side = '', doing = '', name = ''] = line.split('\n')
    const known: Side | undefined = side === 'mdm' || side === 'hdo' ? side : undefined
    return {
      side: known,
      doing,
      name,
      words: `${name} (${sideWord(known)}) ${doing === 'writes' ? 'writes' : 'is'} here`,
    }
  })
  return (
    <span className={classes.here} title={persons.map(({ words }) => words).join('\n')}>
      {persons.slice(0, MOST).map(({ name, side, doing }) => (
        <span
          key={name}
          className={`${classes.person} ${SIDE_CLASS[side ?? 'none']}`}
          data-writes={doing === 'writes' || undefined}
          aria-hidden
        >
          {initials(name)}
        </span>
      ))}
      {persons.length > MOST && (
        <span className={`${classes.person} ${SIDE_CLASS.none}`} aria-hidden>
          +{persons.length - MOST}
        </span>
      )}
      <span className="visually-hidden">{persons.map(({ words }) => words).join(', ')}</span>
    </span>
  )
}
