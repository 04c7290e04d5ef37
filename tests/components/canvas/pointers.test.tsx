// @vitest-environment happy-dom
import * as joint from 'jointjs'
import { Profiler } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import CaseCanvas from '@/components/canvas/CaseCanvas'
import { Diagram } from '@/components/canvas/diagram'
import { PointerOverlay } from '@/components/canvas/pointer-overlay'
import {
  MOST_POINTERS,
  pointerFlag,
  pointerOf,
  pointerPace,
  pointersToDraw,
  RESTING_MS,
} from '@/components/canvas/pointers'
import { tellPointer } from '@/components/canvas/use-pointers'
import { StepsProvider } from '@/components/element/Steps'
import { DecideProvider } from '@/components/outline/Decide'
import { Outline } from '@/components/outline/Outline'
import { PeopleBar } from '@/components/workspace/PeopleBar'
import { watchPeople } from '@/components/workspace/room-people'
import { Artist, type Scene } from '@/lib/drawing/scene'
import { layoutBranch } from '@/lib/layout/branch'
import { branchOf, evenSizer, evenWrapper } from '../../lib/layout/arguments'
import { pair, settle, until } from '../element/pair'
import { completeSvg } from './svg-dom'

completeSvg()
globalThis.ResizeObserver = class {
  constructor(private readonly heard: () => void) {}
  observe(): void {
    setTimeout(this.heard, 0)
  }
  unobserve(): void {}
  disconnect(): void {}
} as unknown as typeof ResizeObserver
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 700 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 })

/** Somebody else in the case, by what arrives from them. */
class Other {
  private readonly own: Awareness
  constructor(
    client: number,
    private readonly to: Awareness,
    user: Record<string, unknown>,
  ) {
    const doc = new Y.Doc()
    doc.clientID = client
    this.own = new Awareness(doc)
    this.own.setLocalState({ user })
    this.say('focus', { view: 'canvas' })
  }
  say(field: string, value: unknown): void {
    this.own.setLocalStateField(field, value)
    applyAwarenessUpdate(this.to, encodeAwarenessUpdate(this.own, [this.own.clientID]), 'wire')
  }
  leave(): void {
    this.own.destroy()
  }
}

let others: Other[] = []
const diagrams: Diagram[] = []
beforeEach(() => {
  others = []
  localStorage.clear()
  window.history.replaceState(null, '', '/cases/case')
})
afterEach(() => {
  for (const each of others) each.leave()
  for (const each of diagrams.splice(0)) each.destroy()
  document.body.replaceChildren()
})

function join(count: number, to: Awareness): Other[] {
  others = Array.from(
    { length: count },
    (_, i) =>
      new Other(100 + i, to, {
        id: `p${i}`,
        name: `Person ${i}`,
        ...(i % 3 === 2 ? {} : { side: i % 3 ? 'hdo' : 'mdm' }),
      }),
  )
  return others
}

function canvas(): { diagram: Diagram; host: HTMLElement; scene: Scene } {
  const host = document.body.appendChild(document.createElement('div'))
  const diagram = new Diagram(joint, host, new Artist(evenWrapper()), () => {})
  diagrams.push(diagram)
  diagram.resize({ width: 1000, height: 700 })
  const graph = branchOf(6, 3)
  const picture = layoutBranch(graph, 'C2', evenSizer())
  const none = { targets: undefined, active: undefined, selected: undefined }
  const scene: Scene = { graph, picture, marks: new Map(), cards: new Map(), picked: new Set(), ...none }
  diagram.show(scene)
  return { diagram, host, scene }
}

const frames = () => new Promise((resolve) => setTimeout(resolve, 60))

