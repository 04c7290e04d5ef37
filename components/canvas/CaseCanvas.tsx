'use client'
import './canvas.css'
import { Button } from '@mantine/core'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { useCanEdit, useSynced } from '@/components/workspace/CaseContext'
import { CanvasBar } from './CanvasBar'
import { CanvasStage } from './CanvasStage'
import { useCanvasMemory } from './use-canvas-memory'
import { useDiagram } from './use-diagram'
import type { Viewport } from './viewport'

const PictureDialog = lazy(() => import('./PictureDialog'))

/** The diagram of the case: the overview of capabilities, or the argument of the open one. */
export default function CaseCanvas() {
  const host = useRef<HTMLDivElement>(null)
  const listeners = useRef(new Set<(view: Viewport) => void>())
  const [zoom, setZoom] = useState(1)
  const canEdit = useCanEdit()
  const synced = useSynced()
  const onView = useCallback((view: Viewport) => {
    setZoom(view.zoom)
    for (const listener of listeners.current) listener(view)
  }, [])
  const listen = useCallback((listener: (view: Viewport) => void) => {
    listeners.current.add(listener)
    return () => {
      listeners.current.delete(listener)
    }
  }, [])
  const state = useDiagram(host, onView)
  const diagram = state.kind === 'ready' ? state.diagram : undefined
  const [memory, remember] = useCanvasMemory()
  const [picturing, setPicturing] = useState(false)
  const openPicture = useCallback(() => setPicturing(true), [])

  return (
    <div className={`case-canvas${canEdit ? '' : ' is-read-only'}`}>
      <CanvasBar
        diagram={diagram}
        zoom={zoom}
        map={memory.map}
        onMap={() => remember((now) => ({ ...now, map: !now.map }))}
        onPicture={openPicture}
      />
      <div className="canvas-stage">
        {/* Filled by JointJS; React keeps nothing in it. */}
        <CanvasStage
          host={host}
          state={state}
          listen={listen}
          memory={memory}
          remember={remember}
          onPicture={openPicture}
        />
        {state.kind === 'failed' && (
          <div className="canvas-empty" role="alert">
            <p>The drawing part of this page could not be loaded. Check the connection; the outline works meanwhile.</p>
            <Button variant="default" onClick={state.retry}>
              Try again
            </Button>
          </div>
        )}
        {(state.kind === 'loading' || !synced) && (
          <div className="canvas-empty" role="status">
            Drawing the argument ...
          </div>
        )}
      </div>
      {picturing && state.kind === 'ready' && (
        <Suspense fallback={null}>
          <PictureDialog ready={state} onClose={() => setPicturing(false)} />
        </Suspense>
      )}
    </div>
  )
}
