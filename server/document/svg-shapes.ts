import { SaxesParser } from 'saxes'

/** How a shape or text is painted, with everything inherited already looked up. Colours as pdfkit takes them. */
export interface Paint {
  readonly fill: string
  readonly stroke: string
  readonly 'stroke-width': number
  readonly 'stroke-dasharray': string
  readonly 'stroke-linecap': string
  readonly 'stroke-linejoin': string
  readonly 'font-size': number
  readonly 'font-weight': string
  readonly 'font-style': string
  readonly 'font-family': string
  readonly 'text-anchor': string
  readonly 'dominant-baseline': string
  readonly opacity: number
  readonly 'fill-opacity': number
  readonly 'stroke-opacity': number
}

export type Matrix = readonly [number, number, number, number, number, number]

/** What there is to draw, in order. `at` puts it into the coordinates of the picture. */
export type Shape =
  | { readonly kind: 'path'; readonly d: string; readonly at: Matrix; readonly paint: Paint; readonly heads: Heads }
  | {
      readonly kind: 'text'
      readonly text: string
      readonly x: number
      readonly y: number
      /** Where it goes on after the text before it instead of at `x`. */
      readonly goesOn: boolean
      readonly length: number | undefined
      readonly at: Matrix
      readonly paint: Paint
    }

export interface Heads {
  readonly start?: string
  readonly end?: string
}

export interface Marker {
  readonly refX: number
  readonly refY: number
  readonly width: number
  readonly height: number
  readonly viewBox: readonly number[] | undefined
  readonly perLine: boolean
  readonly shapes: readonly Shape[]
}

export interface Drawing {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
  readonly markers: ReadonlyMap<string, Marker>
}

type Frame = Pick<Drawing, 'x' | 'y' | 'width' | 'height'>

const START: Paint = {
  fill: '#000000',
  stroke: 'none',
  'stroke-width': 1,
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'font-size': 16,
  'font-weight': '400',
  'font-style': 'normal',
  'font-family': 'sans-serif',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  opacity: 1,
  'fill-opacity': 1,
  'stroke-opacity': 1,
}

const NUMBERS = new Set(['stroke-width', 'font-size', 'opacity', 'fill-opacity', 'stroke-opacity'])
const SILENT = new Set(['title', 'desc', 'metadata'])
const KNOWN = new Set(
  'svg g defs marker rect path circle ellipse line polyline polygon text tspan title desc metadata'.split(' '),
)
/** What would be drawn otherwise than it stands there. */
const BEYOND = ['filter', 'clip-path', 'mask', 'class', 'textPath', 'rotate', 'dx', 'marker-mid']

/** Thrown inside: this picture has something that is only drawn as pixels. */
class Beyond extends Error {}

interface State {
  readonly name: string
  readonly paint: Paint
  readonly at: Matrix
  readonly hidden: boolean
}

/**
 * Reads the part of SVG that our own pictures are made of: shapes, lines of text, groups, arrow heads.
 * @returns undefined when the picture has anything else, or is none
 */
export function readDrawing(svg: string): Drawing | undefined {
  try {
    return read(svg)
  } catch {
    return undefined
  }
}

