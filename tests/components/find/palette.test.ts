import { describe, expect, it } from 'vitest'
import { keyStep } from '@/components/canvas/canvas-keys'
import { linkTo, matching, paletteActions } from '@/components/find/palette-actions'
import { SHORTCUTS } from '@/components/find/shortcuts'
import { parsePlace, VIEWS } from '@/components/workspace/selection'
import { type Element, effectiveGraph } from '@/lib/gsn/graph'

const head = (code: string): Element => ({
  id: `C2-${code}`,
  kind: 'goal',
  role: 'C2',
  capability: code,
  facet: 'decision',
  name: `C2-${code}`,
  statement: '',
  undeveloped: false,
  deleted: false,
  fields: {},
  texts: {},
})
const graph = effectiveGraph([head('ALOF'), head('AUDT')], [])
const state = {
  caseId: 'c1',
  graph,
  selected: 'C2-ALOF',
  canEdit: true,
  canUndo: false,
  canRedo: false,
  onCanvas: false,
}

describe('the palette', () => {
  it('[FND3] lists every view, every capability and every action of the selected element', () => {
    const actions = paletteActions(state)
    for (const view of Object.keys(VIEWS)) expect(actions.some(({ id }) => id === `view-${view}`)).toBe(true)
    expect(actions.filter(({ id }) => id.startsWith('capability-')).length).toBe(3)
    expect(actions.some(({ label }) => label === 'Decide: required (C2-ALOF)')).toBe(true)
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length)
  })

  it('[FND3] offers a reader nothing that would change the case', () => {
    const actions = paletteActions({ ...state, canEdit: false })
    expect(actions.filter(({ group }) => group === 'Here')).toEqual([])
    expect(actions.some(({ id }) => id === 'undo')).toBe(false)
  })

  it('[FND3] narrows by the beginnings of words in any order', () => {
    const labels = (query: string) => matching(paletteActions(state), query).map(({ label }) => label)
    expect(labels('reg ri')).toEqual(['Risk register'])
    expect(labels('audt')).toHaveLength(1)
    expect(labels('nothing of the kind')).toEqual([])
  })

  it('[FND3] tells only keys of the canvas that the canvas knows', () => {
    const arrows = { Up: 'ArrowUp', Down: 'ArrowDown', Left: 'ArrowLeft', Right: 'ArrowRight' }
    const names: Record<string, string> = { ...arrows, Space: ' ' }
    const canvas = SHORTCUTS.find(({ where }) => where === 'Canvas')?.keys ?? []
    expect(canvas.length).toBeGreaterThan(5)
    for (const [keys] of canvas) {
      for (const key of keys.split(/, | or /)) {
        if (/^(Shift|Ctrl|Alt)/.test(key)) continue
        const event = { key: names[key] ?? key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }
        expect(keyStep(event), key).toBeDefined()
      }
    }
  })

  it('[FND3] tells every key that the canvas knows, and does on the canvas what has one', () => {
    const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }
    const told = new Set(
      SHORTCUTS.find(({ where }) => where === 'Canvas')?.keys.flatMap(([keys]) => keys.split(/, | or /)),
    )
    const letters = [...'abcdefghijklmnopqrstuvwxyz'].filter((key) => keyStep({ key, ...plain }) !== undefined)
    expect(letters.filter((key) => !told.has(key.toUpperCase()))).toEqual([])
    const here = paletteActions({ ...state, onCanvas: true }).filter(({ do: what }) => what.kind === 'canvas')
    for (const { do: what } of here)
      if (what.kind === 'canvas') expect(keyStep({ key: what.key, ...plain })).toBeDefined()
    expect(here.map(({ shortcut }) => shortcut)).toEqual(['F', '+', '-', 'N', 'Z', 'Space', 'O', 'X', 'R', 'M'])
    const reader = paletteActions({ ...state, onCanvas: true, canEdit: false }).map(({ id }) => id)
    expect(reader).not.toContain('canvas-R')
    expect(paletteActions(state).some(({ id }) => id.startsWith('canvas-'))).toBe(false)
  })

  it('[UI2] makes links that lead back to the element or the conversation', () => {
    const link = new URL(linkTo('https://accord.example', 'c1', 'C2-ALOF', 't-1'))
    expect(link.pathname).toBe('/cases/c1')
    expect(parsePlace(link.search)).toMatchObject({ element: 'C2-ALOF', thread: 't-1', tab: 'review' })
    expect(parsePlace('?thread=%3Cscript%3E')).not.toHaveProperty('thread')
  })
})
