// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { keyStep } from '@/components/canvas/canvas-keys'
import { memoryKey, parseMemory, withClosed } from '@/components/canvas/canvas-memory'
import { menuFor } from '@/components/canvas/canvas-menu'
import { clipOfText, readClip, writeClip } from '@/components/canvas/clipboard'
import { closedBranches } from '@/components/canvas/closed-branches'
import { mayMoveBelow, parentsFor } from '@/components/canvas/connect'
import { isWhole, mapScale, toMap, toPicturePoint } from '@/components/canvas/map-scale'
import { narrativeWords } from '@/components/canvas/narrative-words'
import { perFrame } from '@/components/canvas/per-frame'
import { pngScale } from '@/components/canvas/picture-png'
import { pinchOf } from '@/components/canvas/pinch'
import { copyBranches } from '@/lib/case/clip'
import { Writer } from '@/lib/case/write'
import { openKey, openRoot } from '@/lib/drawing/open-branch'
import { DARK, inlineStyle, LIGHT } from '@/lib/drawing/picture-style'
import { pictureSvg } from '@/lib/drawing/picture-svg'
import { Artist, type Scene } from '@/lib/drawing/scene'
import type { CaseGraph } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import { branchOf, element, evenSizer, evenWrapper, graphOf } from '../../lib/layout/arguments'

const sizer = evenSizer()
const key = (name: string, more = {}) =>
  keyStep({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more })

function sceneOf(graph: CaseGraph, root = 'C2', more: Partial<Scene> = {}): Scene {
  const picture = layoutBranch(graph, root, sizer)
  const nothing = { marks: new Map(), cards: new Map(), selected: undefined, targets: undefined, active: undefined }
  return { graph, picture, picked: new Set(), ...nothing, ...more }
}

const labels = (graph: CaseGraph, ids: string[], more: Partial<Parameters<typeof menuFor>[0]> = {}) =>
  menuFor({
    graph,
    picture: layoutBranch(graph, 'C2', sizer),
    ids,
    canEdit: true,
    shifted: new Set(),
    map: true,
    ...more,
  }).flatMap(({ entries }) => entries.map((entry) => entry.label))

describe('the menu', () => {
  const graph = branchOf(2, 2)

  it('[CAN10] offers at an element what the rules allow, and to a reader only looking and copying', () => {
    const all = labels(graph, ['C7-1'])
    for (const label of [
      'Connect',
      'Copy',
      'Paste below',
      'Close the branch',
      'Show only this branch',
      'Put the branch into the bin',
    ]) {
      expect(all, label).toContain(label)
    }
    const reading = labels(graph, ['C7-1'], { canEdit: false })
    expect(reading).toEqual([
      'Copy',
      'Close the branch',
      'Show only this branch',
      'Show it large',
      'Save a picture ...',
      'Copy a link to it',
    ])
    expect(labels(graph, ['Sn-1-1'])).not.toContain('Connect')
  })

  it('[CAN10] is about all that is chosen, and about the canvas where nothing is', () => {
    expect(labels(graph, ['C7-1', 'C7-2'])).toContain('Put 2 elements into the bin')
    expect(labels(graph, ['C7-1'], { shifted: new Set(['C7-1']) })).toContain('Put back in its place')
    expect(labels(graph, [])).toEqual(
      expect.arrayContaining(['Paste', 'Show everything', 'Hide the map', 'Close all branches']),
    )
  })

  it('[CAN10] each of its keys means the same on the canvas', () => {
    expect(key('F10', { shiftKey: true })).toEqual({ do: 'menu' })
    expect(key('ContextMenu')).toEqual({ do: 'menu' })
    expect(key(' ')).toEqual({ do: 'fold' })
    expect(key('m')).toEqual({ do: 'move' })
    expect(key('Delete')).toEqual({ do: 'bin' })
    expect(key('a', { ctrlKey: true })).toEqual({ do: 'pick-all' })
    expect(key('ArrowLeft', { altKey: true })).toEqual({ do: 'nudge', dx: -20, dy: 0 })
    expect(key('c', { ctrlKey: true })).toBeUndefined()
  })
})