function read(svg: string): Drawing | undefined {
  const parser = new SaxesParser()
  const states: State[] = [{ name: '', paint: START, at: [1, 0, 0, 1, 0, 0], hidden: false }]
  const markers = new Map<string, Marker>()
  let shapes: Shape[] = []
  let aside: { shapes: Shape[]; id: string; marker: Omit<Marker, 'shapes'> } | undefined
  let frame: Frame | undefined
  let pen: { x: number; y: number; goesOn: boolean; length: number | undefined } | undefined
  const top = (): State => states[states.length - 1] as State
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes: raw }) => {
    const attributes = withStyle(raw as Record<string, string>)
    if (!KNOWN.has(name)) throw new Beyond()
    for (const each of BEYOND) if (attributes[each] !== undefined) throw new Beyond()
    const above = top()
    const paint = inherit(above.paint, attributes)
    const at = attributes.transform === undefined ? above.at : times(above.at, transformOf(attributes.transform))
    states.push({ name, paint, at, hidden: above.hidden || SILENT.has(name) || attributes.display === 'none' })
    if (name === 'svg') {
      if (frame !== undefined) throw new Beyond()
      frame = frameOf(attributes)
    } else if (name === 'marker') {
      aside = { shapes, id: attributes.id ?? '', marker: markerOf(attributes) }
      shapes = []
      states[states.length - 1] = { name, paint: inherit(START, attributes), at: [1, 0, 0, 1, 0, 0], hidden: false }
    } else if (name === 'text' || name === 'tspan') {
      pen = {
        x: attributes.x === undefined ? (pen?.x ?? 0) : number(attributes.x),
        y: (attributes.y === undefined ? (pen?.y ?? 0) : number(attributes.y)) + number(attributes.dy ?? '0'),
        goesOn: name === 'tspan' && attributes.x === undefined && (pen?.goesOn ?? false),
        length: attributes.textLength === undefined ? undefined : number(attributes.textLength),
      }
    } else {
      const d = pathOf(name, attributes)
      if (d === undefined || top().hidden || states.some((each) => each.name === 'defs' && aside === undefined)) return
      const heads = headsOf(attributes)
      // Where a line arrives is only worked out for absolute commands.
      if (/[a-y]/.test(d) && (heads.start !== undefined || heads.end !== undefined)) throw new Beyond()
      shapes.push({ kind: 'path', d, at, paint, heads })
    }
  })
  parser.on('text', (text) => {
    const { name, paint, at, hidden } = top()
    if ((name !== 'text' && name !== 'tspan') || pen === undefined || hidden) return
    const words = text.replace(/\s+/g, ' ')
    if (words.trim() === '' && !pen.goesOn) return
    shapes.push({ kind: 'text', text: pen.goesOn ? words : words.trimStart(), ...pen, at, paint })
    pen = { ...pen, goesOn: true, length: undefined }
  })
  parser.on('closetag', () => {
    const { name } = states.pop() as State
    if (name === 'text') pen = undefined
    if (name !== 'marker' || aside === undefined) return
    markers.set(aside.id, { ...aside.marker, shapes })
    shapes = aside.shapes
    aside = undefined
  })
  parser.write(svg).close()
  return frame === undefined ? undefined : { ...(frame as Frame), shapes, markers }
}

function withStyle(attributes: Record<string, string>): Record<string, string> {
  const { style } = attributes
  if (style === undefined) return attributes
  const all = { ...attributes }
  for (const part of style.split(';')) {
    const [key, value] = part.split(':')
    if (key !== undefined && value !== undefined) all[key.trim()] = value.trim()
  }
  return all
}

function inherit(paint: Paint, attributes: Record<string, string>): Paint {
  const own: Record<string, string | number> = {}
  for (const key of Object.keys(START)) {
    const value = attributes[key]
    if (value === undefined || value === 'inherit') continue
    if (NUMBERS.has(key)) own[key] = number(value)
    else if (key === 'fill' || key === 'stroke') own[key] = colour(value)
    else own[key] = value
  }
  // Opacity of a group is that of everything in it, near enough where nothing overlaps.
  if (own.opacity !== undefined) own.opacity = Number(own.opacity) * paint.opacity
  return { ...paint, ...own } as Paint
}

