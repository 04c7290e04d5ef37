import { z } from 'zod'
import { type ElementId, relationKey } from '@/lib/gsn/graph'
import { mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { refuse } from '@/lib/gsn/outcome'
import { command, done, elementId } from './command'
import { ownBranch, whyNotRelate } from './commands'
import { ORDER_STEP, orderAfter, orderKey } from './names'
import { readCase } from './read'

/** Elements that one command takes on together. */
const MOST = 500
const several = z.array(elementId).min(1).max(MOST)
const distance = z.int().min(-100_000).max(100_000)

const nudgeElements = command({
  args: z.object({
    moves: z
      .array(z.object({ element: elementId, dx: distance, dy: distance }))
      .min(1)
      .max(MOST),
  }),
  server: false,
  did: 'moved shapes',
  run(doc, { moves }, context) {
    const graph = readCase(doc)
    const here = moves.filter(({ element }) => graph.elements.has(element))
    if (here.length === 0) {
      return refuse('element-absent', 'These elements are not in the case any more. Reload to see what is there.')
    }
    return done(doc, 'nudge-elements', context, (writer) => {
      for (const { element, dx, dy } of here) writer.nudge(element, { dx, dy })
    })
  },
})

const deleteElements = command({
  args: z.object({ elements: several }),
  server: false,
  did: 'moved to the bin',
  run(doc, { elements }, context) {
    const graph = readCase(doc)
    const here = elements.filter((id) => graph.elements.has(id))
    if (here.length === 0) {
      return refuse('element-absent', 'These elements are not in the case any more. Reload to see what is there.')
    }
    const top = here.find((id) => graph.elements.get(id)?.role === 'C1')
    if (top !== undefined) {
      return refuse('element-needed', 'The top claim heads the case and stays. Leave it out of the selection.', {
        id: top,
      })
    }
    return done(doc, 'delete-elements', context, (writer) => {
      const all = new Set<ElementId>()
      for (const id of here) for (const each of ownBranch(graph, id)) all.add(each)
      for (const id of all) writer.set(id, 'deleted', true)
    })
  },
})

const moveElements = command({
  args: z.object({ elements: several, under: elementId }),
  server: false,
  did: 'moved elements',
  run(doc, { elements, under }, context) {
    const graph = readCase(doc)
    const parent = graph.elements.get(under)
    if (parent === undefined) {
      return refuse('element-absent', 'The element to move to is not in the case any more. Choose another one.')
    }
    const moves: { id: ElementId; type: RelationType; from: ElementId | undefined }[] = []
    for (const id of elements) {
      const element = graph.elements.get(id)
      if (element === undefined) continue
      const type = mayRelate(parent.kind, 'inContextOf', element.kind) ? 'inContextOf' : 'supportedBy'
      const refusal = whyNotRelate(graph, under, type, id)
      if (refusal !== undefined) return { ok: false, refusal }
      const from = (type === 'supportedBy' ? graph.supporterOf(id) : graph.contextOf(id))[0]
      if (from !== under) moves.push({ id, type, from })
    }
    if (moves.length === 0) return refuse('relation-there', `This stands below ${parent.name} already.`)
    return done(doc, 'move-elements', context, (writer) => {
      let order = orderAfter(graph, under)
      for (const { id, type, from } of moves) {
        if (from !== undefined) writer.unrelate(relationKey({ from, type, to: id }))
        if (type === 'supportedBy' && parent.undeveloped) writer.set(under, 'undeveloped', false)
        writer.relate(under, type, id, order)
        order = orderKey(Number.parseInt(order, 36) + ORDER_STEP)
      }
    })
  },
})

/** [GRP1] The same as for one element, for several in one step that is taken back as one. */
export const GROUP_COMMANDS = {
  'nudge-elements': nudgeElements,
  'delete-elements': deleteElements,
  'move-elements': moveElements,
} as const
