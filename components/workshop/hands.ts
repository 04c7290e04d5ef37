'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useParticipants } from '@/components/review/use-mentions'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import type { Presence } from '@/components/workspace/room'
import { useSelected } from '@/components/workspace/use-store'
import type { Participants } from '@/lib/review/participants'
import type { Workshop } from '@/lib/workshop/workshop'

export interface Hand {
  readonly id: string
  readonly name: string
  readonly side: Presence['user']['side']
  readonly at: string
}

/**
 * [WSH7] Who wishes to speak, the one who waits longest first; each person once, however many windows they have. A hand of
 * somebody who may not comment is not counted: presence is everybody's own word.
 */
export function handsIn(people: readonly Presence[], workshop: number, known: Participants): readonly Hand[] {
  const hands = new Map<string, Hand>()
  for (const { user, hand } of people) {
    if (hand?.workshop !== workshop) continue
    if (known.get(user.id)?.rights.some((right) => right === 'comment' || right === 'edit') === false) continue
    const before = hands.get(user.id)
    if (before === undefined || hand.at < before.at) hands.set(user.id, { ...user, side: user.side, at: hand.at })
  }
  return [...hands.values()].sort((a, b) => compare(a.at, b.at) || compare(a.name, b.name))
}

/** Whom the person who leads has asked to speak, and when. */
export function floorIn(people: readonly Presence[], facilitator: string): Presence['floor'] {
  return people.find(({ user, floor }) => user.id === facilitator && floor !== undefined)?.floor
}

/** The hands of a workshop, and who speaks. */
export function useHands(workshop: Workshop) {
  const { awareness, people } = useRoom()
  const known = useParticipants()
  // As text, which compares by value: a caret that moves draws nothing here.
  const line = useSelected(people, (all) =>
    JSON.stringify([handsIn(all, workshop.number, known), floorIn(all, workshop.facilitator.id) ?? null]),
  )
  const [hands, floor] = JSON.parse(line) as [readonly Hand[], NonNullable<Presence['floor']> | null]
  const give = (person: string | undefined) =>
    awareness.setLocalStateField('floor', person === undefined ? undefined : { person, at: new Date().toISOString() })
  return { hands, floor: floor ?? undefined, give }
}

/** My own hand; it goes down by itself when I am asked to speak. Kept in one place of the page. */
export function useMyHand(workshop: Workshop, floor: Presence['floor']) {
  const { awareness } = useRoom()
  const me = useMe()
  const [raised, setRaised] = useState(false)
  const heard = useRef<string>(undefined)

  const raise = useCallback(
    (up: boolean) => {
      setRaised(up)
      const hand = up ? { workshop: workshop.number, at: new Date().toISOString() } : undefined
      awareness.setLocalStateField('hand', hand)
    },
    [awareness, workshop.number],
  )
  useEffect(() => {
    if (heard.current === floor?.at) return
    heard.current = floor?.at
    if (floor?.person === me.id) raise(false)
  }, [floor, me.id, raise])
  useEffect(() => () => awareness.setLocalStateField('hand', undefined), [awareness])
  return { raised, raise }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
