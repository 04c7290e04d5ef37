import type { Block, Run } from '@/lib/document/document'
import { type Ink, LEADING, putLine } from './draw-lines'
import { breakLines } from './lines'
import type { Pages, Tag } from './pages'
import type { Typeset } from './typeset'

export const BODY = 10

export interface Put {
  readonly pages: Pages
  readonly typeset: Typeset
  readonly root: Tag
  readonly target: Ink['target']
}

/** Puts runs as lines over as many pages as they need; never one line alone at the foot of a page. */
export function putRuns(
  put: Put,
  runs: readonly Run[],
  setting: { tag: Tag; size: number; indent?: number; bold?: boolean; color?: string },
): void {
  const { pages, typeset, target } = put
  const { tag, size, indent = 0, bold } = setting
  // A page that was laid on its side for a picture is left before the width is asked for.
  pages.ensure(size * LEADING)
  const lines = breakLines(runs, { size, width: pages.width - indent, ...(bold ? { bold } : {}) }, typeset)
  if (lines.length > 1) pages.ensure(2 * size * LEADING)
  const ink: Ink = { size, tag, target, ...(setting.color === undefined ? {} : { color: setting.color }) }
  for (const line of lines) {
    pages.ensure(size * LEADING)
    putLine(pages, typeset, line, pages.left + indent, pages.y, ink)
    pages.y += size * LEADING
  }
}

/** Points that a step of indentation takes; deep down the lines keep a readable length. */
const STEP = 14
const MOST_STEPS = 8

export function putParagraph(put: Put, runs: readonly Run[], steps = 0): void {
  const indent = STEP * Math.min(Math.max(0, steps), MOST_STEPS)
  putRuns(put, runs, { tag: { type: 'P', parent: put.root }, size: BODY, indent })
  put.pages.skip(6)
}

/** A list: every entry with its sign, number or dot, hanging left of its words. */
export function putList(put: Put, list: Extract<Block, { kind: 'list' }>): void {
  const { pages, typeset, root } = put
  const tag: Tag = {
    type: 'L',
    parent: root,
    attributes: { O: 'List', ListNumbering: list.ordered ? 'Decimal' : 'Disc' },
  }
  const indent = list.ordered ? 12 + 6 * String(list.items.length).length : 16
  for (const [index, item] of list.items.entries()) {
    const entry: Tag = { type: 'LI', parent: tag }
    const sign = list.ordered ? `${index + 1}.` : '•'
    pages.ensure(2 * BODY * LEADING)
    const label = breakLines([{ text: sign }], { size: BODY, width: indent }, typeset)[0] ?? []
    putLine(pages, typeset, label, pages.left, pages.y, {
      size: BODY,
      tag: { type: 'Lbl', parent: entry },
      target: put.target,
    })
    putRuns(put, item, { tag: { type: 'LBody', parent: entry }, size: BODY, indent })
    pages.skip(2)
  }
  pages.skip(4)
}
