import type { dia } from 'jointjs'
import type { CellDrawing } from '@/lib/drawing/scene'

type Joint = typeof import('jointjs')

export interface CellKit {
  readonly namespace: { accord: { Box: typeof dia.Element; Line: typeof dia.Link } }
  box(id: string, drawing: CellDrawing, at: { x: number; y: number; w: number; h: number }): dia.Element
  line(id: string, drawing: CellDrawing): dia.Link
  readonly BoxView: typeof dia.ElementView
  readonly LineView: typeof dia.LinkView
  readonly Paper: typeof dia.Paper
}

/** The layer below the boxes. */
export const LINE_LAYER = 'lines'

/**
 * Cells that draw one finished piece of markup each: JointJS keeps the graph, the frames and the hit testing; the
 * layout has already placed and routed everything. Classes are made once JointJS has been loaded.
 */
export function cellKit({ dia }: Joint): CellKit {
  const Box = dia.Element.define('accord.Box', { drawing: undefined }, { markup: [] })
  const Line = dia.Link.define('accord.Line', { drawing: undefined, layer: LINE_LAYER }, { markup: [] })

  class BoxView extends dia.ElementView {
    override presentationAttributes(): dia.CellView.PresentationAttributes {
      return dia.ElementView.addPresentationAttributes({ drawing: ['RENDER'] })
    }
    override render(): this {
      draw(this, 'joint-cell joint-element')
      this.updateTransformation()
      return this
    }
    override update(): void {}
  }

  class LineView extends dia.LinkView {
    override presentationAttributes(): dia.CellView.PresentationAttributes {
      return dia.LinkView.addPresentationAttributes({ drawing: ['RENDER'] })
    }
    override render(): this {
      draw(this, 'joint-cell joint-link')
      this.el.setAttribute('aria-hidden', 'true')
      return this
    }
    override update(): this {
      return this
    }
  }

  // The paper brings a <style> element of its own, which a strict content policy refuses and nothing here needs.
  const Paper = dia.Paper.extend({ stylesheet: '' }) as unknown as typeof dia.Paper

  return {
    namespace: { accord: { Box: Box as unknown as typeof dia.Element, Line: Line as unknown as typeof dia.Link } },
    // The whole drawing is one attribute: equal drawings cost nothing, different ones one assignment of markup.
    box: (id, drawing, { x, y, w, h }) =>
      new Box({ id, drawing, position: { x, y }, size: { width: w, height: h } } as never) as unknown as dia.Element,
    // Ends are points, not cells: a line whose far end is outside the window must not force that end to be mounted.
    line: (id, drawing) =>
      new Line({ id, drawing, source: { x: 0, y: 0 }, target: { x: 0, y: 0 } } as never) as unknown as dia.Link,
    BoxView: BoxView as unknown as typeof dia.ElementView,
    LineView: LineView as unknown as typeof dia.LinkView,
    Paper,
  }
}

/** Puts a cell's drawing into its frame; `own` are the class names that JointJS finds its views by. */
function draw(view: dia.CellView, own: string): void {
  const drawing = view.model.get('drawing') as CellDrawing
  const { el } = view
  el.setAttribute('class', `${own} ${drawing.classes}`.trim())
  el.innerHTML = drawing.svg
  if (drawing.label === undefined) return
  if (drawing.domId !== undefined) el.setAttribute('id', drawing.domId)
  el.setAttribute('role', 'img')
  el.setAttribute('aria-label', drawing.label)
}
