'use client'
import { useCallback, useEffect, useState } from 'react'
import { clampWidth, NARROW, type PanelName, type Panels, startPanels } from './panels'

const KEY = 'accord.panels'

export interface PanelControls extends Panels {
  resize(panel: PanelName, width: number): void
  toggle(panel: PanelName, open?: boolean): void
}

/** The panels' widths and folding, remembered on this device. Only in the browser: the width of the window decides. */
export function usePanels(narrow: boolean): PanelControls {
  const [panels, setPanels] = useState(() => startPanels(window.innerWidth, localStorage.getItem(KEY)))

  const change = useCallback((part: (before: Panels) => Partial<Panels>, keep: boolean) => {
    setPanels((before) => {
      const changed = part(before)
      if (keep) remember(changed)
      return { ...before, ...changed }
    })
  }, [])
  const resize = useCallback(
    (panel: PanelName, width: number) => change(() => ({ [panel]: clampWidth(panel, width) }), true),
    [change],
  )
  const toggle = useCallback(
    (panel: PanelName, open?: boolean) => {
      const key = panel === 'outline' ? 'outlineOpen' : 'sideOpen'
      // What lies over the centre for a moment says nothing about how a wide window should start.
      change((before) => ({ [key]: open ?? !before[key] }), window.innerWidth >= NARROW)
    },
    [change],
  )
  useEffect(() => {
    if (narrow) change(() => ({ outlineOpen: false }), false)
  }, [narrow, change])
  return { ...panels, resize, toggle }
}

function remember(changed: Partial<Panels>): void {
  const known = JSON.parse(localStorage.getItem(KEY) ?? '{}') as object
  localStorage.setItem(KEY, JSON.stringify({ ...known, ...changed }))
}
