import { VIEWS, type View } from './selection'

/** Which views stand beside each other when not all fit: what a workshop needs most comes first. */
const FIRST: readonly View[] = ['canvas', 'findings', 'register', 'matrix', 'responsibilities', 'terms']

/** Widths in CSS pixels at the switcher's font: a little more than they are, so that nothing is ever cut off. */
const LETTER = 7.6
const PADDING = 22
const BADGE = 36
const MENU = 130
const AGREEMENT = widthOf('Agreement')

function widthOf(word: string): number {
  return word.length * LETTER + PADDING
}

function widthOfView(view: View): number {
  return widthOf(VIEWS[view].word) + (view === 'findings' ? BADGE : 0)
}

/**
 * [UI2] The views that stand beside each other in so much room, and those that go into the menu; every view is in exactly
 * one of the two, in the order of the table.
 * @param width CSS pixels; 0 before it is known
 */
export function viewsThatFit(width: number): { shown: View[]; rest: View[] } {
  const all = Object.keys(VIEWS) as View[]
  const total = all.reduce((sum, view) => sum + widthOfView(view), AGREEMENT)
  if (total <= width) return { shown: all, rest: [] }
  let left = width - AGREEMENT - MENU
  const chosen = new Set<View>()
  for (const view of [...FIRST, ...all.filter((each) => !FIRST.includes(each))]) {
    left -= widthOfView(view)
    // The first is always there; after one that does not fit, the order of importance would lie.
    if (left < 0 && chosen.size > 0) break
    chosen.add(view)
  }
  return { shown: all.filter((view) => chosen.has(view)), rest: all.filter((view) => !chosen.has(view)) }
}
