'use client'
import { Menu, UnstyledButton } from '@mantine/core'
import { useFollowing, useGraph, useRoom } from './CaseContext'
import classes from './header.module.css'
import { initials, SIDE_CLASS, sideWord } from './people'
import type { Presence } from './room'
import { VIEWS, type View } from './selection'
import { useSelected } from './use-store'

const MOST = 4

interface Here {
  readonly id: string
  readonly name: string
  readonly side: Presence['user']['side']
  readonly element: string | undefined
  readonly view: string | undefined
  readonly me: boolean
}

/** Who is in the case now, and where. One entry per person, however many windows they have open. */
export function PeopleBar() {
  const room = useRoom()
  // As text, which compares by value: a caret that moves draws nothing here.
  const line = useSelected(room.people, (people) => JSON.stringify(byPerson(people, room.me.id)))
  const people = JSON.parse(line) as readonly Here[]
  if (people.length === 0) return null
  const label = people.length === 1 ? 'You are alone here' : `${people.length} people are here`
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes.people} aria-label={`${label}: ${people.map((one) => one.name).join(', ')}`}>
          {people.slice(0, MOST).map((one) => (
            <span key={one.id} className={`${classes.avatar} ${SIDE_CLASS[one.side ?? 'none']}`}>
              {initials(one.name)}
            </span>
          ))}
          {people.length > MOST && (
            <span className={`${classes.avatar} ${SIDE_CLASS.none}`}>+{people.length - MOST}</span>
          )}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.peopleMenu}>
        <Menu.Label>{people.length === 1 ? label : `${label}. Choose somebody to follow.`}</Menu.Label>
        {people.map((one) => (
          <PersonItem key={one.id} person={one} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonItem({ person }: { person: Here }) {
  const following = useFollowing()
  const place = useGraph((graph) =>
    person.element === undefined ? undefined : graph.elements.get(person.element)?.name,
  )
  const view =
    person.view !== undefined && Object.hasOwn(VIEWS, person.view) ? VIEWS[person.view as View].word : undefined
  const where = place === undefined ? (view ?? 'in the case') : `at ${place}${view === undefined ? '' : `, ${view}`}`
  return (
    <Menu.Item
      disabled={person.me}
      aria-label={person.me ? undefined : `Follow ${person.name}, ${sideWord(person.side)}, ${where}`}
      onClick={() => following.follow(person.id)}
      leftSection={
        <span className={`${classes.avatar} ${SIDE_CLASS[person.side ?? 'none']}`}>{initials(person.name)}</span>
      }
    >
      <span className={classes.personName}>{person.me ? `${person.name} (you)` : person.name}</span>
      <span className={classes.personWhere}>
        {sideWord(person.side)} · {where}
      </span>
    </Menu.Item>
  )
}

function byPerson(people: readonly Presence[], me: string): Here[] {
  const rows = new Map<string, Here>()
  for (const { user, focus } of people) {
    const known = rows.get(user.id)
    rows.set(user.id, {
      id: user.id,
      name: user.name,
      side: user.side,
      element: focus?.element ?? known?.element,
      view: focus?.view ?? known?.view,
      me: user.id === me,
    })
  }
  return [...rows.values()].sort((a, b) => Number(b.me) - Number(a.me) || a.name.localeCompare(b.name))
}
