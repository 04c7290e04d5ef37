import { challengeKey } from '../gsn/challenge-edges'
import { type CaseGraph, type ElementId, relationKey } from '../gsn/graph'
import { type Box, centerX, type Point, type Route, sideOf } from './picture'
import { freeWay } from './routes'

/**
 * [GSN14] The ways of all challenges between drawn elements, after all relations have theirs: a challenge of a relation ends
 * in the middle of that relation's own line.
 */
export function routeChallenges(
  graph: CaseGraph,
  boxes: ReadonlyMap<ElementId, Box>,
  routes: Map<string, Route>,
): void {
  for (const challenge of graph.challenges) {
    const { from, target } = challenge
    const source = boxes.get(from)
    const key = challengeKey(challenge)
    if (source === undefined) continue
    if ('element' in target) {
      const to = boxes.get(target.element)
      if (to === undefined) continue
      const points = [...freeWay(to, source)].reverse()
      routes.set(key, { key, from, to: to.id, type: 'challenges', points, own: points })
      continue
    }
    const line = routes.get(relationKey(target.relation))
    if (line === undefined) continue
    const middle = middleOf(line.own)
    const start = sideOf(source, middle.x < centerX(source) ? 'left' : 'right')
    const points = [start, { x: middle.x, y: start.y }, middle]
    routes.set(key, { key, from, to: target.relation.to, type: 'challenges', points, own: points })
  }
}

/** The middle of the longest straight piece. */
function middleOf(points: readonly Point[]): Point {
  let best = points[0] ?? { x: 0, y: 0 }
  let most = -1
  points.forEach((point, index) => {
    const next = points[index + 1]
    if (next === undefined) return
    const length = Math.abs(point.x - next.x) + Math.abs(point.y - next.y)
    if (length <= most) return
    most = length
    best = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
  })
  return best
}
