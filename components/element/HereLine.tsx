'use client'
import { useRoom } from '@/components/workspace/CaseContext'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { useSelected } from '@/components/workspace/use-store'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'

/** Beyond this many people the rest is a number. */
const MOST = 4

/** Who else looks at this element now, and who of them writes in it. */
export function HereLine({ id }: { id: ElementId }) {
  const { people, me } = useRoom()
  // As texts, which compare by value: a caret that moves inside the element draws nothing.
  const here = useSelected(people, (all) => [
    ...new Set(
      all
        .filter((one) => one.focus?.element === id && one.user.id !== me.id)
        .map((one) => `${one.user.side ?? 'none'}\n${one.textCaret?.element === id ? 'writes' : ''}\n${one.user.name}`),
    ),
  ])
  if (here.length === 0) return null
  return (
    <p className={classes.here}>
      <span className={classes.hereWord}>Here now:</span>
      {here.slice(0, MOST).map((line) => {
        const [key, writes, name] = line.split('\n')
        const side = key === 'mdm' || key === 'hdo' ? key : undefined
        return (
          <span key={line} className={`${classes.person} ${SIDE_CLASS[side ?? 'none']}`}>
            {name} ({sideWord(side)}){writes === '' ? '' : ', writing'}
          </span>
        )
      })}
      {here.length > MOST && <span>and {here.length - MOST} more</span>}
    </p>
  )
}
