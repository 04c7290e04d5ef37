'use client'
import type { KeyboardEvent, PointerEvent } from 'react'
import { LIMITS, type PanelName } from './panels'
import classes from './shell.module.css'

interface Props {
  readonly panel: PanelName
  readonly width: number
  readonly label: string
  readonly onResize: (width: number) => void
}

const STEP = 16

/** The edge of a panel: drag it, or focus it and use the arrow keys; double click for the usual width. */
export function Splitter({ panel, width, label, onResize }: Props) {
  const direction = panel === 'outline' ? 1 : -1

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const handle = event.currentTarget
    const start = { x: event.clientX, width }
    handle.setPointerCapture(event.pointerId)
    const move = (at: globalThis.PointerEvent) => onResize(start.width + direction * (at.clientX - start.x))
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (by !== undefined) onResize(width + direction * by)
    else if (event.key === 'Home') onResize(LIMITS[panel].min)
    else if (event.key === 'End') onResize(LIMITS[panel].max)
    else return
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is not a rule between paragraphs
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={LIMITS[panel].min}
      aria-valuemax={LIMITS[panel].max}
      tabIndex={0}
      className={classes.splitter}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onResize(LIMITS[panel].usual)}
    />
  )
}
