import { type Box, CARD_TAB } from '@/lib/layout/picture'
import { commentBubble, statusBadge } from './badges'
import { type Detail, farName, frameOf, type TextWidth } from './element-svg'
import type { CardFacts, Mark } from './marks'
import { textAt } from './svg-text'

const PAD = 12
const BAR_HEIGHT = 7
const NOTE_SIZE = 11

/** [CAN4] The card of one capability: code, title, counts, and how much of it both sides agree on. */
export function cardSvg(
  facts: CardFacts,
  box: Box,
  mark: Mark,
  detail: Detail,
  clip: (text: string, size: number, room: number) => string,
  widthOf: TextWidth,
): string {
  const { w, h } = box
  const closed = facts.decision === 'not-required'
  const body = `<path class="gsn-shape gsn-capability${closed ? ' gsn-closed' : ''}" d="${cardPath(w, h)}"/>`
  const halo = `<rect class="gsn-halo" x="-4" y="${CARD_TAB - 4}" width="${w + 8}" height="${h - CARD_TAB + 8}" rx="10"/>`
  const visitors = frameOf(mark, w, h, widthOf)
  if (detail === 'name') return `${halo}${body}${farName(facts.code, w, h + CARD_TAB)}${visitors}`
  const codeW = widthOf(facts.code, 13, 700)
  const bubble = commentBubble(mark.comments, w - 8, CARD_TAB)
  const badge =
    mark.status === 'challenged' || mark.status === 'stale' ? statusBadge(mark.status, w - PAD - 4, CARD_TAB + 46) : ''
  const titleRoom = w - PAD - codeW - 8 - PAD
  const head =
    textAt('gsn-card-code', PAD, CARD_TAB + 22, facts.code) +
    textAt('gsn-card-title', PAD + codeW + 8, CARD_TAB + 22, clip(facts.title, 11, titleRoom))
  return `${halo}${body}${head}${content(facts, w, widthOf)}${bubble}${badge}${visitors}`
}

function content(facts: CardFacts, w: number, widthOf: TextWidth): string {
  const lineY = CARD_TAB + 45
  if (facts.decision === 'not-required')
    return textAt('gsn-text', PAD, lineY, facts.closed ? 'Not required · justified' : 'Not required · not agreed yet')
  if (facts.decision === 'undecided') {
    return (
      textAt('gsn-text', PAD, lineY, 'Not decided yet') +
      textAt('gsn-card-note', PAD, CARD_TAB + 80, 'Decide whether it is required')
    )
  }
  const undeveloped = facts.undeveloped > 0 ? ` · ◇ ${facts.undeveloped}` : ''
  const counts =
    facts.decision === 'free'
      ? facts.terms !== undefined
        ? count(facts.terms, 'term')
        : `${count(facts.agreed + facts.open + facts.challenged, 'claim')}${undeveloped}`
      : `${count(facts.risks, 'risk')} · ${count(facts.controls, 'control')}${undeveloped}`
  const note = noteOf(facts, w - 2 * PAD, widthOf)
  return `${textAt('gsn-text', PAD, lineY, counts)}${statusBar(facts, w - 2 * PAD)}${textAt('gsn-card-note', PAD, CARD_TAB + 82, note)}`
}

/** How many claims stand how; where that has no room, only what there is. */
function noteOf(facts: CardFacts, room: number, widthOf: TextWidth): string {
  const say = (states: readonly ('agreed' | 'open' | 'challenged')[]) =>
    states.map((state) => `${facts[state]} ${state}`).join(' · ')
  const states = ['agreed', 'open', 'challenged'] as const
  const whole = say(states)
  const there = states.filter((state) => facts[state] > 0)
  return there.length === 0 || widthOf(whole, NOTE_SIZE, 400) <= room ? whole : say(there)
}

export function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}

function statusBar(facts: CardFacts, room: number): string {
  const parts = (['agreed', 'open', 'challenged'] as const).filter((each) => facts[each] > 0)
  const total = facts.agreed + facts.open + facts.challenged
  if (total === 0)
    return `<rect class="gsn-bar-empty" x="${PAD}" y="${CARD_TAB + 58}" width="${room}" height="${BAR_HEIGHT}" rx="2"/>`
  let x = PAD
  const free = room - 2 * (parts.length - 1)
  return parts
    .map((part) => {
      const width = Math.round(((free * facts[part]) / total) * 10) / 10
      const rect = `<rect class="gsn-bar-${part}" x="${x}" y="${CARD_TAB + 58}" width="${width}" height="${BAR_HEIGHT}" rx="2"/>`
      x += width + 2
      return rect
    })
    .join('')
}

/** A rectangle with a tab at its upper left, like a folder. */
function cardPath(w: number, h: number): string {
  const [t, r, tab] = [CARD_TAB, 6, 62]
  return `M0 ${t}V4Q0 0 4 0H${tab}V${t}M0 ${t}H${w - r}Q${w} ${t} ${w} ${t + r}V${h - r}Q${w} ${h} ${w - r} ${h}H${r}Q0 ${h} 0 ${h - r}Z`
}
