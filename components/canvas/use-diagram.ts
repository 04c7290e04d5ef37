'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Artist } from '@/lib/drawing/scene'
import { createSizer, type Sizer } from '@/lib/layout/shapes'
import { createWrapper } from '@/lib/layout/wrap'
import { Diagram } from './diagram'
import { loadJoint } from './load-joint'
import { browserMeasure, fontsReady } from './measure'
import type { Size, Viewport } from './viewport'

export interface DiagramReady {
  readonly diagram: Diagram
  readonly sizer: Sizer
  readonly size: Size
}

export type DiagramState = { kind: 'loading' } | { kind: 'failed'; retry(): void } | ({ kind: 'ready' } & DiagramReady)

/** Attaches a diagram to an element of the page and follows its size; detaches it when the element goes. */
export function useDiagram(host: RefObject<HTMLElement | null>, onView: (view: Viewport) => void): DiagramState {
  const [state, setState] = useState<DiagramState>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const latest = useRef(onView)
  latest.current = onView

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is the point of `attempt`
  useEffect(() => {
    const element = host.current
    if (element === null) return
    let gone = false
    let diagram: Diagram | undefined
    let observer: ResizeObserver | undefined
    setState({ kind: 'loading' })
    Promise.all([loadJoint(), fontsReady(element)]).then(
      ([joint]) => {
        if (gone) return
        const wrapper = createWrapper(browserMeasure(element))
        const sizer = createSizer(wrapper)
        const made = new Diagram(joint, element, new Artist(wrapper), (view) => latest.current(view))
        diagram = made
        observer = new ResizeObserver(() => {
          const size = { width: element.clientWidth, height: element.clientHeight }
          made.resize(size)
          setState({ kind: 'ready', diagram: made, sizer, size })
        })
        observer.observe(element)
      },
      () => {
        if (!gone) setState({ kind: 'failed', retry: () => setAttempt((count) => count + 1) })
      },
    )
    return () => {
      gone = true
      observer?.disconnect()
      diagram?.destroy()
    }
  }, [host, attempt])
  return state
}
