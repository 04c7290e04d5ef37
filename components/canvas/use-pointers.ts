'use client'
import { type RefObject, useEffect, useRef } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { useRoom, useSelection } from '@/components/workspace/CaseContext'
import type { Scene } from '@/lib/drawing/scene'
import type { Listen } from './CanvasStage'
import type { Diagram } from './diagram'
import { PointerOverlay } from './pointer-overlay'
import { pointerPace } from './pointers'

interface Parts {
  readonly diagram: Diagram
  readonly scene: Scene
  readonly host: RefObject<HTMLElement | null>
  /** Where other people's pointers are drawn. */
  readonly layer: RefObject<HTMLElement | null>
  readonly listen: Listen
}

/** [PRS1] Shows where others point on the canvas, and tells them where I do. */
export function usePointers({ diagram, scene, host, layer, listen }: Parts): void {
  const { awareness } = useRoom()
  const { open } = useSelection()
  const overlay = useRef<PointerOverlay>(undefined)

  useEffect(() => {
    if (layer.current === null) return
    const made = new PointerOverlay(layer.current, diagram, awareness)
    overlay.current = made
    const stop = listen(() => made.place())
    return () => {
      stop()
      made.destroy()
      overlay.current = undefined
    }
  }, [diagram, awareness, layer, listen])

  useEffect(
    () => (host.current === null ? undefined : tellPointer(host.current, diagram, awareness)),
    [host, diagram, awareness],
  )
  useEffect(() => overlay.current?.show(open), [open])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another arrangement puts the pointers elsewhere
  useEffect(() => overlay.current?.place(), [scene.picture.boxes])
}

/**
 * Tells where a mouse or pen is, at a pace that follows the number of people; a finger hides what it points at and is not
 * told. Nothing is told to nobody. @returns how to stop
 */
export function tellPointer(host: HTMLElement, diagram: Diagram, awareness: Awareness): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let last: MouseEvent | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const send = () => {
    timer = undefined
    if (last === undefined || awareness.getStates().size < 2) return
    const { left, top } = host.getBoundingClientRect()
    const anchor = diagram.anchorAt({ x: last.clientX - left, y: last.clientY - top })
    last = undefined
    if (anchor !== undefined) awareness.setLocalStateField('pointer', anchor)
  }
  const leave = () => {
    clearTimeout(timer)
    timer = undefined
    last = undefined
    if (awareness.getLocalState()?.pointer) awareness.setLocalStateField('pointer', null)
  }
  host.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch') return
      last = event
      timer ??= setTimeout(send, pointerPace(awareness.getStates().size))
    },
    { signal },
  )
  host.addEventListener('pointerleave', leave, { signal })
  document.addEventListener('visibilitychange', () => document.hidden && leave(), { signal })
  return () => {
    leave()
    stop.abort()
  }
}
