// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StepsProvider } from '@/components/element/Steps'
import { DecideProvider } from '@/components/outline/Decide'
import { Outline } from '@/components/outline/Outline'
import { buttonNamed, click, one, type Pair, pair, press, settle, type, until } from '../element/pair'

let both: Pair
let top: string
let goals: string[]

Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 700 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 300 })

beforeEach(async () => {
  localStorage.clear()
  window.history.replaceState(null, '', '/cases/case')
  both = pair()
  const add = (kind: string, under?: string, statement = '') =>
    String(both.tom.run('add-element', { kind, under, statement })[0])
  top = add('goal', undefined, 'The pump is secure')
  goals = ['Sessions end', 'Logs are kept', 'Updates are signed'].map((statement) => add('goal', top, statement))
  await both.maria.show(
    <DecideProvider>
      <StepsProvider>
        <Outline />
      </StepsProvider>
    </DecideProvider>,
  )
  await settle()
  await act(async () => row('').focus())
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await press(here(), key)
})
afterEach(() => both.leave())

const screen = () => both.maria.screen
const row = (id: string) =>
  id === '' ? (screen().querySelector('[role=treeitem]') as HTMLElement) : one(screen(), `[data-element="${id}"]`)
const here = () => document.activeElement as HTMLElement
const below = (id = top) => both.maria.room.reader.graph().supports(id)
const said = () => [...screen().querySelectorAll('[role=status]')].map((each) => each.textContent).join('|')

describe('moving in the outline', () => {
  it('[OUT1] Alt and an arrow move the row, the focus goes along, the other side sees it, and undo takes it back', async () => {
    expect(here().dataset.element).toBe(goals[0])
    await press(here(), 'ArrowDown', { altKey: true })
    await settle()
    expect(below()).toEqual([goals[1], goals[0], goals[2]])
    expect(both.tom.room.reader.graph().supports(top)).toEqual([goals[1], goals[0], goals[2]])
    expect(here().dataset.element).toBe(goals[0])
    expect(said()).toContain('G2 now stands after G3.')
    await press(here(), 'ArrowRight', { altKey: true })
    await settle()
    expect(below(goals[1])).toEqual([goals[0]])
    await until(() => here().isConnected && here().getAttribute('aria-level') === '3')
    await press(here(), 'ArrowRight', { altKey: true })
    expect(said()).toContain('There is nothing before G2')
  })

  it('[OUT1] somebody who may only read is told so', async () => {
    await act(async () => both.maria.role.set({ canEdit: false }))
    await press(here(), 'ArrowDown', { altKey: true })
    expect(below()).toEqual(goals)
    expect(said()).toContain('You can read this case but not edit it.')
  })

  it('[OUT2] dragging marks a legal place and drops there; an illegal one says why', async () => {
    await drag('dragstart', row(goals[0] ?? ''))
    await drag('dragover', row(goals[2] ?? ''))
    expect(screen().querySelector('[data-side="into"]')?.hasAttribute('data-refused')).toBe(false)
    await drag('dragover', row(goals[0] ?? ''))
    expect(screen().querySelector('[data-refused]')?.textContent).toMatch(/below itself/)
    await drag('drop', row(goals[2] ?? ''))
    await settle()
    expect(below(goals[2])).toEqual([goals[0]])
    expect(screen().querySelector('[data-side]')).toBeNull()
  })
})

function drag(type: string, target: Element): Promise<void> {
  const event = new Event(type, { bubbles: true, cancelable: true })
  const dataTransfer = { setData: () => {}, effectAllowed: '' }
  return act(async () => void target.dispatchEvent(Object.assign(event, { dataTransfer, clientY: 0 })))
}

describe('adding by typing', () => {
  it('[OUT3] Enter on the row one is at adds the next one and what is typed is its statement', async () => {
    await press(here(), 'Enter')
    expect(both.maria.room.reader.graph().elements.size).toBe(4)
    await press(here(), 'Enter')
    await settle()
    const field = one<HTMLTextAreaElement>(screen(), 'textarea')
    expect(here()).toBe(field)
    await type(field, 'Ports are closed')
    const added = below()[1] ?? ''
    expect(both.tom.room.reader.graph().elements.get(added)?.statement).toBe('Ports are closed')
    await press(field, 'Enter')
    await settle()
    expect(screen().querySelector('textarea')).toBeNull()
    expect(here().dataset.element).toBe(added)
  })

  it('[OUT3] Escape takes an empty one back and returns to the row it began at', async () => {
    await press(here(), 'Enter', { shiftKey: true })
    await settle()
    expect(below(goals[0])).toHaveLength(1)
    await press(one(screen(), 'textarea'), 'Escape')
    await settle()
    expect(below(goals[0])).toEqual([])
    expect(here().dataset.element).toBe(goals[0])
    expect([...both.maria.room.reader.graph().elements.values()].some(({ statement }) => statement === '')).toBe(false)
  })

  it('[OUT3] Escape keeps what has words already, its own or another’s', async () => {
    await press(here(), 'Enter', { shiftKey: true })
    await settle()
    const added = below(goals[0])[0] ?? ''
    await act(async () => void both.tom.run('set-text', { element: added, text: 'Tom was quicker' }))
    await settle()
    await press(one(screen(), 'textarea'), 'Escape')
    await settle()
    expect(below(goals[0])).toEqual([added])
  })

  it('[OUT3] F2 writes in the row itself', async () => {
    await press(here(), 'F2')
    await settle()
    await type(one<HTMLTextAreaElement>(screen(), 'textarea'), ' in time')
    expect(both.maria.room.reader.graph().elements.get(goals[0] ?? '')?.statement).toBe('Sessions end in time')
  })
})

describe('several rows', () => {
  it('[OUT5] are chosen by Shift and an arrow, go to the bin together, and come back by one undo', async () => {
    await press(here(), 'ArrowDown', { shiftKey: true })
    expect(said()).toContain('2 rows are chosen')
    await press(here(), 'Delete')
    await settle()
    expect(below()).toEqual([goals[2]])
  })

  it('[OUT5] are chosen by Ctrl and click and dragged into another one together', async () => {
    const press = (id: string | undefined, more: MouseEventInit) =>
      act(async () => void row(id ?? '').dispatchEvent(new MouseEvent('click', { bubbles: true, ...more })))
    await press(goals[0], {})
    await press(goals[2], { ctrlKey: true })
    expect(
      [...screen().querySelectorAll('[data-picked]')].map((each) => (each as HTMLElement).dataset.element),
    ).toEqual([goals[0], goals[2]])
    await drag('dragstart', row(goals[2] ?? ''))
    await drag('drop', row(goals[1] ?? ''))
    await settle()
    expect(below(goals[1])).toEqual([goals[0], goals[2]])
  })
})

describe('filters', () => {
  it('[OUT4] narrow the rows, say how many are left, are kept for this person, and Show all ends them', async () => {
    localStorage.setItem('accord:outline:Maria Vogel:case', JSON.stringify({ commented: true }))
    await both.maria.show(null)
    await both.maria.show(
      <DecideProvider>
        <StepsProvider>
          <Outline />
        </StepsProvider>
      </DecideProvider>,
    )
    await settle()
    expect(said()).toContain('No element fits these filters.')
    expect(screen().querySelector('[role=treeitem]')).toBeNull()
    await click(buttonNamed(screen(), 'Show all'))
    await settle()
    expect(screen().querySelectorAll('[role=treeitem]').length).toBeGreaterThan(0)
    expect(localStorage.getItem('accord:outline:Maria Vogel:case')).toBeNull()
  })
})
