import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { moduleOf, moduleWord } from '@/lib/gsn/module'
import type { Picture } from '@/lib/layout/picture'
import type { Wrapper } from '@/lib/layout/wrap'
import { cardSvg } from './card-svg'
import { describeCard, describeElement } from './describe'
import { type Detail, elementSvg } from './element-svg'
import { type CardFacts, type Emphasis, type Mark, NO_MARK } from './marks'

/** Everything the diagram shows at one moment. Immutable: the next moment is another scene. */
export interface Scene {
  readonly graph: CaseGraph
  readonly picture: Picture
  readonly marks: ReadonlyMap<ElementId, Mark>
  readonly cards: ReadonlyMap<ElementId, CardFacts>
  readonly selected: ElementId | undefined
  /** Elements that were chosen together with it. */
  readonly picked: ReadonlySet<ElementId>
  /** While a relation is being drawn: the elements of this picture that it may end at. */
  readonly targets: ReadonlySet<ElementId> | undefined
  /** Where assistive technology is: always mounted, also outside the window. */
  readonly active: ElementId | undefined
}

/** Everything that is drawn of one element or line: finished markup and what assistive technology is told. */
export interface CellDrawing {
  readonly svg: string
  /** Class names besides JointJS's own. */
  readonly classes: string
  /** Absent for lines, which are hidden from the accessibility tree. */
  readonly domId?: string
  readonly label?: string
}

/** DOM id of an element's shape, for aria-activedescendant. */
export function domIdOf(id: ElementId): string {
  return `canvas-${id}`
}

/**
 * Draws elements of a scene and remembers the drawings. An element is drawn anew only when one of the things it is
 * drawn from is another object than before: elements, wrapped lines and marks are immutable [CAN7].
 */
export class Artist {
  private readonly known = new Map<ElementId, { from: readonly unknown[]; drawing: CellDrawing }>()
  /** How often something was drawn, for the test that watches over it. */
  drawn = 0

  constructor(private readonly wrapper: Wrapper) {}

  draw(scene: Scene, id: ElementId, detail: Detail): CellDrawing {
    const element = scene.graph.elements.get(id)
    const box = scene.picture.boxes.get(id)
    if (element === undefined || box === undefined) throw new Error(`There is no element ${id} in this picture.`)
    const mark = scene.marks.get(id) ?? NO_MARK
    const facts = scene.cards.get(id)
    const place = scene.picture.places.get(id)
    const emphasis = emphasisOf(scene, id)
    const fold = foldOf(scene.picture, id)
    const where = `${place?.parent} ${place?.siblings.indexOf(id)} ${place?.siblings.length} ${place?.children.length}`
    const from = [
      element,
      box.lines,
      box.w,
      box.h,
      box.shape,
      mark,
      facts,
      emphasis,
      detail,
      where,
      place?.contexts.length,
      fold,
    ]
    const target = element.away === undefined ? undefined : scene.graph.elements.get(element.away)
    const module = target === undefined ? '' : moduleWord(moduleOf(target))
    from.push(module)
    const last = this.known.get(id)
    if (last?.from.every((each, index) => Object.is(each, from[index]))) return last.drawing
    this.drawn++
    const isCard = box.shape === 'card' && facts !== undefined
    const drawing: CellDrawing = {
      svg: isCard
        ? cardSvg(facts, box, mark, detail, this.clip, this.widthOf)
        : elementSvg(element, box, mark, detail, this.widthOf, fold, module),
      label: isCard
        ? describeCard(scene.graph, scene.picture, id, facts, mark)
        : describeElement(scene.graph, scene.picture, element, mark),
      classes: emphasis === undefined ? '' : `is-${emphasis}`,
      domId: domIdOf(id),
    }
    this.known.set(id, { from, drawing })
    return drawing
  }

  another(): Artist {
    return new Artist(this.wrapper)
  }

  /** Forgets what is no longer in the picture. */
  keepOnly(ids: ReadonlyMap<ElementId, unknown>): void {
    for (const id of this.known.keys()) if (!ids.has(id)) this.known.delete(id)
  }

  private readonly widthOf = (text: string, size: number, weight: number) => this.wrapper.width(text, { size, weight })
  private readonly clip = (text: string, size: number, room: number) =>
    this.wrapper.clip(text, { size, weight: 400 }, room)
}

function emphasisOf(scene: Scene, id: ElementId): Emphasis {
  if (scene.selected === id) return 'selected'
  if (scene.targets === undefined) return scene.picked.has(id) ? 'picked' : undefined
  if (!scene.targets.has(id)) return 'dimmed'
  return scene.active === id ? 'candidate' : 'target'
}

/** What the mark at an element's foot does: closes its branch (0), opens it (how many that hides), or is not there. */
function foldOf({ folded, places }: Picture, id: ElementId): number | undefined {
  const hidden = folded.get(id)
  if (hidden !== undefined) return hidden
  const place = places.get(id)
  return place?.parent !== undefined && place.children.length > 0 ? 0 : undefined
}
