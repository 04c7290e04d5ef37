/** A place in the grid. Line -1 is the headings. */
export interface Spot {
  readonly line: number
  readonly column: number
}

export interface Extent {
  readonly lines: number
  readonly columns: number
  /** How many lines one page has. */
  readonly page: number
}

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export const HEADINGS = -1

/** Where a key leads in the grid, after the grid pattern of ARIA; undefined for keys that lead nowhere. */
export function stepInGrid(press: Press, at: Spot, extent: Extent): Spot | undefined {
  if (press.altKey || press.shiftKey) return undefined
  const far = press.ctrlKey || press.metaKey
  const last = extent.lines - 1
  const right = extent.columns - 1
  const to = (line: number, column: number): Spot => ({
    line: Math.max(HEADINGS, Math.min(last, line)),
    column: Math.max(0, Math.min(right, column)),
  })
  switch (press.key) {
    case 'ArrowDown':
      return far ? to(last, at.column) : to(at.line + 1, at.column)
    case 'ArrowUp':
      return far ? to(Math.min(0, last), at.column) : to(at.line - 1, at.column)
    case 'ArrowRight':
      return far ? to(at.line, right) : to(at.line, at.column + 1)
    case 'ArrowLeft':
      return far ? to(at.line, 0) : to(at.line, at.column - 1)
    case 'Home':
      return far ? to(Math.min(0, last), 0) : to(at.line, 0)
    case 'End':
      return far ? to(last, right) : to(at.line, right)
    case 'PageDown':
      return far ? undefined : to(Math.max(0, at.line) + extent.page, at.column)
    case 'PageUp':
      return far ? undefined : to(Math.max(0, at.line - extent.page), at.column)
    default:
      return undefined
  }
}
