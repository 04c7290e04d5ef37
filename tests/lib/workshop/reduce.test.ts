import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersOf, standingOf } from '@/lib/workshop/poll'
import { addToWorkshops, NO_WORKSHOPS } from '@/lib/workshop/reduce'
import { notesOf, openPoll, runningWorkshop, stateOf, talkedFor } from '@/lib/workshop/workshop'
import { Stage } from './stage'

/** A whole workshop with something of everything. */
function whole(): Stage {
  const stage = Stage.opened().act('rita', { act: 'join' })
  const [first, second] = [stage.item('Automatic logoff'), stage.item('Audit controls')]
  stage
    .act('mia', { act: 'begin', item: first })
    .act('mia', { act: 'decide', text: 'The time-out is 10 minutes.', element: 'C2' })
    .act('mia', { act: 'ask', question: 'Is the claim good as it stands?', element: 'C2' })
  const poll = openPoll(stage.workshop)?.id ?? ''
  stage
    .act('rita', { act: 'answer', poll, answer: 'not-yet', note: 'The test report is missing.' })
    .act('max', { act: 'answer', poll, answer: 'agree' })
    .act('rita', { act: 'answer', poll, answer: 'agree' })
    .act('mia', { act: 'close-poll', poll })
    .act('mia', { act: 'begin', item: second })
    .act('hana', { act: 'assign', text: 'Send the test report', person: 'max', due: '2026-12-01', element: 'C2' })
    .act('ada', { act: 'park', text: 'Who pays for the logs?' })
    .act('mia', { act: 'end', item: second, deferred: true })
    .act('mia', { act: 'hand-over', person: 'hana' })
    .act('hana', { act: 'close' })
  return stage
}

describe('a workshop, as the ledger tells it', () => {
  it('[WSH1] knows who led, who was there, what was talked about for how long, and how it ended', () => {
    const { workshop } = whole()
    expect(workshop).toMatchObject({
      number: 1,
      from: 11,
      facilitator: { name: 'Hana' },
      opened: { by: { name: 'Mia' } },
    })
    expect([...workshop.present.values()].map(({ by }) => by.name)).toEqual(['Mia', 'Rita'])
    expect(
      workshop.agenda.map((item) => [item.title, stateOf(item), talkedFor(item, '2026-11-22T23:00:00.000Z')]),
    ).toEqual([
      ['Automatic logoff', 'done', 7 * 60_000],
      ['Audit controls', 'deferred', 3 * 60_000],
    ])
    expect(workshop.closed?.to).toBeGreaterThan(workshop.from)
    expect(workshop.current).toBeUndefined()
  })

  it('[WSH1] puts decisions, actions and parked points under the point that was talked about', () => {
    const { workshop } = whole()
    const titles = new Map(workshop.agenda.map(({ item, title }) => [item, title]))
    const under = (kind: 'decision' | 'action' | 'parked') =>
      notesOf(workshop, kind).map(({ item, text }) => [titles.get(item ?? ''), text])
    expect(under('decision')).toEqual([['Automatic logoff', 'The time-out is 10 minutes.']])
    expect(under('action')).toEqual([['Audit controls', 'Send the test report']])
    expect(under('parked')).toEqual([['Audit controls', 'Who pays for the logs?']])
  })

  it('[WSH4] counts the last word of each person, side by side', () => {
    const [poll] = whole().workshop.polls
    if (poll === undefined) throw new Error('Nothing was asked.')
    expect([standingOf(poll, 'mdm'), standingOf(poll, 'hdo')]).toEqual(['agree', 'agree'])
    expect(answersOf(poll, 'hdo').map(({ by, answer }) => [by.name, answer])).toEqual([['Rita', 'agree']])
    const stage = Stage.opened().act('mia', { act: 'ask', question: 'Yes?' })
    const id = openPoll(stage.workshop)?.id ?? ''
    stage
      .act('rita', { act: 'answer', poll: id, answer: 'agree' })
      .act('hana', { act: 'answer', poll: id, answer: 'not-yet' })
    const asked = openPoll(stage.workshop)
    expect(asked && [standingOf(asked, 'mdm'), standingOf(asked, 'hdo')]).toEqual(['silent', 'not-yet'])
  })

  it('[WSH1] keeps a point that was talked about when it is planned no longer, and gives a new order to the others', () => {
    const stage = Stage.opened()
    const [first, second] = [stage.item('Automatic logoff'), stage.item('Audit controls')]
    stage.act('mia', { act: 'begin', item: first })
    stage.act('mia', { act: 'plan', items: [{ title: 'New', minutes: 5 }] })
    expect(stage.workshop.agenda.map(({ title, dropped }) => [title, dropped])).toEqual([
      ['New', undefined],
      ['Automatic logoff', true],
    ])
    expect(stage.workshop.agenda.some(({ item }) => item === second)).toBe(false)
    expect(stage.workshop.current).toBe(first)
  })

  it('[WSH1] is the same in whatever portions the entries come, with other chains in between', () => {
    const { entries } = whole()
    const noise = entries.map((entry) => ({ ...entry, chain: 'hdo' as const }))
    const expected = addToWorkshops(NO_WORKSHOPS, entries)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 })), fc.array(fc.boolean()), (sizes, mixed) => {
        let workshops = NO_WORKSHOPS
        let at = 0
        for (let part = 0; at < entries.length; part++) {
          const size = sizes[part] ?? 3
          const own = entries.slice(at, at + size)
          workshops = addToWorkshops(workshops, mixed[part] ? [...noise.slice(at, at + size), ...own] : own)
          at += size
        }
        expect(workshops).toEqual(expected)
      }),
    )
  })

  it('[WSH1] passes over entries whose body was erased and workshops that never were', () => {
    const { entries } = whole()
    const erased = entries.map((entry) => (entry.kind === 'workshop.decided' ? { ...entry, body: null } : entry))
    const stray = { ...(entries.at(-1) ?? entries[0]!), body: { workshop: 77, state: 1 } }
    const workshops = addToWorkshops(NO_WORKSHOPS, [...erased, stray])
    expect([...workshops.keys()]).toEqual([1])
    expect(notesOf(workshops.get(1)!, 'decision')).toEqual([])
  })

  it('[WSH1] tells which workshop goes on', () => {
    const stage = Stage.opened()
    expect(runningWorkshop(stage.scene.workshops)?.number).toBe(1)
    stage.act('mia', { act: 'close' })
    expect(runningWorkshop(stage.scene.workshops)).toBeUndefined()
    stage.open('hana', [])
    expect(runningWorkshop(stage.scene.workshops)).toMatchObject({ number: 2, facilitator: { name: 'Hana' } })
  })
})