function colour(value: string): string {
  if (value === 'none' || value === 'transparent') return 'none'
  if (/^#[0-9a-f]{6}$/i.test(value)) return value
  if (/^#[0-9a-f]{3}$/i.test(value)) return value.replace(/[0-9a-f]/gi, '$&$&')
  const rgb = /^rgb\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)$/.exec(value)
  if (rgb !== null)
    return `#${rgb
      .slice(1)
      .map((each) => Number(each).toString(16).padStart(2, '0'))
      .join('')}`
  if (value === 'black') return '#000000'
  if (value === 'white') return '#ffffff'
  throw new Beyond()
}

function number(value: string): number {
  const match = /^\s*(-?[\d.]+(?:e-?\d+)?)(px)?\s*$/i.exec(value)
  const parsed = Number(match?.[1])
  if (match === null || !Number.isFinite(parsed)) throw new Beyond()
  return parsed
}

function frameOf(attributes: Record<string, string>): Frame {
  const box = attributes.viewBox
    ?.trim()
    .split(/[\s,]+/)
    .map(number)
  const [x = 0, y = 0, width = number(attributes.width ?? ''), height = number(attributes.height ?? '')] = box ?? []
  if (!(width > 0) || !(height > 0)) throw new Beyond()
  return { x, y, width, height }
}

function markerOf(attributes: Record<string, string>): Omit<Marker, 'shapes'> {
  if (attributes.orient !== 'auto') throw new Beyond()
  return {
    refX: number(attributes.refX ?? '0'),
    refY: number(attributes.refY ?? '0'),
    width: number(attributes.markerWidth ?? '3'),
    height: number(attributes.markerHeight ?? '3'),
    viewBox: attributes.viewBox
      ?.trim()
      .split(/[\s,]+/)
      .map(number),
    perLine: attributes.markerUnits !== 'userSpaceOnUse',
  }
}

function headsOf(attributes: Record<string, string>): Heads {
  const id = (value: string | undefined) => /^url\(["']?#([^"')]+)["']?\)$/.exec(value ?? '')?.[1]
  const [start, end] = [id(attributes['marker-start']), id(attributes['marker-end'])]
  return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
}

function pathOf(name: string, attributes: Record<string, string>): string | undefined {
  const n = (key: string) => number(attributes[key] ?? '0')
  switch (name) {
    case 'path':
      return attributes.d
    case 'rect': {
      const [x, y, w, h] = [n('x'), n('y'), n('width'), n('height')]
      const r = Math.min(n(attributes.rx === undefined ? 'ry' : 'rx'), w / 2, h / 2)
      if (r <= 0) return `M${x} ${y}H${x + w}V${y + h}H${x}Z`
      const arc = (toX: number, toY: number) => `A${r} ${r} 0 0 1 ${toX} ${toY}`
      return `M${x + r} ${y}H${x + w - r}${arc(x + w, y + r)}V${y + h - r}${arc(x + w - r, y + h)}H${x + r}${arc(x, y + h - r)}V${y + r}${arc(x + r, y)}Z`
    }
    case 'circle':
    case 'ellipse': {
      const [cx, cy] = [n('cx'), n('cy')]
      const [rx, ry] = name === 'circle' ? [n('r'), n('r')] : [n('rx'), n('ry')]
      return `M${cx - rx} ${cy}A${rx} ${ry} 0 0 1 ${cx + rx} ${cy}A${rx} ${ry} 0 0 1 ${cx - rx} ${cy}Z`
    }
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`
    case 'polyline':
    case 'polygon':
      return `M${(attributes.points ?? '').trim()}${name === 'polygon' ? 'Z' : ''}`
    default:
      return undefined
  }
}

function transformOf(value: string): Matrix {
  let all: Matrix = [1, 0, 0, 1, 0, 0]
  for (const [, name, list = ''] of value.matchAll(/(?<!\w)(\w+)\s*\(([^()]*)\)/g)) {
    const [a = 0, b, c, d = 0, e = 0, f = 0] = list
      .trim()
      .split(/[\s,]+/)
      .map(number)
    if (name === 'translate') all = times(all, [1, 0, 0, 1, a, b ?? 0])
    else if (name === 'scale') all = times(all, [a, 0, 0, b ?? a, 0, 0])
    else if (name === 'matrix') all = times(all, [a, b ?? 0, c ?? 0, d, e, f])
    else if (name === 'rotate') {
      const [sin, cos] = [Math.sin((a * Math.PI) / 180), Math.cos((a * Math.PI) / 180)]
      const about: Matrix = [1, 0, 0, 1, b ?? 0, c ?? 0]
      all = times(times(times(all, about), [cos, sin, -sin, cos, 0, 0]), [1, 0, 0, 1, -(b ?? 0), -(c ?? 0)])
    } else throw new Beyond()
  }
  return all
}

export function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}
