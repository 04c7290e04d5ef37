import { around, type GridIndex } from '@/lib/layout/grid-index'
import { KeptIndex } from '@/lib/layout/kept-index'
import type { Box, Picture, Route, Trunk } from '@/lib/layout/picture'

/** What can be mounted, by the rectangles it covers. A box's words may be older than the picture's. */
export interface PictureIndex {
  readonly boxes: GridIndex<Box>
  readonly routes: GridIndex<Route>
  readonly trunks: GridIndex<Trunk>
}

/** An index that goes from picture to picture: what is the same object in both is not entered again. */
export class LivingIndex implements PictureIndex {
  readonly boxes = new KeptIndex<Box>((box) => [box])
  readonly routes = new KeptIndex<Route>((route) => [around(route.own)])
  readonly trunks = new KeptIndex<Trunk>((trunk) => trunk.lines.map(around))

  follow(picture: Picture): void {
    this.boxes.follow(picture.boxes)
    this.routes.follow(picture.routes)
    this.trunks.follow(byElement(picture.trunks))
  }
}

function* byElement(trunks: readonly Trunk[]): Generator<readonly [string, Trunk]> {
  for (const trunk of trunks) yield [trunk.from, trunk]
}

export function indexPicture(picture: Picture): PictureIndex {
  const index = new LivingIndex()
  index.follow(picture)
  return index
}
