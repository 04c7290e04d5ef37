import { describe, expect, it } from 'vitest'
import { resolveElement } from '@/components/workspace/resolve'
import { createPlaceStore, formatPlace, type History, parsePlace } from '@/components/workspace/selection'
import { trailKey } from '@/components/workspace/TrailButtons'
import { createReader } from '@/lib/case/read'
import { grown } from './grown'

/** A browser's history as a list of addresses. */
function walk(...start: string[]): History & { back(): void; jump(by: number): void; steps: string[] } {
  const steps = start.length === 0 ? [''] : start
  let at = steps.length - 1
  let listener = () => {}
  return {
    steps,
    search: () => steps[at] ?? '',
    push: (search) => {
      steps.splice(at + 1)
      at = steps.push(search) - 1
    },
    replace: (search) => {
      steps[at] = search
    },
    onMove: (moved) => {
      listener = moved
      return () => {}
    },
    step: (by) => {
      at += by
      listener()
    },
    back: () => {
      at -= 1
      listener()
    },
    jump: (by) => {
      at += by
      listener()
    },
  }
}

describe('the place in a case', () => {
  it('[UI2] is in the address, and a link opens there', () => {
    const place = { element: 'C7-ALOF-1', view: 'register', open: 'ALOF', tab: 'review' } as const
    expect(formatPlace(place)).toBe('?element=C7-ALOF-1&view=register&open=ALOF&tab=review')
    expect(parsePlace(formatPlace(place))).toEqual(place)
    expect(formatPlace(parsePlace(''))).toBe('')
  })

  it('[UI2] walks back the way one came, and arrow keys leave no steps', () => {
    const history = walk()
    const place = createPlaceStore(history)
    place.go({ element: 'C1' })
    place.go({ element: 'C2-ALOF' }, 'replace')
    place.go({ view: 'findings' })
    expect(history.steps).toEqual(['', '?element=C2-ALOF', '?element=C2-ALOF&view=findings'])
    let told = 0
    place.subscribe(() => told++)
    history.back()
    expect(place.get()).toEqual({ element: 'C2-ALOF', view: 'canvas', tab: 'details' })
    place.go({ element: 'C2-ALOF' })
    expect(told).toBe(1)
  })

  it('[UI14] back and forward say where they lead, and a new step ends what lay ahead', () => {
    const place = createPlaceStore(walk())
    place.go({ element: 'C1' })
    place.go({ element: 'C4-ALOF' })
    place.go({ tab: 'review' }, 'replace')
    expect(place.trail()).toMatchObject({ back: { element: 'C1' } })
    place.back()
    expect(place.get().element).toBe('C1')
    expect(place.trail()).toMatchObject({ back: { view: 'canvas' }, forward: { element: 'C4-ALOF', tab: 'review' } })
    place.back()
    place.back()
    expect(place.get().element).toBeUndefined()
    expect(place.trail().back).toBeUndefined()
    place.forward()
    place.go({ element: 'C6-ALOF' })
    expect(place.trail().forward).toBeUndefined()
    place.forward()
    expect(place.get().element).toBe('C6-ALOF')
  })

  it('[UI14] walks right through the same place seen twice, and starts anew where the browser leads elsewhere', () => {
    const history = walk('?element=before', '')
    const place = createPlaceStore(history)
    for (const element of ['C1', 'C2', 'C1', 'C2']) place.go({ element })
    place.back()
    place.back()
    expect([place.get().element, place.trail().back?.element, place.trail().forward?.element]).toEqual([
      'C2',
      'C1',
      'C1',
    ])
    history.jump(-3)
    expect(place.get().element).toBe('before')
    expect(place.trail()).toEqual({})
  })

  it('[UI14] the keys: brackets anywhere, Alt with an arrow, nothing with other keys held', () => {
    const key = (name: string, more: Partial<KeyboardEvent> = {}) =>
      trailKey({ key: name, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more })
    expect([key('['), key(']'), key('ArrowLeft', { altKey: true }), key('ArrowRight', { altKey: true })]).toEqual([
      -1, 1, -1, 1,
    ])
    expect([key('ArrowLeft'), key('[', { ctrlKey: true }), key('ArrowUp', { altKey: true })]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('[UI2] starts from the beginning where an address holds nonsense', () => {
    expect(parsePlace('?view=__proto__&tab=9&element=%3Cscript%3E&open=A%20B')).toEqual({
      view: 'canvas',
      tab: 'details',
    })
  })

  it('[UI2] finds an element by its id and by the name on the diagram, and nothing by other words', () => {
    const doc = grown('ALOF')
    const graph = createReader(doc).graph()
    const risk = [...graph.elements.values()].find(({ name }) => name === 'C7-ALOF-1')
    expect(resolveElement(graph, 'C7-ALOF-1')).toBe(risk?.id)
    expect(resolveElement(graph, risk?.id)).toBe(risk?.id)
    expect(resolveElement(graph, 'C7-ALOF-9')).toBeUndefined()
  })
})