describe('closed and focused branches', () => {
  it('[CAN12] what a person closed is kept for that person in that case only, and rubbish counts as nothing', () => {
    expect(memoryKey('case', 'ann')).not.toBe(memoryKey('case', 'bob'))
    const kept = withClosed(withClosed(parseMemory(null), ['a', 'b'], true), ['a'], false)
    expect(parseMemory(JSON.stringify(kept))).toEqual({ closed: ['b'], opened: ['a'], map: true })
    for (const bad of ['', '[', 'null', '7', '{"closed":[1,{}]}']) expect(parseMemory(bad).closed).toEqual([])
  })

  it('[CAN12] a large argument starts with its risks closed, except those that one has opened', () => {
    const nothing = parseMemory(null)
    expect(closedBranches(branchOf(2, 2), 'C2', nothing).size).toBe(0)
    const large = closedBranches(branchOf(40, 3), 'C2', withClosed(nothing, ['C7-5'], false))
    expect(large.size).toBe(39)
    expect(large.has('C7-5')).toBe(false)
    expect(closedBranches(branchOf(40, 3), 'C7-5', nothing).has('C7-5')).toBe(false)
  })

  it('[CAN12] a branch is opened by its name, or by its id where another has that name', () => {
    const graph = branchOf(1, 1)
    expect(openKey(graph, 'C2')).toBeUndefined()
    expect(openRoot(graph, 'ALOF')).toBe('C2')
    expect(openKey(graph, 'C7-1')).toBe('C7-1')
    expect(openRoot(graph, 'C7-1')).toBe('C7-1')
    const twins = graphOf([element('a', 'goal', { name: 'X' }), element('b', 'goal', { name: 'X' })], [])
    expect(openRoot(twins, openKey(twins, 'b'))).toBe('b')
  })
})

describe('moving below another element', () => {
  it('[CAN9] shows only elements that all the moved ones may stand below, and not where they stand already', () => {
    const graph = branchOf(2, 2)
    expect(mayMoveBelow(graph, ['C8-1-1', 'C8-1-2'], 'S2-2')).toBe(true)
    expect(mayMoveBelow(graph, ['C8-1-1'], 'S2-1')).toBe(false)
    expect(mayMoveBelow(graph, ['C7-1'], 'C8-1-1')).toBe(false)
    expect(mayMoveBelow(graph, ['C8-1-1', 'Sn-1-1'], 'S2-2')).toBe(false)
    expect(
      [...parentsFor(graph, ['Sn-1-1'], graph.elements.keys())].every((id) => graph.elements.get(id)?.kind === 'goal'),
    ).toBe(true)
  })
})

describe('the clipboard', () => {
  it('[CLP2] carries text for any program and the whole branch for a case', () => {
    const kept = new Map<string, string>()
    const data = {
      setData: (type: string, text: string) => kept.set(type, text),
      getData: (type: string) => kept.get(type) ?? '',
    }
    const clip = copyBranches(branchOf(1, 1), ['C7-1'])
    writeClip(data as unknown as DataTransfer, clip)
    expect(kept.get('text/plain')).toMatch(/^Claim: Risk of a session/)
    expect(readClip(data)).toEqual(clip)
    kept.delete('application/json')
    expect(readClip(data)).toEqual(clip)
    // The menu of another case, in another tab of the same browser, has only the text.
    expect(localStorage.getItem('accord:clip')).toContain('C7')
    expect(clipOfText(kept.get('text/plain') ?? '')).toEqual(clip)
    localStorage.setItem('accord:clip', '{"text":1')
    expect(readClip(data)?.elements[0]).not.toHaveProperty('role')
    expect(clipOfText('A note')?.elements).toHaveLength(1)
    kept.set('application/json', '{"somebody": "else"}')
    kept.set('text/plain', 'Their words')
    expect(readClip(data)?.elements[0]?.statement).toBe('Their words')
  })

  it('[CLP1] narratives go along as paragraphs, and reading one that is not there makes none', () => {
    const doc = new Y.Doc()
    new Writer(doc).appendParagraphs('a', ['First', 'Second'])
    expect(narrativeWords(doc, 'a')).toEqual(['First', 'Second'])
    expect(narrativeWords(doc, 'b')).toEqual([])
    expect(doc.share.has('n:b')).toBe(false)
  })
})

