'use client'
import { Menu, UnstyledButton } from '@mantine/core'
import { useFollowing, useGraph, useRoom } from './CaseContext'
import classes from './header.module.css'
import { initials, SIDE_CLASS, sideWord } from './people'
import type { Presence } from './room'
import { VIEWS, type View } from './selection'
import { tellDone } from './tell'
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
        {people.map((one) =>
          one.me ? <OwnLine key={one.id} person={one} /> : <PersonItem key={one.id} person={one} />,
        )}
        {people.length === 1 && (
          <Menu.Item onClick={copyPlace}>Copy a link to this place, to send to somebody</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function copyPlace(): void {
  void navigator.clipboard.writeText(window.location.href).then(() => tellDone('The link is in the clipboard.'))
}

/** Oneself, whom one cannot follow: words and no item, so that the keyboard begins at somebody else. */
function OwnLine({ person }: { person: Here }) {
  return (
    <Menu.Label className={classes.ownLine}>
      <Face person={person} />
      <span>
        <span className={classes.personName}>{person.name} (you)</span>
        <span className={classes.personWhere}>
          {sideWord(person.side)} · {useWhere(person)}
        </span>
      </span>
    </Menu.Label>
  )
}

function PersonItem({ person }: { person: Here }) {
  const following = useFollowing()
  const where = useWhere(person)
  return (
    <Menu.Item
      aria-label={`Follow ${person.name}, ${sideWord(person.side)}, ${where}`}
      onClick={() => following.follow(person.id)}
      leftSection={<Face person={person} />}
    >
      <span className={classes.personName}>{person.name}</span>
      <span className={classes.personWhere}>
        {sideWord(person.side)} · {where}
      </span>
    </Menu.Item>
  )
}

function Face({ person }: { person: Here }) {
  return <span className={`${classes.avatar} ${SIDE_CLASS[person.side ?? 'none']}`}>{initials(person.name)}</span>
}

/** Where a person is, in words: the element and the view, as far as they are known here. */
function useWhere({ element, view }: Here): string {
  const place = useGraph((graph) => (element === undefined ? undefined : graph.elements.get(element)?.name))
  const word = view !== undefined && Object.hasOwn(VIEWS, view) ? VIEWS[view as View].word : undefined
  return place === undefined ? (word ?? 'in the case') : `at ${place}${word === undefined ? '' : `, ${word}`}`
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
