import { AWAY_STRIP } from '@/lib/layout/shapes'
import type { ClaimStatus } from '@/lib/review/state'
import type { Doubt } from './marks'
import { escapeText, textAt } from './svg-text'

/** The glyph on each status badge: it tells the status without its colour. */
const GLYPHS: Readonly<Record<ClaimStatus, string>> = {
  agreed: '<path class="gsn-glyph" d="M-3 .2L-.9 2.4L3.2 -2.2"/>',
  half: '<path class="gsn-glyph-fill" d="M0 -4.2A4.2 4.2 0 0 1 0 4.2Z"/>',
  open: '<path class="gsn-glyph" d="M-3 0H3"/>',
  stale: '<path class="gsn-glyph" d="M0 -3.4V0L2.4 1.6"/>',
  challenged: '<path class="gsn-glyph" d="M0 -3.6V.8M0 3.2V3.4"/>',
}

/** The status of a claim: a disc of 14 px around the given point. */
export function statusBadge(status: ClaimStatus, x: number, y: number): string {
  return `<g class="gsn-status gsn-status-${status}" transform="translate(${x} ${y})"><circle r="7"/>${GLYPHS[status]}</g>`
}

/** The number of open threads in a speech bubble; its right edge at x. */
export function commentBubble(count: number, x: number, y: number): string {
  if (count <= 0) return ''
  const text = count > 99 ? '99+' : String(count)
  const w = 12 + text.length * 6
  const left = x - w
  return (
    `<g class="gsn-comments"><rect x="${left}" y="${y - 7}" width="${w}" height="14" rx="3"/>` +
    `<path d="M${left + 4} ${y + 6}v4l5 -4z"/>${textAt('gsn-comments-count', left + w / 2, y + 3.5, text, 'middle')}</g>`
  )
}

const PILLS: Readonly<Record<string, { word: string; w: number }>> = {
  mdm: { word: 'MDM', w: 36 },
  hdo: { word: 'HDO', w: 36 },
  shared: { word: 'Shared', w: 46 },
}

/** Whose job or evidence it is. @returns no markup for a value that is not a side */
export function sidePill(side: string, x: number, y: number, anchor: 'start' | 'middle' = 'start'): string {
  const pill = Object.hasOwn(PILLS, side) ? PILLS[side] : undefined
  if (pill === undefined) return ''
  const left = anchor === 'middle' ? x - pill.w / 2 : x
  return (
    `<g class="gsn-pill gsn-pill-${side}"><rect x="${left}" y="${y - 7.5}" width="${pill.w}" height="15" rx="7.5"/>` +
    `${textAt('gsn-pill-word', left + pill.w / 2, y + 3.4, pill.word, 'middle')}</g>`
  )
}

/** [GSN14] In doubt or defeated, in words on the lower edge; what is challenged itself and defeated is crossed out too. */
export function doubtBadge({ state, direct }: Doubt, w: number, h: number): string {
  const word = state === 'defeated' ? 'Defeated' : direct ? 'In doubt' : 'Rests on doubt'
  const room = word.length * 5.6 + 16
  const cross =
    state === 'defeated' && direct ? `<path class="gsn-struck" d="M4 4L${w - 4} ${h - 4}M${w - 4} 4L4 ${h - 4}"/>` : ''
  return `${cross}<g class="gsn-doubt"><rect x="10" y="${h - 8}" width="${room}" height="16" rx="3"/>${textAt('gsn-doubt-word', 10 + room / 2, h + 3.6, word, 'middle')}</g>`
}

/** [GSN13] The strip at the foot of an away element with the module it stands for. */
export function awayStrip(module: string, w: number, h: number): string {
  const y = h - AWAY_STRIP
  return `<path class="gsn-away" d="M0 ${y}H${w}M12 ${y + 16}v-10h5l2 2h9v8z"/>${textAt('gsn-away-word', 34, y + 15, module)}`
}

/** [GSN13] The small folder of an element that other modules may cite. */
export function publicMark(x: number, y: number): string {
  return `<path class="gsn-away" d="M${x} ${y + 10}v-10h5l2 2h9v8z"/>`
}

/** [CAN3] The diamond of an undeveloped and the triangle of an uninstantiated element, under its bottom centre. */
export function unfinishedMark(undeveloped: boolean, uninstantiated: boolean, x: number, y: number): string {
  if (undeveloped && uninstantiated)
    return `<path class="gsn-foot" d="M${x} ${y}l10 10l-10 10l-10 -10zM${x - 10} ${y + 10}h20"/>`
  if (undeveloped) return `<path class="gsn-foot" d="M${x} ${y}l9 9l-9 9l-9 -9z"/>`
  if (uninstantiated) return `<path class="gsn-foot" d="M${x} ${y}l10 16h-20z"/>`
  return ''
}

/** Another person's selection: a frame with the name on a flag. */
export function visitorFrame(
  names: readonly string[],
  colour: number,
  w: number,
  h: number,
  flagWidth: number,
): string {
  const [first] = names
  if (first === undefined) return ''
  const more = names.length > 1 ? ` +${names.length - 1}` : ''
  return (
    `<g class="gsn-visitor gsn-person-${colour}"><rect class="gsn-visitor-frame" x="-5" y="-5" width="${w + 10}" height="${h + 10}" rx="9"/>` +
    `<rect class="gsn-visitor-flag" x="-5" y="-21" width="${flagWidth}" height="16" rx="3"/>` +
    `<text class="gsn-visitor-name" x="1" y="-9">${escapeText(first)}${more}</text></g>`
  )
}
