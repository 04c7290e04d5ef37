// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import Responsibilities from '@/components/register/Responsibilities'
import RiskRegister from '@/components/register/RiskRegister'
import TraceMatrix from '@/components/register/TraceMatrix'
import { textOf } from '@/lib/case/ydoc'
import { buttonNamed, click, type Guest, one, type Pair, pair, press, settle, type, until } from '../element/pair'

// happy-dom has no layout; the table wants to know how much of it is in view.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 700 })
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1000 })

let both: Pair
const controls: string[] = []

beforeEach(() => {
  localStorage.clear()
  window.history.replaceState(null, '', '/cases/case')
  both = pair()
  controls.length = 0
  both.tom.run('grow-case', { capabilities: ['ALOF', 'AUDT'] })
  for (const capability of ['ALOF', 'AUDT']) {
    both.tom.run('decide-capability', { capability, decision: 'required' })
    const [risk] = both.tom.run('add-risk', { capability, values: { threat: `A threat to ${capability}` } })
    for (const title of ['Session lock', 'Alarm']) {
      const [control] = both.tom.run('add-control', { risk, values: { title, responsible: 'mdm', owner: 'Ana' } })
      controls.push(control ?? '')
    }
  }
})
afterEach(() => both.leave())

async function open(guest: Guest, view = <Responsibilities />): Promise<HTMLElement> {
  await guest.show(view)
  await settle(150)
  return guest.screen
}

const lines = (screen: ParentNode) =>
  [...screen.querySelectorAll<HTMLElement>('[data-line]')].filter((line) => line.dataset.line !== 'head')
const shown = (screen: ParentNode) =>
  lines(screen).map((line) => line.querySelector('[data-cell]')?.textContent?.trim())
const cell = (screen: ParentNode, line: string, column: string) =>
  one(screen, `[data-line="${line}"] [data-cell="${column}"]`)
const here = () => {
  const at = document.activeElement
  return [at?.closest('[data-line]')?.getAttribute('data-line'), at?.getAttribute('data-cell')]
}
const tell = (screen: ParentNode) => [...screen.querySelectorAll('[role=status]')].at(-1)?.textContent
async function enter(screen: ParentNode, line: string, column: string): Promise<void> {
  await act(async () => cell(screen, line, column).focus())
}
const keys = async (...all: string[]) => {
  for (const key of all) await press(document.activeElement as Element, key)
}

