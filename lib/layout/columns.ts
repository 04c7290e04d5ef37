/** What a good diagram's width is to its height. */
const GOOD_RATIO = 1.7
/** A fan-out in one row reads better than a wrapped one of the same ratio. */
const WRAPPED_COSTS = 0.25
/** How much better another number of columns has to be before the old one is given up. */
const LOYALTY = 0.5
const MOST_COLUMNS = 40

export interface Cell {
  readonly w: number
  readonly h: number
}

export interface Grid {
  readonly columns: number
  readonly widths: readonly number[]
  readonly heights: readonly number[]
}

/** The grid of the given number of columns: each column as wide as its widest cell, each row as high as its highest. */
export function gridOf(cells: readonly Cell[], columns: number): Grid {
  const widths = new Array<number>(Math.min(columns, cells.length)).fill(0)
  const heights = new Array<number>(Math.ceil(cells.length / columns)).fill(0)
  cells.forEach((cell, index) => {
    const column = index % columns
    const row = Math.floor(index / columns)
    widths[column] = Math.max(widths[column] ?? 0, cell.w)
    heights[row] = Math.max(heights[row] ?? 0, cell.h)
  })
  return { columns, widths, heights }
}

export function extent(sizes: readonly number[], gap: number): number {
  return sizes.reduce((sum, size) => sum + size, 0) + gap * Math.max(0, sizes.length - 1)
}

/**
 * [LAY3] How many columns a fan-out gets: one row up to three; beyond that the grid nearest to a good ratio. The
 * previous number stays unless it has become clearly worse, so that an insertion does not reflow the picture.
 */
export function chooseGrid(cells: readonly Cell[], gapX: number, gapY: number, previous?: number): Grid {
  if (cells.length <= 3) return gridOf(cells, Math.max(1, cells.length))
  let best = gridOf(cells, cells.length)
  let bestScore = Number.POSITIVE_INFINITY
  let kept: { grid: Grid; score: number } | undefined
  const candidates = new Set<number>([cells.length])
  for (let columns = 1; columns <= Math.min(cells.length, MOST_COLUMNS); columns++) candidates.add(columns)
  for (const columns of candidates) {
    const grid = gridOf(cells, columns)
    const score = badness(grid, gapX, gapY)
    if (score < bestScore) {
      best = grid
      bestScore = score
    }
    if (columns === previous) kept = { grid, score }
  }
  return kept !== undefined && kept.score <= bestScore + LOYALTY ? kept.grid : best
}

function badness(grid: Grid, gapX: number, gapY: number): number {
  const ratio = extent(grid.widths, gapX) / Math.max(1, extent(grid.heights, gapY))
  return Math.abs(Math.log(ratio / GOOD_RATIO)) + (grid.heights.length > 1 ? WRAPPED_COSTS : 0)
}
