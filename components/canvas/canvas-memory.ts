/** What one person keeps about the canvas of one case on this device: nobody else sees it. */
export interface CanvasMemory {
  /** Elements whose branch this person has closed. */
  readonly closed: readonly string[]
  /** Elements whose branch this person has opened where it would start closed. */
  readonly opened: readonly string[]
  readonly map: boolean
}

export const NOTHING_KEPT: CanvasMemory = { closed: [], opened: [], map: true }

/** Beyond this the oldest are forgotten. */
const MOST = 2000

export function memoryKey(caseId: string, personId: string): string {
  return `accord:canvas:${personId}:${caseId}`
}

/** Reads what was kept; whatever is not readable counts as nothing. */
export function parseMemory(text: string | null): CanvasMemory {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null) return NOTHING_KEPT
    const { closed, opened, map } = value as Record<string, unknown>
    return { closed: idsOf(closed), opened: idsOf(opened), map: map !== false }
  } catch {
    return NOTHING_KEPT
  }
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string').slice(-MOST) : []
}

/** The memory with these branches closed or open. */
export function withClosed(memory: CanvasMemory, ids: readonly string[], close: boolean): CanvasMemory {
  const without = (list: readonly string[]) => list.filter((id) => !ids.includes(id))
  return {
    ...memory,
    closed: close ? [...without(memory.closed), ...ids].slice(-MOST) : without(memory.closed),
    opened: close ? without(memory.opened) : [...without(memory.opened), ...ids].slice(-MOST),
  }
}