describe('a table on screen', () => {
  it('[TAB3] is one tab stop whose keys walk cells, headings and rows', async () => {
    const screen = await open(both.maria)
    const stops = () =>
      [...one(screen, '[role=grid]').querySelectorAll<HTMLElement>('[data-cell]')].filter((c) => c.tabIndex === 0)
    expect(stops()).toHaveLength(1)
    await enter(screen, controls[0] ?? '', 'name')
    await keys('ArrowRight', 'ArrowDown')
    expect(here()).toEqual([controls[1], 'who'])
    await keys('End')
    expect(here()).toEqual([controls[1], 'found'])
    await keys('Home', 'ArrowUp', 'ArrowUp')
    expect(here()).toEqual(['head', 'name'])
    await press(document.activeElement as Element, 'End', { ctrlKey: true })
    expect(here()).toEqual([controls[3], 'found'])
    await keys('PageUp', 'Home')
    expect(here()).toEqual([controls[0], 'name'])
    expect(stops()).toHaveLength(1)
  })

  it('[TAB3] the space bar opens the row beside the table', async () => {
    const screen = await open(both.maria)
    await enter(screen, controls[1] ?? '', 'owner')
    await keys(' ')
    expect(window.location.search).toContain('element=C8-ALOF-1-2')
    expect(one(screen, `[data-line="${controls[1]}"]`).getAttribute('aria-selected')).toBe('true')
  })

  it('[TAB4] writes a choice with Enter, and only when one is chosen', async () => {
    const screen = await open(both.maria)
    const field = () => both.tom.room.reader.graph().elements.get(controls[0] ?? '')?.fields.responsible
    await enter(screen, controls[0] ?? '', 'who')
    await keys('Enter', 'ArrowDown', 'Escape')
    expect(field()).toBe('mdm')
    expect(here()).toEqual([controls[0], 'who'])
    await keys('F2', 's', 'Enter')
    expect(field()).toBe('shared')
    expect(here()).toEqual([controls[0], 'who'])
    await settle(20)
    expect(cell(screen, controls[0] ?? '', 'who').textContent).toBe('Manufacturer')
    expect(cell(screen, `${controls[0]}.1`, 'who').textContent).toBe('Hospital')
  })

  it('[TAB4] types into the very text that the other side types into', async () => {
    const screen = await open(both.maria)
    await enter(screen, controls[0] ?? '', 'dutyMdm')
    await keys('Enter')
    const area = one<HTMLTextAreaElement>(screen, 'textarea')
    expect(document.activeElement).toBe(area)
    await type(area, 'locks the screen')
    await act(async () => textOf(both.tom.room.doc, controls[0] ?? '', 'dutyMdm').insert(0, 'The maker '))
    expect(area.value).toBe('The maker locks the screen')
    expect(document.activeElement).toBe(area)
    await keys('Escape')
    expect(here()).toEqual([controls[0], 'dutyMdm'])
    expect(textOf(both.tom.room.doc, controls[0] ?? '', 'dutyMdm').toString()).toBe('The maker locks the screen')
  })

  it('[TAB4] takes a line over on Enter and on Tab, drops it on Escape, and refuses what does not fit', async () => {
    const screen = await open(both.maria)
    const owner = () => both.tom.room.reader.graph().elements.get(controls[0] ?? '')?.fields.ownerMdm
    const write = async (text: string) => {
      await enter(screen, controls[0] ?? '', 'owner')
      await keys('Enter')
      const input = one<HTMLInputElement>(screen, '[data-editor] input')
      await act(async () => input.select())
      await type(input, text)
    }
    await write('Bo')
    await keys('Escape')
    expect(owner()).toBeUndefined()
    await write('Bo')
    await keys('Enter')
    expect(owner()).toBe('Bo')
    await write('Cy')
    await keys('Tab')
    expect(owner()).toBe('Cy')
    expect(here()).toEqual([controls[0], 'due'])
    await write('x'.repeat(501))
    await keys('Enter')
    expect(owner()).toBe('Cy')
    expect(one(screen, '[data-editor]').textContent).toContain('at most 500 characters')
  })

  it('[TAB5] a row that sorts elsewhere by what is written in it stays until it is left', async () => {
    const screen = await open(both.maria)
    await click(buttonNamed(screen, 'Named person'))
    const before = lines(screen).map((line) => line.dataset.line)
    await enter(screen, controls[0] ?? '', 'owner')
    await keys('Enter')
    const input = one<HTMLInputElement>(screen, '[data-editor] input')
    await act(async () => input.select())
    await type(input, 'Zoe')
    await keys('Enter')
    await settle(20)
    expect(lines(screen).map((line) => line.dataset.line)).toEqual(before)
    await keys('ArrowDown')
    await settle(20)
    expect(
      lines(screen)
        .map((line) => line.dataset.line)
        .at(-1),
    ).toBe(controls[0])
  })

  it('[TAB5] the focus stays with its row when the other side adds and removes rows, and moves on when its own goes', async () => {
    const screen = await open(both.maria)
    await enter(screen, controls[2] ?? '', 'owner')
    await act(async () => {
      both.tom.run('add-control', { risk: both.tom.room.reader.graph().supporterOf(controls[0] ?? '')[0], values: {} })
      both.tom.run('delete-element', { element: controls[0] })
    })
    await settle(150)
    expect(here()).toEqual([controls[2], 'owner'])
    await act(async () => both.tom.run('delete-element', { element: controls[2] }))
    await settle(150)
    expect(here()[1]).toBe('owner')
    expect(tell(screen)).toBe('The row you were in is not in this table any more.')
  })

  it('[TAB6] tells a reader why they cannot write, and what a column is worked out from', async () => {
    const screen = await open(both.maria)
    await enter(screen, controls[0] ?? '', 'found')
    await keys('Enter')
    expect(tell(screen)).toBe(
      'Findings is worked out from the argument. Open the element with the space bar and change it there.',
    )
    await act(async () => both.maria.role.set({ canEdit: false }))
    await enter(screen, controls[0] ?? '', 'owner')
    await keys('Enter')
    expect(tell(screen)).toContain('You read this case without editing it.')
    expect(screen.querySelector('[data-editor]')).toBeNull()
  })

  it('[TAB7] remembers how a person arranged the table', async () => {
    const screen = await open(both.maria)
    await click(buttonNamed(screen, 'Named person'))
    await click(buttonNamed(screen, 'Column Due'))
    await until(() =>
      [...document.querySelectorAll('[role=menuitem]')].some((item) => item.textContent === 'Move left'),
    )
    const item = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')].find(
      (each) => each.textContent === 'Move left',
    )
    await act(async () => item?.click())
    await both.maria.show(null)
    const again = await open(both.maria)
    const heads = [...again.querySelectorAll('[role=columnheader]')].map((head) => head.textContent)
    expect(heads.indexOf('Due')).toBe(heads.indexOf('Named person') - 1)
    expect(one(again, '[aria-sort=ascending]').textContent).toBe('Named person')
    await both.tom.show(<Responsibilities />)
    await settle(150)
    expect(both.tom.screen.querySelector('[aria-sort=ascending]')).toBeNull()
  })

  it('[TAB8] shows who is in a row and who writes there', async () => {
    const screen = await open(both.maria)
    await act(async () =>
      both.tom.room.awareness.setLocalStateField('focus', { element: controls[1], view: 'register' }),
    )
    await settle(20)
    expect(cell(screen, controls[1] ?? '', 'name').textContent).toContain('Tom Reilly (Hospital) is here')
    await act(async () =>
      both.tom.room.awareness.setLocalStateField('text', {
        element: controls[1],
        field: 'dutyHdo',
        anchor: null,
        head: null,
      }),
    )
    await settle(20)
    expect(cell(screen, controls[1] ?? '', 'name').textContent).toContain('Tom Reilly (Hospital) writes here')
  })

  it('[TAB8] says what is missing in words beside a sign', async () => {
    const screen = await open(both.maria, <TraceMatrix />)
    const gap = cell(screen, lines(screen)[0]?.dataset.line ?? '', 'evidence')
    expect(gap.textContent).toBe('No evidence yet')
    expect(gap.querySelector('svg')).not.toBeNull()
    await open(both.maria)
    const duty = cell(screen, controls[0] ?? '', 'dutyMdm')
    expect(duty.textContent).toBe('Duty not written yet')
    expect(cell(screen, controls[0] ?? '', 'dutyHdo').textContent).toBe('')
  })

  it('[TAB9] offers no way to put the source of a control away', async () => {
    const screen = await open(both.maria)
    await click(buttonNamed(screen, 'Column Chosen from'))
    await until(() => document.querySelector('[role=menuitem]') !== null)
    const item = [...document.querySelectorAll('[role=menuitem]')].find((each) => each.textContent === 'Always shown')
    expect(item?.hasAttribute('data-disabled')).toBe(true)
  })

  it('[TAB1] groups rows under headings that count them, and folds them by keyboard', async () => {
    const screen = await open(both.maria)
    await act(async () => both.tom.run('set-field', { element: controls[3] ?? '', field: 'responsible', value: 'hdo' }))
    const group = one<HTMLSelectElement>(screen, 'select[aria-label="Group by"]')
    await act(async () => {
      group.value = 'who'
      group.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await settle(150)
    const heads = () => [...screen.querySelectorAll('[data-cell=group]')].map((head) => head.textContent)
    expect(heads()).toEqual(['Manufacturer 3 rows', 'Hospital 1 row'])
    expect(lines(screen)).toHaveLength(6)
    await enter(screen, controls[0] ?? '', 'name')
    await keys('ArrowUp', 'ArrowLeft')
    expect(lines(screen)).toHaveLength(3)
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false')
    await keys('ArrowRight')
    expect(lines(screen)).toHaveLength(6)
  })

  it('[TAB11] sorts by several columns, and a third press gives the order of the case back', async () => {
    const screen = await open(both.maria, <RiskRegister />)
    const start = shown(screen)
    const head = () => buttonNamed(screen, /^Risk/)
    await click(head())
    await click(head())
    expect(shown(screen)).toEqual([...start].reverse())
    await act(async () =>
      buttonNamed(screen, 'Before').dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true })),
    )
    expect(
      [...screen.querySelectorAll('[aria-sort]')].filter((each) => each.getAttribute('aria-sort') !== 'none'),
    ).toHaveLength(2)
    await click(head())
    expect(screen.querySelector('[aria-sort=descending]')).toBeNull()
  })

  it('[TAB2] draws a few dozen lines of thousands', async () => {
    const risk = both.tom.room.reader.graph().supporterOf(controls[0] ?? '')[0]
    for (let i = 0; i < 150; i++) both.tom.run('add-control', { risk, values: { title: `Control ${i}` } })
    const screen = await open(both.maria)
    await until(() => one(screen, '[role=grid]').getAttribute('aria-rowcount') === '155')
    expect(lines(screen).length).toBeLessThan(40)
    await enter(screen, controls[0] ?? '', 'name')
    await press(document.activeElement as Element, 'End', { ctrlKey: true })
    expect(here()).toEqual([controls[3], 'found'])
    expect(lines(screen).length).toBeLessThan(40)
  })

  it('[TAB12] draws every row on a sheet of its own while the page is printed, with the origin of each control', async () => {
    const risk = both.tom.room.reader.graph().supporterOf(controls[0] ?? '')[0]
    for (let i = 0; i < 60; i++) both.tom.run('add-control', { risk, values: { title: `Control ${i}` } })
    await open(both.maria)
    const sheet = () => [...document.body.children].find((each) => each.querySelector('table, dl'))
    expect(sheet()).toBeUndefined()
    await act(async () => window.dispatchEvent(new Event('beforeprint')))
    expect(sheet()?.querySelectorAll('tbody tr')).toHaveLength(64)
    expect([...(sheet()?.querySelectorAll('th') ?? [])].map((head) => head.textContent)).toContain('Chosen from')
    expect(sheet()?.querySelector('dl')?.textContent).toContain('Not a row of IEC TR 80001-2-8')
    await act(async () => window.dispatchEvent(new Event('afterprint')))
    expect(sheet()).toBeUndefined()
  })
})
