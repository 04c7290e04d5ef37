import { describe, expect, it } from 'vitest'
import { resolveElement } from '@/components/workspace/resolve'
import { createPlaceStore, formatPlace, type History, parsePlace } from '@/components/workspace/selection'
import { createReader } from '@/lib/case/read'
import { grown } from './grown'

/** A browser's history as a list of addresses. */
function walk(...start: string[]): History & { back(): void; steps: string[] } {
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
    back: () => {
      at -= 1
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