describe('a pointer on the canvas', () => {
  it('[PRS1] points at the same element on a screen that looks elsewhere and at another zoom', () => {
    const [mine, theirs] = [canvas().diagram, canvas().diagram]
    mine.moveTo({ x: -300, y: -40, zoom: 0.5 })
    theirs.moveTo({ x: 120, y: 15, zoom: 1.5 })
    const anchor = mine.anchorAt({ x: 200, y: 300 })
    const there = anchor && theirs.pointOf(anchor)
    expect(there && theirs.toPicture(there).x).toBeCloseTo(mine.toPicture({ x: 200, y: 300 }).x, 0)
    expect(there && theirs.toPicture(there).y).toBeCloseTo(mine.toPicture({ x: 200, y: 300 }).y, 0)
    expect(theirs.pointOf({ at: 'closed here', x: 1, y: 1 })).toBeUndefined()
  })

  it('[PRS1] is told to others while it moves, taken back when it leaves, and not told for a finger or to nobody', async () => {
    const { diagram, host } = canvas()
    const awareness = new Awareness(new Y.Doc())
    const stop = tellPointer(host, diagram, awareness)
    const move = (pointerType: string) =>
      host.dispatchEvent(new PointerEvent('pointermove', { pointerType, clientX: 30, clientY: 40 }))
    const told = () => awareness.getLocalState()?.pointer as unknown
    move('mouse')
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(told()).toBeUndefined()
    join(1, awareness)
    move('touch')
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(told()).toBeUndefined()
    move('mouse')
    await vi.waitFor(() => expect(told()).toMatchObject({ at: expect.any(String), x: expect.any(Number) }))
    host.dispatchEvent(new PointerEvent('pointerleave'))
    expect(told()).toBeNull()
    stop()
    awareness.destroy()
  })

  it('[PRS3] says the side in words, and what others claim of themselves is checked', () => {
    expect(pointerFlag({ name: 'Tom Reilly', side: 'hdo' })).toBe('Tom Reilly · Hospital')
    const user = { id: 'p', name: 'P' }
    expect(pointerOf(1, { user, pointer: { at: 'C1', x: 1, y: 2 } })).toMatchObject({ anchor: { at: 'C1' } })
    for (const pointer of [{ at: 'C1', x: 0.5, y: 1 }, { at: 'C1', x: 9e9, y: 1 }, { at: 3, x: 1, y: 1 }, 'C1', null]) {
      expect(pointerOf(1, { user, pointer })).toBeUndefined()
    }
    expect(pointerOf(1, { user, focus: { view: 'register' }, pointer: { at: 'C1', x: 1, y: 2 } })).toBeUndefined()
  })

  it('[PRS3] of thirty only the twelve that moved last in my branch are drawn, and each tells less often', () => {
    const seen = Array.from({ length: 30 }, (_, client) => ({
      moved: client,
      pointer: {
        client,
        name: '',
        side: undefined,
        anchor: { at: 'C1', x: 0, y: 0 },
        open: client % 2 ? 'ALOF' : undefined,
      },
    }))
    const clients = pointersToDraw(seen, 'ALOF').map(({ client }) => client)
    expect(clients).toHaveLength(MOST_POINTERS)
    expect(clients).toEqual([29, 27, 25, 23, 21, 19, 17, 15, 13, 11, 9, 7])
    // Positions that arrive in a second grow no further with the number of people.
    const arriving = (people: number) => (people * 1000) / pointerPace(people)
    expect(arriving(200)).toBeCloseTo(arriving(30), 5)
  })
})

describe('the layer of pointers', () => {
  it('[PRS3] draws text, never markup, with a shape for each side, and takes away who left', async () => {
    const { diagram } = canvas()
    const layer = document.body.appendChild(document.createElement('div'))
    const awareness = new Awareness(new Y.Doc())
    let now = 1000
    const overlay = new PointerOverlay(layer, diagram, awareness, () => now)
    const evil = new Other(7, awareness, { id: 'e', name: '<img src=x onerror=alert(1)>', side: 'hdo' })
    others = [evil]
    evil.say('pointer', { at: 'C2', x: 5, y: 5 })
    await frames()
    expect(layer.querySelector('img')).toBeNull()
    expect(layer.textContent).toBe('<img src=x onerror=alert(1)> · Hospital')
    expect(layer.querySelector<HTMLElement>('.canvas-pointer')?.dataset.side).toBe('hdo')
    const before = layer.firstElementChild
    evil.say('pointer', { at: 'C2', x: 50, y: 5 })
    await frames()
    expect(layer.firstElementChild).toBe(before)
    now += RESTING_MS
    overlay.place()
    await frames()
    expect(layer.firstElementChild?.className).toContain('is-resting')
    evil.say('pointer', null)
    await frames()
    expect(layer.children).toHaveLength(0)
    overlay.destroy()
    awareness.destroy()
  })

  it('[PRS2] thirty people who point about draw the workspace not once again', async () => {
    const both = pair()
    const { room } = both.maria
    const { people, stop } = watchPeople(room.awareness)
    Object.assign(room, { people })
    const drawn = new Map<string, number>()
    const note = (id: string) => drawn.set(id, (drawn.get(id) ?? 0) + 1)
    for (const code of ['C1', 'C2', 'C3']) both.maria.run('add-element', { kind: 'goal', statement: code })
    await both.maria.show(
      <DecideProvider>
        <StepsProvider>
          <Profiler id="canvas" onRender={note}>
            <CaseCanvas />
          </Profiler>
          <Profiler id="outline" onRender={note}>
            <Outline />
          </Profiler>
          <Profiler id="people" onRender={note}>
            <PeopleBar />
          </Profiler>
        </StepsProvider>
      </DecideProvider>,
    )
    const [element] = room.reader.graph().elements.keys()
    join(30, room.awareness)
    await until(() => both.maria.screen.querySelector('.canvas-pointers') !== null)
    await until(() => people.get().length >= 31)
    for (let before = -1; before !== total(drawn); ) {
      before = total(drawn)
      await settle(300)
    }
    drawn.clear()
    for (let step = 0; step < 20; step++) {
      for (const [i, each] of others.entries()) each.say('pointer', { at: element, x: step * 7 + i, y: i })
      await settle(15)
    }
    await settle(250)
    expect(both.maria.screen.querySelectorAll('.canvas-pointer')).toHaveLength(MOST_POINTERS)
    expect(Object.fromEntries(drawn)).toEqual({})
    // Going somewhere is another matter: that is drawn.
    others[0]?.say('focus', { view: 'canvas', element })
    await settle(300)
    expect(drawn.get('people')).toBeGreaterThan(0)
    stop()
    await both.leave()
  })
})

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, each) => sum + each, 0)
}
