// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StepsProvider } from '@/components/element/Steps'
import { DecideProvider } from '@/components/outline/Decide'
import { Outline } from '@/components/outline/Outline'
import { useElement, useGraph, useSelection } from '@/components/workspace/CaseContext'
import { FindingsPanel } from '@/components/workspace/FindingsPanel'
import { textOf } from '@/lib/case/ydoc'
import { click, type Guest, one, type Pair, pair, press, settle, type, until } from '../element/pair'

let both: Pair

// happy-dom has no layout; the list wants to know how much of it is in view.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 700 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 300 })

beforeEach(() => {
  window.history.replaceState(null, '', '/cases/case')
  both = pair()
  both.tom.run('grow-case', { capabilities: ['ALOF', 'AUDT', 'EMRG'] })
  both.tom.run('decide-capability', { capability: 'ALOF', decision: 'required' })
})
afterEach(() => both.leave())

async function openOutline(guest: Guest): Promise<HTMLElement> {
  await guest.show(
    <DecideProvider>
      <StepsProvider>
        <Outline />
      </StepsProvider>
    </DecideProvider>,
  )
  await settle()
  return guest.screen
}

const items = (screen: ParentNode) => [...screen.querySelectorAll('[role=treeitem]')]
const labels = (screen: ParentNode) => items(screen).map((item) => item.getAttribute('aria-label'))
const item = (screen: ParentNode, id: string) => one(screen, `[data-element="${id}"]`)
const focused = () => document.activeElement?.getAttribute('data-element')

describe('the outline on screen', () => {
  it('[UI3] tells kind, name, text and state of each row, with its level and its place', async () => {
    const screen = await openOutline(both.maria)
    expect(labels(screen)).toEqual([
      'Claim C1: All security capabilities have been acceptably established',
      'Context CTXT1: {device, intended use and operational environment}',
      'Context CTXT2: {assets, system description, interfaces and boundaries}',
      'Capability ALOF, Automatic logoff: required',
      'Capability AUDT, Audit controls: not decided yet',
      'Capability EMRG, Emergency access: not decided yet',
    ])
    const row = item(screen, 'C2-AUDT')
    expect(['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => row.getAttribute(name))).toEqual([
      '2',
      '4',
      '5',
    ])
    expect(item(screen, 'C1').getAttribute('aria-expanded')).toBe('true')
  })

  it('[UI4] has one tab stop, which the keys move; Enter selects and writes the address', async () => {
    const screen = await openOutline(both.maria)
    const stops = () => items(screen).filter((row) => (row as HTMLElement).tabIndex === 0)
    expect(stops()).toHaveLength(1)
    await act(async () => item(screen, 'C1').focus())
    await press(document.activeElement as Element, 'End')
    expect(focused()).toBe('C2-EMRG')
    for (const letter of 'auto') await press(document.activeElement as Element, letter)
    expect(focused()).toBe('C2-ALOF')
    await press(document.activeElement as Element, 'ArrowRight')
    await press(document.activeElement as Element, 'ArrowRight')
    expect(focused()).toBe('C4-ALOF')
    expect(stops().map((row) => row.getAttribute('data-element'))).toEqual(['C4-ALOF'])
    await press(document.activeElement as Element, 'Enter')
    expect(item(screen, 'C4-ALOF').getAttribute('aria-selected')).toBe('true')
    expect(window.location.search).toBe('?element=C4-ALOF&open=ALOF')
  })

  it('[UI2] unfolds to an element that was selected elsewhere', async () => {
    window.history.replaceState(null, '', '/cases/case?element=CTXT4-ALOF')
    const screen = await openOutline(both.maria)
    await settle()
    expect(item(screen, 'CTXT4-ALOF').getAttribute('aria-selected')).toBe('true')
    expect(window.location.search).toBe('?element=CTXT4-ALOF&open=ALOF')
  })

  it('[UI3] shows what the other side adds, and where they are', async () => {
    const screen = await openOutline(both.maria)
    await act(async () => {
      both.tom.run('decide-capability', {
        capability: 'AUDT',
        decision: 'not-required',
        justification: 'No log is kept.',
      })
      both.tom.room.awareness.setLocalStateField('focus', { element: 'C2-EMRG', view: 'canvas' })
    })
    expect(labels(screen)).toContain('Capability AUDT, Audit controls: not required')
    expect(one(item(screen, 'C2-EMRG'), '[title="Tom Reilly (Hospital) is here"]').textContent).toBe('TR')
  })

  it('[UI10] puts an element into the bin by the Delete key, and finds it there', async () => {
    const screen = await openOutline(both.maria)
    await act(async () => item(screen, 'CTXT2').focus())
    await press(document.activeElement as Element, 'Delete')
    expect(both.tom.room.reader.graph().bin.has('CTXT2')).toBe(true)
    expect(labels(screen).at(-1)).toBe('Bin, 1')
  })

  it('[UI4] keeps the keyboard when the row that has it goes away, by my hand or by another', async () => {
    const screen = await openOutline(both.maria)
    const after = labels(screen)[labels(screen).findIndex((label) => label?.startsWith('Context CTXT2')) + 1]
    await act(async () => item(screen, 'CTXT2').focus())
    await press(document.activeElement as Element, 'Delete')
    await settle(150)
    expect(document.activeElement?.getAttribute('aria-label')).toBe(after)
    await act(async () => item(screen, 'CTXT1').focus())
    await act(async () => void both.tom.run('delete-element', { element: 'CTXT1' }))
    await settle(150)
    expect(document.activeElement?.getAttribute('aria-label')).toBe(after)
  })

  it('[UI3] finds rows by words, and Escape brings the tree back', async () => {
    const screen = await openOutline(both.maria)
    const field = one<HTMLInputElement>(screen, 'input')
    await type(field, 'emergency')
    await settle()
    expect(labels(screen)).toEqual(['Capability EMRG, Emergency access: not decided yet'])
    await press(field, 'Escape')
    await settle()
    expect(items(screen)).toHaveLength(6)
  })
})

