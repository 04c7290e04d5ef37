import type { Element } from '@/lib/gsn/graph'
import { holdsPlaceholder, KINDS, mayBeUndeveloped } from '@/lib/gsn/kinds'
import { type Box, SKEW } from '@/lib/layout/picture'
import { AWAY_STRIP, LINE_HEIGHT } from '@/lib/layout/shapes'
import { shortName } from '@/lib/reading/capability-names'
import {
  awayStrip,
  commentBubble,
  doubtBadge,
  publicMark,
  sidePill,
  statusBadge,
  unfinishedMark,
  visitorFrame,
} from './badges'
import { type Mark, personColour } from './marks'
import { escapeText, textAt } from './svg-text'

/** How much of an element is drawn: all of it, or only its shape and its name in large letters. */
export type Detail = 'full' | 'name'

export type TextWidth = (text: string, size: number, weight: number) => number

/** Markup of one shape; `grow` makes it larger on all sides, for the halo. */
function outline(shape: Box['shape'], w: number, h: number, className: string, grow = 0): string {
  const [x, y, fullW, fullH] = [-grow, -grow, w + 2 * grow, h + 2 * grow]
  switch (shape) {
    case 'circle':
    case 'ellipse':
      return `<ellipse class="${className}" cx="${w / 2}" cy="${h / 2}" rx="${fullW / 2}" ry="${fullH / 2}"/>`
    case 'parallelogram':
      return `<path class="${className}" d="M${SKEW + x} ${y}H${w + grow * 1.3}L${w - SKEW + grow} ${h + grow}H${-grow * 1.3}Z"/>`
    case 'stadium':
      return `<rect class="${className}" x="${x}" y="${y}" width="${fullW}" height="${fullH}" rx="${Math.min(30, h / 2) + grow}"/>`
    case 'rectangle':
    case 'card':
      return `<rect class="${className}" x="${x}" y="${y}" width="${fullW}" height="${fullH}" rx="${6 + grow}"/>`
  }
}

/**
 * [CAN1] One element as SVG markup, its top left corner at 0 0. Everything that a person wrote is escaped text.
 * Colours come from classes (canvas.css), so that the scheme switches without drawing anew.
 */
export function elementSvg(
  element: Element,
  box: Box,
  mark: Mark,
  detail: Detail,
  widthOf: TextWidth,
  fold?: number,
  module = '',
): string {
  const { kind } = element
  const { w, h, shape } = box
  const body = outline(shape, w, h, `gsn-shape gsn-${kind}`)
  const halo = outline(shape, w, h, 'gsn-halo', 4)
  const foot = unfinishedMark(element.undeveloped, holdsPlaceholder(element.statement), w / 2, h)
  const visitors = frameOf(mark, w, h, widthOf)
  const folding = foldMark(fold, box)
  const doubt = mark.doubt === undefined ? '' : doubtBadge(mark.doubt, w, h)
  if (detail === 'name')
    return `${halo}${body}${farName(shortName(element.name, element.capability), w, h)}${doubt}${folding}${visitors}`
  return `${halo}${body}${foot}${words(element, box, widthOf)}${corner(element, box, mark)}${letter(element, box)}${port(element, box)}${modular(element, box, module)}${doubt}${folding}${visitors}`
}

export function frameOf(mark: Mark, w: number, h: number, widthOf: TextWidth): string {
  const [first] = mark.visitors
  if (first === undefined) return ''
  const names = mark.visitors.map((visitor) => visitor.name)
  const flag = widthOf(first.name, 11, 600) + (names.length > 1 ? 24 : 12)
  return visitorFrame(names, personColour(first.id), w, h, Math.round(flag))
}

/** The name as large as it fits: what can still be read from far away. */
export function farName(name: string, w: number, h: number): string {
  const size = Math.round(Math.min(40, h * 0.5, (w - 12) / (0.64 * Math.max(4, name.length))))
  return `<text class="gsn-far" x="${w / 2}" y="${h / 2 + size * 0.36}" font-size="${size}" text-anchor="middle">${escapeText(name)}</text>`
}

