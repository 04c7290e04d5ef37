// @vitest-environment happy-dom
import { act, Profiler, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import CaseCanvas from '@/components/canvas/CaseCanvas'
import { ElementDetails } from '@/components/element/ElementDetails'
import { StepsProvider } from '@/components/element/Steps'
import { DecideProvider } from '@/components/outline/Decide'
import { Outline } from '@/components/outline/Outline'
import RiskRegister from '@/components/register/RiskRegister'
import { textOf } from '@/lib/case/ydoc'
import { growCase } from '../../bench/grown-case'
import { completeSvg } from '../canvas/svg-dom'
import { one, type Pair, pair, settle, type, until } from '../element/pair'

/** What has been drawn since the last look, by part and key. */
const drawn = vi.hoisted(() => new Map<string, number>())

// The real rows, each in a counter: it counts every drawing inside the row, whatever asked for it.
vi.mock('@/components/outline/OutlineRow', async (load) => {
  const real = await load<typeof import('@/components/outline/OutlineRow')>()
  const { memo } = await import('react')
  return { ...real, OutlineRow: memo(counted(real.OutlineRow, ({ row }) => `outline ${row.key.split('/').at(-1)}`)) }
})
vi.mock('@/components/register/GridRow', async (load) => {
  const real = await load<typeof import('@/components/register/GridRow')>()
  const { memo } = await import('react')
  return { ...real, GridRow: memo(counted(real.GridRow, ({ row }) => `table ${row.key}`)) }
})

function counted<P extends object>(Part: React.ComponentType<P>, name: (props: P) => string) {
  return (props: P) => (
    <Profiler id={name(props)} onRender={note}>
      <Part {...props} />
    </Profiler>
  )
}

function note(id: string): void {
  drawn.set(id, (drawn.get(id) ?? 0) + 1)
}

const EDITORS = 10
let both: Pair
let others: Y.Doc[]

completeSvg()
// happy-dom has no layout, so nobody would ever hear of a size.
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

beforeEach(() => {
  localStorage.clear()
  drawn.clear()
  window.history.replaceState(null, '', '/cases/case?element=C2-ALOF&open=ALOF')
  both = pair()
  growCase(both.tom.room.doc, 5000)
  const state = Y.encodeStateAsUpdate(both.tom.room.doc)
  others = Array.from({ length: EDITORS }, () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    return doc
  })
})
afterEach(async () => {
  for (const doc of others) doc.destroy()
  await both.leave()
})

/** One of the ten others writes a letter, and it arrives. */
async function letter(from: Y.Doc, id: string, letter: string, field = 'statement'): Promise<void> {
  const before = Y.encodeStateVector(from)
  textOf(from, id, field).insert(0, letter)
  const update = Y.encodeStateAsUpdate(from, before)
  await act(async () => Y.applyUpdate(both.maria.room.doc, update, 'wire'))
}

/** Waits until nothing is drawn any more, then forgets what was. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== sum(); ) {
    before = sum()
    await settle(400)
  }
  drawn.clear()
}

const sum = () => [...drawn.values()].reduce((total, count) => total + count, 0)
const drawnIn = (part: string) => [...drawn.keys()].filter((key) => key.startsWith(`${part} `)).sort()

async function open(content: ReactNode): Promise<HTMLElement> {
  await both.maria.show(
    <DecideProvider>
      <StepsProvider>{content}</StepsProvider>
    </DecideProvider>,
  )
  await settle(200)
  return both.maria.screen
}

describe('typing in a case of 5,000 elements while ten others edit', () => {
  it('[UI1] the panel, the tree and the table draw only what they show of what changed', async () => {
    const screen = await open(
      <>
        <Outline />
        <Profiler id="panel" onRender={note}>
          <ElementDetails id="C2-ALOF" />
        </Profiler>
        <RiskRegister />
      </>,
    )
    const graph = both.maria.room.reader.graph()
    expect(graph.elements.size).toBeGreaterThanOrEqual(5000)
    const shownRows = [...screen.querySelectorAll('[data-element]')].map(
      (row) => row.getAttribute('data-element') ?? '',
    )
    expect(shownRows.length).toBeGreaterThan(5)
    expect(screen.querySelectorAll('[data-line]').length).toBeGreaterThan(5)
    await quiet()

    // Ten people write at elements far below: no row that is in view says anything of them.
    const hidden = [...graph.elements.values()].filter(({ kind, id }) => kind === 'solution' && !shownRows.includes(id))
    for (const [at, doc] of others.entries()) await letter(doc, hidden[at * 40]?.id ?? '', 'x')
    expect(drawnIn('outline')).toEqual([])
    expect(drawnIn('table')).toEqual([])
    expect(drawn.get('panel')).toBeUndefined()

    // Somebody writes at a row that is in view: that row, once.
    await letter(others[0] as Y.Doc, 'CTXT1', 'x')
    expect(drawnIn('outline')).toEqual(['outline CTXT1'])
    expect(drawn.get('outline CTXT1')).toBe(1)
    expect(drawn.get('panel')).toBeUndefined()
    drawn.clear()

    // Somebody writes a threat that is in view: its row of the table, once.
    const risk = [...screen.querySelectorAll<HTMLElement>('[data-line]')].find(
      ({ dataset }) => graph.elements.get(dataset.line ?? '')?.facet === 'risk',
    )?.dataset.line
    await letter(others[2] as Y.Doc, risk ?? '', 'x', 'threat')
    await settle(50)
    expect(drawnIn('table')).toEqual([`table ${risk}`])
    expect(drawn.get(`table ${risk}`)).toBe(1)
    expect(drawn.get('panel')).toBeUndefined()
    drawn.clear()

    // One's own letter: the field, the row, nothing else.
    const field = one<HTMLTextAreaElement>(screen, 'textarea[data-text="statement"]')
    await type(field, 'y')
    expect(drawnIn('outline')).toEqual(['outline C2-ALOF'])
    expect(drawnIn('table')).toEqual([])
    expect(drawn.get('panel') ?? 0).toBeLessThanOrEqual(2)
  })

  it('[CAN7] the canvas draws one cell for one letter, and none for ten others out of view', async () => {
    const screen = await open(<CaseCanvas />)
    await until(() => screen.querySelector('#canvas-C2-ALOF') !== null)
    await settle(800)
    const cells = () => [...screen.querySelectorAll<SVGElement>('.joint-element')]
    const shown = new Set(cells().map((cell) => cell.getAttribute('model-id')))
    const touched = new Set<string>()
    const watch = new MutationObserver((records) => {
      for (const { target } of records) {
        const id = (target as Element).closest('[model-id]')?.getAttribute('model-id')
        if (id) touched.add(id)
      }
    })
    watch.observe(screen, { childList: true, subtree: true, characterData: true })
    const graph = both.maria.room.reader.graph()
    const hidden = [...graph.elements.values()].filter(({ kind, id }) => kind === 'solution' && !shown.has(id))
    for (const [at, doc] of others.entries()) await letter(doc, hidden[at * 40]?.id ?? '', 'x')
    await settle(100)
    expect([...touched]).toEqual([])
    await letter(others[1] as Y.Doc, 'C2-ALOF', 'x')
    await until(() => screen.querySelector('#canvas-C2-ALOF')?.textContent?.includes('xS') === true)
    expect([...touched]).toEqual(['C2-ALOF'])
    watch.disconnect()
  })
})
