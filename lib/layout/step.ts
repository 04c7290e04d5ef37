import type { ElementId } from '../gsn/graph'
import type { Picture } from './picture'

export type Direction = 'up' | 'down' | 'left' | 'right' | 'context' | 'home'

/**
 * [LAY9] Where an arrow key leads: up to the parent, down to the first child, left and right to the siblings, `context`
 * to the first context; between cards, up and down follow the columns.
 * @returns the same id when there is nothing in that direction
 */
export function stepFrom(picture: Picture, id: ElementId, direction: Direction): ElementId {
  const place = picture.places.get(id)
  if (place === undefined || direction === 'home') return firstOf(picture) ?? id
  const at = place.siblings.indexOf(id)
  switch (direction) {
    case 'context':
      if (place.asContext) return place.siblings[(at + 1) % place.siblings.length] ?? id
      return place.contexts[0] ?? id
    case 'left':
      return place.siblings[at - 1] ?? id
    case 'right':
      return place.siblings[at + 1] ?? id
    case 'up':
      return cardBeyond(picture, id, -1) ?? place.parent ?? id
    case 'down':
      return place.children[0] ?? cardBeyond(picture, id, 1) ?? id
  }
}

function cardBeyond(picture: Picture, id: ElementId, rows: 1 | -1): ElementId | undefined {
  const place = picture.places.get(id)
  if (place?.parent === undefined || picture.boxes.get(id)?.shape !== 'card') return undefined
  const columns = picture.columns.get(place.parent) ?? place.siblings.length
  return place.siblings[place.siblings.indexOf(id) + rows * columns]
}

export function firstOf(picture: Picture): ElementId | undefined {
  for (const [id, place] of picture.places) if (place.parent === undefined) return id
  return undefined
}
