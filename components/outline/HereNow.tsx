'use client'
import { useRoom } from '@/components/workspace/CaseContext'
import { initials, SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { useSelected } from '@/components/workspace/use-store'
import type { Side } from '@/lib/access/policy'
import classes from './outline.module.css'

const MOST = 3

/** Who else is at this element now: initials in the colour of their side. */
export function HereNow({ id }: { id: string }) {
  const room = useRoom()
  // As texts, which compare by value: a caret that moves sends the same people again and draws nothing.
  const here = useSelected(room.people, (people) => [
    ...new Set(
      people
        .filter((one) => one.focus?.element === id && one.user.id !== room.me.id)
        .map(({ user }) => `${user.side ?? 'none'}\n${user.name}`),
    ),
  ])
  if (here.length === 0) return null
  const names = here.map((line) => {
    const [side, name = ''] = line.split('\n')
    return { side: side === 'mdm' || side === 'hdo' ? (side as Side) : undefined, name }
  })
  return (
    <span
      className={classes.here}
      title={names.map((user) => `${user.name} (${sideWord(user.side)}) is here`).join('\n')}
    >
      {names.slice(0, MOST).map((user) => (
        <span key={user.name} className={`${classes.dot} ${SIDE_CLASS[user.side ?? 'none']}`}>
          {initials(user.name)}
        </span>
      ))}
      {names.length > MOST && <span className={classes.dot}>+{names.length - MOST}</span>}
    </span>
  )
}
