import type { ElementId } from '@/lib/gsn/graph'
import { around, type GridIndex, gridIndex } from '@/lib/layout/grid-index'
import type { Picture, Rect, Route, Trunk } from '@/lib/layout/picture'

/** What can be mounted, by the rectangle it covers. */
export interface PictureIndex {
  readonly boxes: GridIndex<ElementId>
  readonly routes: GridIndex<Route>
  readonly trunks: GridIndex<Trunk>
}

export function indexPicture(picture: Picture): PictureIndex {
  return {
    boxes: gridIndex([...picture.boxes.values()].map((box) => [box.id, box] as const)),
    routes: gridIndex([...picture.routes.values()].map((route) => [route, around(route.own)] as const)),
    trunks: gridIndex(
      picture.trunks.flatMap((trunk) => trunk.lines.map((line) => [trunk, around(line)] as [Trunk, Rect])),
    ),
  }
}