/** How often each part was drawn. */
const drawn = new Map<string, number>()
const count = (name: string) => void drawn.set(name, (drawn.get(name) ?? 0) + 1)

function Name({ id }: { id: string }) {
  useElement(id)
  count(id)
  return null
}

function Total() {
  useGraph((graph) => graph.elements.size)
  count('total')
  return null
}

function Place() {
  useSelection()
  count('place')
  return null
}

describe('drawing', () => {
  it('[UI1] a keystroke in one statement draws what shows that element, and nothing that reads others', async () => {
    drawn.clear()
    await both.maria.show(
      <>
        <Name id="C2-ALOF" />
        <Name id="C2-AUDT" />
        <Total />
        <Place />
      </>,
    )
    const before = Object.fromEntries(drawn)
    for (const letter of 'logged') {
      await act(async () => textOf(both.tom.room.doc, 'C2-ALOF', 'statement').insert(0, letter))
    }
    expect(Object.fromEntries(drawn)).toEqual({ ...before, 'C2-ALOF': (before['C2-ALOF'] ?? 0) + 6 })
  })

  it('[UI1] the tree keeps its rows while somebody types in one of them', async () => {
    const screen = await openOutline(both.maria)
    await settle(200)
    const rows = items(screen)
    await act(async () => textOf(both.tom.room.doc, 'CTXT1', 'statement').insert(0, 'x'))
    expect(items(screen).every((row, index) => row === rows[index])).toBe(true)
    expect(labels(screen)[1]).toBe('Context CTXT1: x{device, intended use and operational environment}')
  })
})

describe('findings on screen', () => {
  it('[UI12] says how grave each is in words, what to do next, and leads there', async () => {
    await both.maria.show(<FindingsPanel />)
    await settle()
    const screen = both.maria.screen
    expect([...screen.querySelectorAll('h3')].map((head) => head.firstChild?.textContent)).toEqual([
      'What next',
      'The case as a whole',
      'ALOF · Automatic logoff',
      'AUDT · Audit controls',
      'EMRG · Emergency access',
    ])
    const there = [...screen.querySelectorAll('button')].find(
      (button) => button.getAttribute('aria-label') === 'Take me to C2-EMRG',
    )
    expect(there?.closest('li')?.textContent).toMatch(/Should be solved: C2-EMRG .+\..+\./)
    await click(there as Element)
    expect(window.location.search).toBe('?element=C2-EMRG')
  })

  it('[UI12] follows the case live', async () => {
    await both.maria.show(<FindingsPanel />)
    await settle()
    const rows = () => both.maria.screen.querySelectorAll('li').length
    const before = rows()
    await act(async () => {
      both.tom.run('decide-capability', {
        capability: 'EMRG',
        decision: 'not-required',
        justification: 'There is no lock.',
      })
    })
    await until(() => rows() !== before)
    expect(both.maria.screen.textContent).not.toContain('C2-EMRG is not decided')
  })
})

describe('the menu of a row', () => {
  it('[UI10] opens by the keyboard, and gives the focus back to its row', async () => {
    const screen = await openOutline(both.maria)
    await act(async () => item(screen, 'C2-ALOF').focus())
    await press(document.activeElement as Element, 'F10', { shiftKey: true })
    await until(() => document.querySelector('[role=menuitem]') !== null)
    expect([...document.querySelectorAll('[role=menuitem]')].map((row) => row.textContent)).toContain('Add a risk')
    await press(one(document.body, '[role=menu]'), 'Escape')
    await until(() => document.querySelector('[role=menu]') === null)
    expect(focused()).toBe('C2-ALOF')
  })

  it('[UI10] asks what the risk is before it adds one', async () => {
    const screen = await openOutline(both.maria)
    const before = both.maria.room.reader.graph().elements.size
    await act(async () => item(screen, 'C2-ALOF').focus())
    await press(document.activeElement as Element, 'F10', { shiftKey: true })
    await until(() => document.querySelector('[role=menuitem]') !== null)
    const add = [...document.querySelectorAll('[role=menuitem]')].find((row) => row.textContent === 'Add a risk')
    await click(add as Element)
    await until(() => document.querySelector('[role=dialog] textarea') !== null)
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('Add a risk to ALOF')
    expect(both.maria.room.reader.graph().elements.size).toBe(before)
  })

  it('[UI10] is not offered to somebody who may only read', async () => {
    both.maria.role.set({ canEdit: false })
    const screen = await openOutline(both.maria)
    await act(async () => item(screen, 'C2-ALOF').focus())
    await press(document.activeElement as Element, 'F10', { shiftKey: true })
    await settle()
    expect(document.querySelector('[role=menu]')).toBeNull()
  })
})
