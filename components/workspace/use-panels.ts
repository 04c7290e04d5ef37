'use client'
import { useCallback, useState } from 'react'
import { clampWidth, type PanelName, type Panels, startPanels } from './panels'

const KEY = 'accord.panels'

export interface PanelControls extends Panels {
  resize(panel: PanelName, width: number): void
  toggle(panel: PanelName, open?: boolean): void
}

/** The panels' widths and folding, remembered on this device. Only in the browser: the width of the window decides. */
export function usePanels(): PanelControls {
  const [panels, setPanels] = useState(() => startPanels(window.innerWidth, localStorage.getItem(KEY)))
  const change = useCallback((next: (before: Panels) => Panels) => {
    setPanels((before) => {
      const after = next(before)
      localStorage.setItem(KEY, JSON.stringify(after))
      return after
    })
  }, [])
  const resize = useCallback(
    (panel: PanelName, width: number) => change((before) => ({ ...before, [panel]: clampWidth(panel, width) })),
    [change],
  )
  const toggle = useCallback(
    (panel: PanelName, open?: boolean) =>
      change((before) => {
        const key = panel === 'outline' ? 'outlineOpen' : 'sideOpen'
        return { ...before, [key]: open ?? !before[key] }
      }),
    [change],
  )
  return { ...panels, resize, toggle }
}
