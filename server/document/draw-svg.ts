import type { Pdf } from './pages'
import type { Drawing, Marker, Matrix, Paint, Shape } from './svg-shapes'
import { times } from './svg-shapes'
import type { Typeset } from './typeset'

/** Draws a picture as lines and letters, its upper left corner at a place of the page, `scale` points to a unit. */
export function drawSvg(
  pdf: Pdf,
  typeset: Typeset,
  drawing: Drawing,
  place: { x: number; y: number; scale: number },
): void {
  pdf.save()
  const { x, y, scale } = place
  pdf.rect(x, y, drawing.width * scale, drawing.height * scale).clip()
  const whole: Matrix = [scale, 0, 0, scale, x - drawing.x * scale, y - drawing.y * scale]
  drawShapes(pdf, typeset, drawing.shapes, whole, drawing.markers)
  pdf.restore()
}

function drawShapes(
  pdf: Pdf,
  typeset: Typeset,
  shapes: readonly Shape[],
  whole: Matrix,
  markers: ReadonlyMap<string, Marker>,
): void {
  let pen = 0
  for (const shape of shapes) {
    const [a, b, c, d, e, f] = times(whole, shape.at)
    pdf.save()
    pdf.transform(a, b, c, d, e, f)
    if (shape.kind === 'text') pen = drawText(pdf, typeset, shape, shape.goesOn ? pen : undefined)
    else drawPath(pdf, shape.d, shape.paint)
    pdf.restore()
    if (shape.kind === 'path') drawHeads(pdf, typeset, shape, whole, markers)
  }
}

function drawPath(pdf: Pdf, d: string, paint: Paint): void {
  const [fills, strokes] = [paint.fill !== 'none', paint.stroke !== 'none' && paint['stroke-width'] > 0]
  if (!fills && !strokes) return
  if (strokes) {
    pdf.lineWidth(paint['stroke-width']).strokeColor(paint.stroke, paint.opacity * paint['stroke-opacity'])
    pdf.lineCap(paint['stroke-linecap'] as 'butt').lineJoin(paint['stroke-linejoin'] as 'miter')
    const dashes = paint['stroke-dasharray'].split(/[\s,]+/).map(Number)
    if (dashes.every((each) => each > 0)) pdf.dash(dashes as unknown as number, {})
  }
  if (fills) pdf.fillColor(paint.fill, paint.opacity * paint['fill-opacity'])
  pdf.path(d)
  if (fills && strokes) pdf.fillAndStroke()
  else if (fills) pdf.fill()
  else pdf.stroke()
}

/** @returns where the next text goes on */
function drawText(
  pdf: Pdf,
  typeset: Typeset,
  shape: Extract<Shape, { kind: 'text' }>,
  goesOnAt: number | undefined,
): number {
  const { paint, text, y, length } = shape
  const size = paint['font-size']
  const bold = paint['font-weight'] === 'bold' || Number(paint['font-weight']) >= 600
  const family = paint['font-family'].split(',')[0]?.toLowerCase().includes('mono') ? 'mono' : 'narrow'
  const pieces = typeset.glyphs(text, family, bold, paint['font-style'] !== 'normal')
  const width = pieces.reduce((sum, piece) => sum + typeset.width(piece.text, piece.face, size), 0)
  const squeeze = length !== undefined && width > 0 ? length / width : 1
  const shown = width * squeeze
  const anchor = paint['text-anchor']
  let x = goesOnAt ?? shape.x - (anchor === 'middle' ? shown / 2 : anchor === 'end' ? shown : 0)
  const end = x + shown
  const baseline = paint['dominant-baseline']
  const down = baseline === 'middle' || baseline === 'central' ? size * 0.36 : baseline === 'hanging' ? size * 0.76 : 0
  for (const { text: piece, face } of pieces) {
    typeset.use(face, size)
    pdf.fillColor(paint.fill === 'none' ? '#000000' : paint.fill, paint.opacity * paint['fill-opacity'])
    const options = { lineBreak: false, baseline: 'alphabetic' as const, horizontalScaling: squeeze * 100 }
    if (paint.fill !== 'none') pdf.text(piece, x, y + down, options)
    x += typeset.width(piece, face, size) * squeeze
  }
  return end
}

/** The arrow heads at the ends of a line, turned as the line arrives there. */
function drawHeads(
  pdf: Pdf,
  typeset: Typeset,
  shape: Extract<Shape, { kind: 'path' }>,
  whole: Matrix,
  markers: ReadonlyMap<string, Marker>,
): void {
  if (shape.heads.start === undefined && shape.heads.end === undefined) return
  const points = pointsOf(shape.d)
  const put = (id: string | undefined, at: Point | undefined, from: Point | undefined) => {
    const marker = markers.get(id ?? '')
    if (marker === undefined || at === undefined || from === undefined) return
    const angle = Math.atan2(at.y - from.y, at.x - from.x)
    const unit = marker.perLine ? shape.paint['stroke-width'] : 1
    const [, , boxW = marker.width, boxH = marker.height] = marker.viewBox ?? []
    const size = Math.min(marker.width / boxW, marker.height / boxH) * unit
    const [sin, cos] = [Math.sin(angle) * size, Math.cos(angle) * size]
    const turned: Matrix = [cos, sin, -sin, cos, at.x, at.y]
    const placed = times(times(times(whole, shape.at), turned), [1, 0, 0, 1, -marker.refX, -marker.refY])
    drawShapes(pdf, typeset, marker.shapes, placed, new Map())
  }
  put(shape.heads.end, points.at(-1), points.at(-2))
  put(shape.heads.start, points[0], points[1] === undefined ? undefined : mirrored(points[0], points[1]))
}

interface Point {
  readonly x: number
  readonly y: number
}

/** The head at the start looks the way the line goes. */
function mirrored(at: Point | undefined, next: Point): Point | undefined {
  return at === undefined ? undefined : { x: 2 * at.x - next.x, y: 2 * at.y - next.y }
}

/** The corners and control points of a path of absolute commands, without points that repeat. */
function pointsOf(d: string): readonly Point[] {
  const points: Point[] = []
  let [x, y] = [0, 0]
  for (const [, command = '', list = ''] of d.matchAll(/([a-z])([^a-z]*)/gi)) {
    const numbers = [...list.matchAll(/-?[\d.]+(?:e-?\d+)?/gi)].map(Number)
    const step = command.toUpperCase() === 'A' ? 7 : command === 'H' || command === 'V' ? 1 : 2
    for (let at = 0; at + step <= numbers.length; at += step) {
      if (command === 'H') x = numbers[at] ?? x
      else if (command === 'V') y = numbers[at] ?? y
      else [x, y] = [numbers[at + step - 2] ?? x, numbers[at + step - 1] ?? y]
      const last = points.at(-1)
      if (last?.x !== x || last.y !== y) points.push({ x, y })
    }
  }
  return points
}
