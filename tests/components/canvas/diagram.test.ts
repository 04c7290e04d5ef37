// @vitest-environment happy-dom
import * as joint from 'jointjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Diagram } from '@/components/canvas/diagram'
import { Artist, type Scene } from '@/lib/drawing/scene'
import type { CaseGraph } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import { branchOf, evenSizer, evenWrapper } from '../../lib/layout/arguments'
import { completeSvg } from './svg-dom'

completeSvg()

const opened: Diagram[] = []
const sizer = evenSizer()

function open(): { diagram: Diagram; host: HTMLElement } {
  const host = document.createElement('div')
  document.body.append(host)
  const diagram = new Diagram(joint, host, new Artist(evenWrapper()), () => {})
  diagram.resize({ width: 1000, height: 700 })
  opened.push(diagram)
  return { diagram, host }
}

function sceneOf(graph: CaseGraph, more: Partial<Scene> = {}): Scene {
  const picture = layoutBranch(graph, 'C2', sizer)
  return {
    graph,
    picture,
    marks: new Map(),
    cards: new Map(),
    selected: undefined,
    picked: new Set(),
    targets: undefined,
    active: undefined,
    ...more,
  }
}

/** JointJS draws in animation frames; waits until what is asked for stands there. */
const drawn = (host: HTMLElement, selector: string, text = '') =>
  vi.waitFor(() => {
    const found = [...host.querySelectorAll(selector)].some((node) => node.textContent?.includes(text))
    if (!found) throw new Error(`${selector} is not drawn yet.`)
  })

afterEach(() => {
  for (const diagram of opened.splice(0)) diagram.destroy()
  document.body.replaceChildren()
})

describe('the diagram on the screen', () => {
  it('[CAN8] mounts what the window shows and not the 1,500 elements of the branch', async () => {
    const { diagram, host } = open()
    diagram.show(sceneOf(branchOf(100, 6)))
    diagram.start()
    await drawn(host, '[role="img"]')
    expect(diagram.mountedCount()).toBeGreaterThan(3)
    expect(diagram.mountedCount()).toBeLessThan(200)
    expect(host.querySelectorAll('[role="img"]').length).toBeGreaterThan(0)
  })

  it('[CAN8] the element that assistive technology is at is mounted wherever it stands', async () => {
    const { diagram, host } = open()
    diagram.show(sceneOf(branchOf(100, 6), { selected: 'Sn-100-6', active: 'Sn-100-6' }))
    await drawn(host, '#canvas-Sn-100-6')
    expect(host.querySelector('#canvas-Sn-100-6')?.getAttribute('aria-label')).toMatch(/^Evidence Sn-100-6/)
  })

  it('[CAN1] a statement with a script in it becomes text, and lines stay out of the accessibility tree', async () => {
    const graph = branchOf(1, 1)
    const elements = new Map(graph.elements).set('C2', {
      ...graph.elements.get('C2')!,
      statement: '<script>bad()</script>',
    })
    const { diagram, host } = open()
    diagram.show(sceneOf({ ...graph, elements }))
    await drawn(host, '#canvas-C2 .gsn-text')
    expect(host.querySelector('script')).toBeNull()
    expect(host.querySelector('#canvas-C2 .gsn-text')?.textContent).toContain('<script>')
    expect(host.querySelector('.joint-link')?.getAttribute('aria-hidden')).toBe('true')
  })

  it('[CAN7] an edit keeps the frames of everything else', async () => {
    const graph = branchOf(2, 2)
    const { diagram, host } = open()
    diagram.show(sceneOf(graph))
    await drawn(host, '#canvas-C8-1-1')
    await drawn(host, '#canvas-Sn-1-1')
    const before = new Map([...host.querySelectorAll('[role="img"]')].map((node) => [node.id, node.firstChild]))
    const edited = { ...graph.elements.get('C8-1-1')!, statement: 'C8-1-1 is new' }
    diagram.show(sceneOf({ ...graph, elements: new Map(graph.elements).set('C8-1-1', edited) }))
    await drawn(host, '#canvas-C8-1-1', 'C8-1-1 is new')
    const redrawn = [...host.querySelectorAll('[role="img"]')].filter((node) => before.get(node.id) !== node.firstChild)
    expect(redrawn.map((node) => node.id)).toEqual(['canvas-C8-1-1'])
  })
})