describe('pictures to keep', () => {
  const graph = branchOf(2, 1)

  it('[PIC1] an SVG holds its colours as attributes and nothing of the screen: no class, style, script, handle or halo', () => {
    const shown = sceneOf(graph, 'C2', { selected: 'C7-1', picked: new Set(['C7-1', 'C7-2']) })
    const svg = pictureSvg({ scene: shown, artist: new Artist(evenWrapper()), palette: LIGHT, title: 'A & B' })
    expect(svg).not.toMatch(/class=|style=|<script|var\(|gsn-|\$[a-z]/)
    expect(svg).toContain('<title>A &amp; B</title>')
    expect(svg).toContain('stroke="#2f5fb3"')
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(parsed.querySelectorAll('text').length).toBeGreaterThan(graph.elements.size)
    expect(pictureSvg({ scene: shown, artist: new Artist(evenWrapper()), palette: DARK, title: '' })).toContain(
      '#12161d',
    )
  })

  it('[PIC1] what people wrote stays text, and a closed branch says how much it hides', () => {
    const bad = { ...graph.elements.get('C7-1')!, statement: '<image href="x"/> "quoted"' }
    const elements = new Map(graph.elements).set('C7-1', bad)
    const picture = layoutBranch({ ...graph, elements }, 'C2', sizer, { closed: new Set(['C7-2']) })
    const scene = { ...sceneOf(graph), graph: { ...graph, elements }, picture }
    const svg = pictureSvg({ scene, artist: new Artist(evenWrapper()), palette: LIGHT, title: '' })
    expect(svg).not.toContain('<image')
    expect(svg).toContain(`>+${picture.folded.get('C7-2')}<`)
  })

  it('[PIC1] part of a picture holds only what lies in it', () => {
    const scene = sceneOf(graph)
    const part = scene.picture.boxes.get('Sn-1-1')!
    const svg = pictureSvg({ scene, artist: new Artist(evenWrapper()), palette: LIGHT, title: '', part })
    expect(svg).toContain(`viewBox="${part.x} ${part.y} ${part.w} ${part.h}"`)
    expect(svg).toContain('Sn-1-1')
    expect(svg).not.toContain('C7-2')
  })

  it('[PIC1] nested marks take the colour that their group says', () => {
    const svg = inlineStyle(
      '<g class="gsn-status gsn-status-agreed"><circle r="7"/></g><g class="gsn-port"><circle/></g>',
      LIGHT,
    )
    expect(svg).toBe('<g><circle r="7" fill="#2c7d47"/></g>')
  })

  it('[PIC2] a PNG is twice as large as on the screen, or as large as browsers can draw', () => {
    expect(pngScale(1000, 800)).toBe(2)
    expect(pngScale(40_000, 500) * 40_000).toBeLessThanOrEqual(16_000)
    expect(pngScale(14_000, 14_000) ** 2 * 14_000 ** 2).toBeLessThanOrEqual(60_000_001)
  })
})

describe('fingers, map and frames', () => {
  it('[CAN13] two fingers zoom about their middle and carry the picture along', () => {
    const before = new Map([
      [1, { x: 0, y: 0 }],
      [2, { x: 100, y: 0 }],
    ])
    const after = new Map([
      [1, { x: 10, y: 20 }],
      [2, { x: 210, y: 20 }],
    ])
    expect(pinchOf(before, after)).toEqual({ by: 2, at: { x: 110, y: 20 }, pan: { x: 60, y: 20 } })
    expect(pinchOf(before, new Map([[1, { x: 5, y: 5 }]])).by).toBe(1)
  })

  it('[CAN13] a point of the map is the same point of the picture, also left of where the layout begins', () => {
    const scale = mapScale({ left: -500, top: 0, width: 4000, height: 900 }, { width: 200, height: 132 })
    const rect = toMap(scale, { x: -500, y: 0, w: 4000, h: 900 })
    expect(rect.x).toBeGreaterThanOrEqual(0)
    expect(rect.x + rect.w).toBeLessThanOrEqual(200)
    const there = toPicturePoint(scale, { x: rect.x, y: rect.y })
    expect(there.x).toBeCloseTo(-500)
    expect(there.y).toBeCloseTo(0)
  })

  it('[CAN13] the map goes away while the window shows all there is', () => {
    const picture = { left: 0, top: 0, width: 800, height: 600 }
    expect(isWhole(picture, { x: 10, y: 10, w: 780, h: 580 })).toBe(true)
    expect(isWhole(picture, { x: 100, y: 0, w: 900, h: 700 })).toBe(false)
    expect(isWhole(picture, { x: 0, y: 0, w: 800, h: 400 })).toBe(false)
  })

  it('[CAN7] a hundred changes in one frame are drawn once at once and once in the next frame', () => {
    const frames: FrameRequestCallback[] = []
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
    vi.stubGlobal('cancelAnimationFrame', () => {})
    let drawn = 0
    const show = perFrame(
      () => drawn++,
      () => 0,
    )
    for (let change = 0; change < 100; change++) show.ask()
    expect(drawn).toBe(1)
    frames.shift()?.(0)
    expect(drawn).toBe(2)
    frames.shift()?.(0)
    expect(drawn).toBe(2)
    show.ask()
    expect(drawn).toBe(3)
    vi.unstubAllGlobals()
  })
})
