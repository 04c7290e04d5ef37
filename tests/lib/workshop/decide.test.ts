import { describe, expect, it } from 'vitest'
import { decideOpening } from '@/lib/workshop/decide'
import { couldLead, mayDo } from '@/lib/workshop/may'
import { openWorkshopRequest, workshopRequest } from '@/lib/workshop/requests'
import { openPoll, stateOf } from '@/lib/workshop/workshop'
import { actorOf, CAST, type Name, Stage } from './stage'

const code = (outcome: { ok: boolean; refusal?: { code: string } }) => (outcome.ok ? 'ok' : outcome.refusal?.code)

describe('who may do what in a workshop', () => {
  it('[WSH2] is opened and led by whoever edits or administers', () => {
    const may = (Object.keys(CAST) as Name[]).filter((name) => couldLead(actorOf(name)))
    expect(may).toEqual(['mia', 'max', 'hana'])
  })

  it.each([
    ['join', ['mia', 'max', 'hana', 'rita', 'ben', 'ada']],
    ['park', ['mia', 'max', 'hana', 'rita', 'ada']],
    ['decide', ['mia', 'max', 'hana']],
    ['assign', ['mia', 'max', 'hana']],
    ['answer', ['mia', 'max', 'hana', 'rita']],
    ['begin', ['mia']],
    ['ask', ['mia']],
    ['close', ['mia']],
    ['hand-over', ['mia']],
    ['take-over', ['mia', 'max', 'hana']],
  ] as const)('[WSH2] %s is for %j while Mia leads', (act, expected) => {
    const may = (Object.keys(CAST) as Name[]).filter((name) => mayDo(actorOf(name), act, 'mia') === 'yes')
    expect(may).toEqual(expected)
  })

  it('[WSH2] tells an editor that somebody else leads, and a reader that they may not', () => {
    expect(mayDo(actorOf('max'), 'begin', 'mia')).toBe('leads-not')
    expect(mayDo(actorOf('rita'), 'begin', 'mia')).toBe('no')
    // Who lost the right to edit leads no longer, though the record still names them.
    expect(mayDo(actorOf('ben'), 'close', 'ben')).toBe('no')
  })
})

