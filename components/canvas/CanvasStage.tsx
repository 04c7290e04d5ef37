'use client'
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { CanvasLive } from './CanvasLive'
import { KEY_HELP } from './canvas-keys'
import type { CanvasMemory } from './canvas-memory'
import type { DiagramState } from './use-diagram'
import type { Viewport } from './viewport'

export type Listen = (listener: (view: Viewport) => void) => () => void

/** What the live part tells the element that has the focus. */
export interface Controls {
  readonly activeId: string | undefined
  onKey(event: KeyboardEvent): void
}

interface Props {
  readonly host: RefObject<HTMLDivElement | null>
  readonly state: DiagramState
  readonly listen: Listen
  readonly memory: CanvasMemory
  readonly remember: (change: (memory: CanvasMemory) => CanvasMemory) => void
  readonly onPicture: () => void
}

/** The one tab stop of the canvas. Inside it, `aria-activedescendant` says where one is [CAN5]. */
export function CanvasStage({ host, state, listen, ...kept }: Props) {
  const [controls, setControls] = useState<Controls>()
  const help = useId()
  const ready = state.kind === 'ready'
  useEffect(() => {
    if (!ready) setControls(undefined)
  }, [ready])
  return (
    <>
      <div
        ref={host}
        className="canvas-paper"
        role="application"
        aria-roledescription="argument diagram"
        aria-label="Argument diagram"
        aria-describedby={help}
        aria-activedescendant={controls?.activeId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the focus
        tabIndex={0}
        onKeyDown={(event) => controls?.onKey(event)}
      />
      <p id={help} className="visually-hidden">
        {KEY_HELP}
      </p>
      {state.kind === 'ready' && (
        <CanvasLive ready={state} host={host} listen={listen} onControls={setControls} {...kept} />
      )}
    </>
  )
}