function words(element: Element, box: Box, widthOf: TextWidth): string {
  const { w, h, shape } = box
  const left = shape === 'rectangle'
  const [x, anchor] = left ? [12, undefined] : ([w / 2, 'middle'] as const)
  const lines = box.lines.length === 0 ? ['Not written yet'] : box.lines
  const strip = element.away === undefined ? 0 : AWAY_STRIP
  const top = (h - strip - LINE_HEIGHT * (lines.length + 1)) / 2
  const spans = lines
    .map((line, index) => `<tspan x="${x}" y="${top + LINE_HEIGHT * (index + 1) + 13.5}">${escapeText(line)}</tspan>`)
    .join('')
  const at = anchor === undefined ? '' : ` text-anchor="${anchor}"`
  const muted = box.lines.length === 0 ? ' gsn-unwritten' : ''
  const pill = left ? sidePill(sideOf(element), 12 + widthOf(element.name, 11, 700) + 8, top + 9.5) : ''
  return `${textAt('gsn-name', x, top + 13.5, element.name, anchor)}<text class="gsn-text${muted}"${at}>${spans}</text>${pill}`
}

/** The side that answers for a control or holds the evidence; '' where none is said. */
export function sideOf(element: Element): string {
  const { responsible, side } = element.fields
  const value = element.kind === 'solution' ? side : responsible
  return typeof value === 'string' ? value : ''
}

/** Status and comments at the upper right; on a circle the side stands on its lower edge. */
function corner(element: Element, { w, h, shape }: Box, mark: Mark): string {
  const round = shape === 'circle' || shape === 'ellipse'
  const x = round ? w * 0.85 : shape === 'parallelogram' ? w - 20 : w - 16
  const y = round ? h * 0.15 : shape === 'stadium' ? 4 : 16
  const badge = mark.status === undefined ? '' : statusBadge(mark.status, x, y)
  const bubble = commentBubble(mark.comments, mark.status === undefined ? x + 8 : x - 10, y)
  const pill = shape === 'circle' ? sidePill(sideOf(element), w / 2, h - 2, 'middle') : ''
  return `${badge}${bubble}${pill}`
}

function letter(element: Element, { w, h }: Box): string {
  const sign = KINDS[element.kind].letter
  return sign === '' ? '' : textAt(`gsn-letter gsn-letter-${element.kind}`, w - 8, h - 1, sign, 'middle')
}

/** The handle to draw a relation from: shown on the selected element. */
function port(element: Element, { w, h }: Box): string {
  if (!mayBeUndeveloped(element.kind)) return ''
  return `<g class="gsn-port" transform="translate(${w / 2} ${h})"><circle class="gsn-port-area" r="14"/><circle class="gsn-port-dot" r="6"/><path class="gsn-glyph" d="M-3 0H3M0 -3V3"/></g>`
}

/** [GSN13] Of another module, or open to other modules. */
function modular(element: Element, { w, h }: Box, module: string): string {
  if (element.away !== undefined) return awayStrip(module, w, h)
  return element.public === true ? publicMark(w - 48, 8) : ''
}

/** Closes or opens the branch below: a minus that shows on the element at hand, or how much is hidden. */
function foldMark(hidden: number | undefined, { w, h, shape }: Box): string {
  if (hidden === undefined) return ''
  const x = shape === 'parallelogram' ? w - SKEW - 22 : w - 22
  if (hidden === 0) {
    return `<g class="gsn-fold" transform="translate(${x} ${h})"><circle class="gsn-fold-area" r="12"/><circle class="gsn-fold-dot" r="7.5"/><path class="gsn-fold-glyph" d="M-3.5 0H3.5"/></g>`
  }
  const text = `+${hidden}`
  const room = 16 + 7 * text.length
  return `<g class="gsn-fold is-folded" transform="translate(${x - room / 2 + 8} ${h})"><rect class="gsn-fold-dot" x="${-room / 2}" y="-9" width="${room}" height="18" rx="9"/>${textAt('gsn-fold-count', 0, 4, text, 'middle')}</g>`
}