describe('what a workshop writes down', () => {
  it('[WSH3] has one workshop at a time in a case', () => {
    const stage = Stage.opened()
    const again = decideOpening(stage.scene, { title: 'Another', items: [] })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'workshop-running', details: { workshop: 1 } } })
  })

  it('[WSH3] begins a point by ending the one before, and says nothing twice', () => {
    const stage = Stage.opened()
    const [first, second] = [stage.item('Automatic logoff'), stage.item('Audit controls')]
    stage.act('mia', { act: 'begin', item: first })
    expect(stage.decide('mia', { act: 'begin', item: first })).toMatchObject({ value: { entries: [] } })
    stage.act('mia', { act: 'begin', item: second })
    expect(stage.workshop.agenda.map(stateOf)).toEqual(['done', 'running'])
    stage.act('mia', { act: 'end', item: second }).act('mia', { act: 'end', item: first, deferred: true })
    expect(stage.workshop.agenda.map(stateOf)).toEqual(['deferred', 'done'])
    stage.act('mia', { act: 'begin', item: first })
    expect(stage.workshop.agenda.map(stateOf)).toEqual(['running', 'done'])
    expect(code(stage.decide('mia', { act: 'begin', item: 'none' }))).toBe('item-not-found')
  })

  it('[WSH3] takes nothing more once it is closed, and closing ends what was open', () => {
    const stage = Stage.opened()
    stage
      .act('mia', { act: 'begin', item: stage.item('Automatic logoff') })
      .act('mia', { act: 'ask', question: 'Yes?' })
    expect(code(stage.decide('mia', { act: 'ask', question: 'And this?' }))).toBe('poll-open')
    stage.act('mia', { act: 'close' })
    expect(openPoll(stage.workshop)).toBeUndefined()
    expect(stage.workshop.agenda.map(stateOf)).toEqual(['done', 'waiting'])
    expect(code(stage.decide('mia', { act: 'park', text: 'Late' }))).toBe('workshop-closed')
    expect(stage.decide('mia', { act: 'close' })).toMatchObject({ value: { entries: [] } })
  })

  it('[WSH3] strikes a note for its author and for whoever leads, and keeps what was said', () => {
    const stage = Stage.opened().act('rita', { act: 'park', text: 'By mistake' })
    const note = stage.workshop.notes[0]?.id ?? ''
    expect(code(stage.decide('ada', { act: 'strike', note }))).toBe('not-allowed')
    stage.act('rita', { act: 'strike', note })
    expect(stage.workshop.notes).toMatchObject([{ text: 'By mistake', struck: { by: { name: 'Rita' } } }])
    expect(code(stage.decide('mia', { act: 'strike', note: 'none' }))).toBe('note-not-found')
  })

  it('[WSH2] is handed over only to somebody who may lead', () => {
    const stage = Stage.opened()
    expect(code(stage.decide('mia', { act: 'hand-over', person: 'rita' }))).toBe('invalid')
    expect(code(stage.decide('mia', { act: 'hand-over', person: 'nobody' }))).toBe('person-not-found')
    stage.act('hana', { act: 'take-over' })
    expect(stage.workshop.facilitator.name).toBe('Hana')
  })

  it('[WSH5] follows an action item up as a conversation that waits in its owner’s inbox', () => {
    const stage = Stage.opened()
    const outcome = stage.decide('hana', {
      act: 'assign',
      text: 'Send it',
      person: 'max',
      due: '2026-12-01',
      element: 'C2',
    })
    if (!outcome.ok) throw new Error('refused')
    expect(outcome.value.entries.map(({ kind, chain }) => [kind, chain])).toEqual([
      ['thread.opened', 'shared'],
      ['thread.assigned', 'shared'],
      ['workshop.action', 'shared'],
    ])
    const [opened, assigned, action] = outcome.value.entries.map(({ body }) => body as Record<string, unknown>)
    expect(opened).toMatchObject({ element: 'C2', text: 'Send it' })
    expect(assigned).toMatchObject({ thread: opened?.thread, person: 'max', due: '2026-12-01' })
    expect(action).toMatchObject({ thread: opened?.thread, name: 'Max' })
    // Without an element it belongs to the point's own, else to the whole case.
    stage.act('mia', { act: 'begin', item: stage.item('Audit controls') })
    const loose = stage.decide('hana', { act: 'assign', text: 'Ask around' })
    expect(loose).toMatchObject({ value: { entries: [{ body: { element: 'C1' } }, { kind: 'workshop.action' }] } })
    expect(code(stage.decide('hana', { act: 'assign', text: 'x', person: 'olga' }))).toBe('invalid')
    expect(code(stage.decide('hana', { act: 'assign', text: 'x', element: 'gone' }))).toBe('element-not-found')
  })

  it('[WSH3] asks for words that can be read out, and for minutes that can be kept', () => {
    const wrong = [
      { act: 'decide', text: '  ' },
      { act: 'decide', text: 'x'.repeat(100_000) },
      { act: 'answer', poll: 'p', answer: 'maybe' },
      { act: 'assign', text: 'x', due: 'soon' },
      { act: 'plan', items: [{ title: '', minutes: 5 }] },
      { act: 'plan', items: [{ title: 'x', minutes: 0.5 }] },
      { act: 'sing' },
    ]
    for (const request of wrong) expect(workshopRequest.safeParse(request).success, JSON.stringify(request)).toBe(false)
    expect(openWorkshopRequest.safeParse({ title: ' ' }).success).toBe(false)
    expect(openWorkshopRequest.parse({ title: ' Tuesday ' })).toEqual({ title: 'Tuesday', items: [] })
  })
})
