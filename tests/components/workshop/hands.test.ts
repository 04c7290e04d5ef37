import { describe, expect, it } from 'vitest'
import { floorIn, handsIn } from '@/components/workshop/hands'
import type { Presence } from '@/components/workspace/room'
import type { Participants } from '@/lib/review/participants'
import { presenceState } from '@/lib/wire/presence'

const at = (minute: number) => `2026-11-22T08:0${minute}:00.000Z`
let rows = 0
const row = (id: string, more: Partial<Presence> = {}): Presence => ({
  clientId: ++rows,
  user: { id, name: id.toUpperCase(), side: 'hdo' },
  ...more,
})
const known: Participants = new Map(
  (
    [
      ['rita', ['read', 'comment']],
      ['ben', ['read']],
    ] as const
  ).map(([id, rights]) => [id, { id, name: id, rights }]),
)

describe('raised hands', () => {
  it('[WSH7] wait in the order in which they went up, each person once', () => {
    const people = [
      row('rita', { hand: { workshop: 2, at: at(5) } }),
      row('mia', { hand: { workshop: 2, at: at(3) } }),
      row('rita', { hand: { workshop: 2, at: at(1) } }),
      row('max'),
    ]
    expect(handsIn(people, 2, known).map(({ id, at: since }) => [id, since])).toEqual([
      ['rita', at(1)],
      ['mia', at(3)],
    ])
  })

  it('[WSH7] of another workshop, and of somebody who may not comment, do not count', () => {
    const people = [row('mia', { hand: { workshop: 1, at: at(1) } }), row('ben', { hand: { workshop: 2, at: at(1) } })]
    expect(handsIn(people, 2, known)).toEqual([])
  })

  it('[WSH7] only whoever leads gives the floor', () => {
    const floor = { person: 'rita', at: at(4) }
    const people = [row('mia', { floor: { person: 'max', at: at(2) } }), row('hana', { floor })]
    expect(floorIn(people, 'hana')).toEqual(floor)
    expect(floorIn(people, 'nobody')).toBeUndefined()
  })

  it('[WSH7] that are not well told are no hands, and cost nobody their place', () => {
    const user = { id: 'mia', name: 'Mia' }
    for (const hand of ['up', { workshop: 0, at: at(1) }, { workshop: 1, at: 'x'.repeat(100_000) }, { workshop: 1 }])
      expect(presenceState.parse({ user, hand, focus: { view: 'canvas' } })).toEqual({
        user,
        hand: undefined,
        focus: { view: 'canvas' },
      })
  })
})
