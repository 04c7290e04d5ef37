import type { CaseGraph } from '../gsn/graph'
import { touchedBetween } from '../gsn/touched'
import { Overlay } from './overlay'
import type { Box, Picture } from './picture'
import type { Sizer } from './shapes'

/**
 * [LAY10] The picture after an edit that moves nothing: the words of some boxes are new, everything else is the same
 * object as before, so that an index over the picture still holds.
 * @param from  the case that `picture` was arranged for
 * @returns the same picture when no box changed; undefined when it has to be arranged anew
 */
export function withNewWords(picture: Picture, from: CaseGraph, to: CaseGraph, sizer: Sizer): Picture | undefined {
  if (from === to) return picture
  if (from.relations !== to.relations || from.challenges !== to.challenges) return undefined
  if (from.elements.size !== to.elements.size) return undefined
  const words = new Map<string, Box>()
  for (const id of touchedBetween(from, to)) {
    const [last, next] = [from.elements.get(id), to.elements.get(id)]
    if (last === next) continue
    // What the arrangement looks at besides the size: kind and facet decide about lists, capability and role about what belongs.
    if (last === undefined || next === undefined || last.kind !== next.kind || last.facet !== next.facet)
      return undefined
    if (last.capability !== next.capability || last.role !== next.role) return undefined
    const box = picture.boxes.get(id)
    if (box === undefined || box.shape === 'card') continue
    const [was, is] = [sizer(last), sizer(next)]
    if (was.w !== is.w || was.h !== is.h || was.foot !== is.foot || was.shape !== is.shape) return undefined
    words.set(id, { ...box, lines: is.lines, clipped: is.clipped })
  }
  return words.size === 0 ? picture : { ...picture, boxes: Overlay.over(picture.boxes, words) }
}
