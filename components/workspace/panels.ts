/** How wide the two side panels are and whether they are shown, in CSS pixels. */
export interface Panels {
  readonly outline: number
  readonly side: number
  readonly outlineOpen: boolean
  readonly sideOpen: boolean
}

export const LIMITS = {
  outline: { min: 200, max: 520, usual: 296 },
  side: { min: 300, max: 680, usual: 380 },
} as const

export type PanelName = keyof typeof LIMITS

/** Below this the outline lies over the centre instead of beside it; below `phone` the right panel does too. */
export const NARROW = 1100
export const PHONE = 760

/** Up to this width there is one pane at a time, with tabs below it. */
export const ONE_PANE = 700

export function clampWidth(panel: PanelName, width: number): number {
  const { min, max } = LIMITS[panel]
  return Math.round(Math.min(max, Math.max(min, width)))
}

/** [UI5] What a window of this width starts with: the outline folds first, then the panel of the element. */
export function startPanels(windowWidth: number, stored: string | null): Panels {
  const usual = {
    outline: LIMITS.outline.usual,
    side: windowWidth < 1280 ? 340 : LIMITS.side.usual,
    outlineOpen: windowWidth >= NARROW,
    sideOpen: windowWidth >= PHONE,
  }
  const kept = parseStored(stored)
  return {
    outline: clampWidth('outline', kept.outline ?? usual.outline),
    side: clampWidth('side', kept.side ?? usual.side),
    outlineOpen: usual.outlineOpen && (kept.outlineOpen ?? true),
    sideOpen: usual.sideOpen && (kept.sideOpen ?? true),
  }
}

function parseStored(stored: string | null): Partial<Panels> {
  if (stored === null) return {}
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null) return {}
    const { outline, side, outlineOpen, sideOpen } = value as Record<string, unknown>
    return {
      ...(typeof outline === 'number' && Number.isFinite(outline) ? { outline } : {}),
      ...(typeof side === 'number' && Number.isFinite(side) ? { side } : {}),
      ...(typeof outlineOpen === 'boolean' ? { outlineOpen } : {}),
      ...(typeof sideOpen === 'boolean' ? { sideOpen } : {}),
    }
  } catch {
    return {}
  }
}
