'use client'
import { type PointerEvent, useEffect, useRef } from 'react'
import type { Scene } from '@/lib/drawing/scene'
import type { Listen } from './CanvasStage'
import type { Diagram } from './diagram'
import { paintShapes } from './far-view'
import { isWhole, type MapScale, mapScale, toMap, toPicturePoint } from './map-scale'
import type { Size } from './viewport'

export const MAP_SIZE: Size = { width: 160, height: 106 }

/** The whole picture in small with the window in it. For the mouse; the keyboard has the arrows and the outline. */
export function Minimap({
  diagram,
  scene,
  size,
  listen,
}: {
  diagram: Diagram
  scene: Scene
  size: Size
  listen: Listen
}) {
  const paper = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const scale = useRef<MapScale>({ zoom: 1, x: 0, y: 0 })
  const { picture, selected } = scene

  // biome-ignore lint/correctness/useExhaustiveDependencies: painted anew for another arrangement or selection, not for each scene and not for new words
  useEffect(() => {
    scale.current = mapScale(picture, MAP_SIZE)
    const handle = requestAnimationFrame(() => paint(paper.current, diagram, scale.current))
    return () => cancelAnimationFrame(handle)
  }, [diagram, picture.routes, selected])

  useEffect(() => {
    // Colours are the page's: another scheme paints another map.
    const schemes = new MutationObserver(() => paint(paper.current, diagram, scale.current))
    schemes.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => schemes.disconnect()
  }, [diagram])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the window is put anew when the picture or its size changes
  useEffect(() => {
    const put = () => putWindow(frame.current, diagram, scale.current)
    put()
    return listen(put)
  }, [diagram, listen, picture.routes, size])

  function go(event: PointerEvent<HTMLDivElement>): void {
    if (event.buttons === 0) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    diagram.centreOn(toPicturePoint(scale.current, { x: event.clientX - left, y: event.clientY - top }))
  }

  return (
    <div
      className="canvas-map"
      aria-hidden="true"
      data-testid="canvas-map"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={go}
    >
      <canvas ref={paper} />
      <div ref={frame} className="canvas-map-window" />
    </div>
  )
}

function paint(target: HTMLCanvasElement | null, diagram: Diagram, { zoom, x, y }: MapScale): void {
  const shown = diagram.shown()
  const pen = target?.getContext('2d')
  if (target === null || shown === undefined || !pen) return
  const ratio = globalThis.devicePixelRatio || 1
  target.width = Math.round(MAP_SIZE.width * ratio)
  target.height = Math.round(MAP_SIZE.height * ratio)
  pen.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio)
  const { left, top, width, height } = shown.scene.picture
  paintShapes(pen, target, shown.scene, shown.index, { x: left, y: top, w: width, h: height }, 0.6 / zoom)
}

/** Where everything is in view anyway, the map would only cover some of it. */
function putWindow(frame: HTMLElement | null, diagram: Diagram, scale: MapScale): void {
  const shown = diagram.shown()
  if (frame === null || shown === undefined) return
  const { picture } = shown.scene
  if (frame.parentElement !== null) frame.parentElement.hidden = isWhole(picture, shown.window)
  const { x, y, w, h } = toMap(scale, shown.window)
  frame.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  frame.style.width = `${Math.max(4, Math.round(w))}px`
  frame.style.height = `${Math.max(4, Math.round(h))}px`
}
