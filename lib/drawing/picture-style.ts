/** Colours of an exported picture, by the names that components/look/tokens.css gives them; see there for both schemes. */
export type Palette = Readonly<Record<string, string>>

export const LIGHT: Palette = {
  page: '#ffffff',
  text: '#1b2430',
  muted: '#5a6778',
  line: '#66758a',
  'goal-fill': '#ffffff',
  'goal-stroke': '#2f5fb3',
  'strategy-fill': '#f4effc',
  'strategy-stroke': '#7a4fc0',
  'solution-fill': '#eaf6ee',
  'solution-stroke': '#2c7d47',
  'context-fill': '#ffffff',
  'context-stroke': '#7b899d',
  'assumption-fill': '#fdf5e3',
  'assumption-stroke': '#a67612',
  'justification-fill': '#fdf5e3',
  'justification-stroke': '#a67612',
  'capability-fill': '#ffffff',
  'capability-stroke': '#2f5fb3',
  agreed: '#2c7d47',
  open: '#7b8798',
  challenged: '#c0392b',
  stale: '#8a5410',
  mdm: '#2b5284',
  hdo: '#7f4610',
  glyph: '#ffffff',
}

export const DARK: Palette = {
  page: '#12161d',
  text: '#e7ecf3',
  muted: '#a3b0c2',
  line: '#7f8ea3',
  'goal-fill': '#1b2330',
  'goal-stroke': '#7ba6f2',
  'strategy-fill': '#241f33',
  'strategy-stroke': '#b79af0',
  'solution-fill': '#17281f',
  'solution-stroke': '#74c793',
  'context-fill': '#171c25',
  'context-stroke': '#75839a',
  'assumption-fill': '#2a2415',
  'assumption-stroke': '#dcb25a',
  'justification-fill': '#2a2415',
  'justification-stroke': '#dcb25a',
  'capability-fill': '#1b2330',
  'capability-stroke': '#7ba6f2',
  agreed: '#58b97c',
  open: '#7f8ea3',
  challenged: '#ef7a6d',
  stale: '#edb877',
  mdm: '#b3cff1',
  hdo: '#f2c28d',
  glyph: '#12161d',
}

type Attributes = Readonly<Record<string, string>>

const KINDS = ['goal', 'strategy', 'solution', 'context', 'assumption', 'justification', 'capability']
const shape = (kind: string): [string, Attributes] => [
  `gsn-${kind}`,
  { fill: `$${kind}-fill`, stroke: `$${kind}-stroke` },
]
const glyph = {
  fill: 'none',
  stroke: '$glyph',
  'stroke-width': '1.8',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
}

/**
 * What canvas.css says, as attributes: other programs read no style sheets and no variables. A rule is a class, or a class
 * above a class or tag; later rules win. `$name` is a colour of the palette.
 */
const RULES: readonly (readonly [string, Attributes])[] = [
  ['gsn-shape', { 'stroke-width': '1.5' }],
  ...KINDS.map(shape),
  ['gsn-closed', { 'stroke-dasharray': '5 4' }],
  ['gsn-foot', { fill: '$page', stroke: '$goal-stroke', 'stroke-width': '1.5' }],
  ['gsn-name', { 'font-size': '11', 'font-weight': '700', fill: '$muted' }],
  ['gsn-text', { 'font-size': '13', fill: '$text' }],
  ['gsn-unwritten', { fill: '$muted', 'font-style': 'italic' }],
  ['gsn-far', { 'font-weight': '700', fill: '$text' }],
  ['gsn-letter', { 'font-size': '15', 'font-weight': '700', fill: '$assumption-stroke' }],
  ['gsn-caption', { 'font-size': '12', 'font-weight': '600', fill: '$muted' }],
  ['gsn-card-code', { 'font-size': '13', 'font-weight': '700', fill: '$text' }],
  ['gsn-card-title', { 'font-size': '11', fill: '$muted' }],
  ['gsn-card-note', { 'font-size': '11', fill: '$muted' }],
  ['gsn-bar-agreed', { fill: '$agreed' }],
  ['gsn-bar-open', { fill: '$open' }],
  ['gsn-bar-challenged', { fill: '$challenged' }],
  ['gsn-bar-empty', { fill: 'none', stroke: '$open', 'stroke-dasharray': '3 3' }],
  ['gsn-line', { fill: 'none', stroke: '$line', 'stroke-width': '1.4' }],
  ['gsn-head', { fill: '$line', stroke: '$line', 'stroke-width': '1.2', 'stroke-linejoin': 'round' }],
  ['gsn-head-hollow', { fill: '$page' }],
  ['gsn-challenge', { stroke: '$challenged', 'stroke-dasharray': '6 4' }],
  ['gsn-challenge-head', { fill: 'none', stroke: '$challenged', 'stroke-width': '1.4', 'stroke-linejoin': 'round' }],
  ['gsn-ball', { fill: '$line', stroke: '$line', 'stroke-width': '1.4' }],
  ['gsn-ball-hollow', { fill: '$page' }],
  ['gsn-diamond', { fill: '$page', stroke: '$line', 'stroke-width': '1.4' }],
  ['gsn-count', { 'font-size': '11', fill: '$muted' }],
  ['gsn-doubt rect', { fill: '$page', stroke: '$challenged', 'stroke-width': '1.4' }],
  ['gsn-doubt-word', { 'font-size': '9.5', 'font-weight': '700', fill: '$challenged' }],
  ['gsn-struck', { fill: 'none', stroke: '$challenged', 'stroke-width': '1.6' }],
  ['gsn-away', { fill: 'none', stroke: '$muted', 'stroke-width': '1.2' }],
  ['gsn-away-word', { 'font-size': '10', fill: '$muted' }],
  ['gsn-status circle', { fill: '$open' }],
  ['gsn-status-agreed circle', { fill: '$agreed' }],
  ['gsn-status-half circle', { fill: '$page', stroke: '$agreed', 'stroke-width': '1.6' }],
  ['gsn-status-stale circle', { fill: '$stale' }],
  ['gsn-status-challenged circle', { fill: '$challenged' }],
  ['gsn-glyph', glyph],
  ['gsn-glyph-fill', { fill: '$agreed' }],
  ['gsn-comments rect', { fill: '$muted' }],
  ['gsn-comments path', { fill: '$muted' }],
  ['gsn-comments-count', { 'font-size': '10', 'font-weight': '700', fill: '$glyph' }],
  ['gsn-pill rect', { fill: '$page', 'stroke-width': '1.4' }],
  ['gsn-pill-mdm rect', { stroke: '$goal-stroke' }],
  ['gsn-pill-hdo rect', { stroke: '$hdo' }],
  ['gsn-pill-shared rect', { stroke: '$muted' }],
  ['gsn-pill-word', { 'font-size': '9.5', 'font-weight': '700', fill: '$muted' }],
  ['gsn-pill-mdm gsn-pill-word', { fill: '$mdm' }],
  ['gsn-pill-hdo gsn-pill-word', { fill: '$hdo' }],
  ['gsn-fold-dot', { fill: '$page', stroke: '$line', 'stroke-width': '1.2' }],
  ['gsn-fold-count', { 'font-size': '11', 'font-weight': '700', fill: '$text' }],
]

/** Tools and guests of the screen, which are no part of a picture. */
const LEFT_OUT = new Set(['gsn-halo', 'gsn-port', 'gsn-visitor'])

const TAG = /<(\/?)([a-z]+)((?:\s+[a-zA-Z-]+="[^"]*")*)\s*(\/?)>/g

/**
 * [PIC1] The diagram's markup with every class turned into attributes and everything left out that is only for the screen.
 * Reads only what this folder writes: plain tags with quoted attributes.
 */
export function inlineStyle(svg: string, palette: Palette): string {
  let out = ''
  let at = 0
  const open: { tag: string; classes: readonly string[] }[] = []
  let hiddenFrom: number | undefined
  for (const match of svg.matchAll(TAG)) {
    const [whole, close = '', tag = '', attributes = '', selfClosed = ''] = match
    if (hiddenFrom === undefined) out += svg.slice(at, match.index)
    at = match.index + whole.length
    if (close !== '') {
      open.pop()
      if (hiddenFrom === undefined) out += whole
      else if (open.length === hiddenFrom) hiddenFrom = undefined
      continue
    }
    const classes = (/\sclass="([^"]*)"/.exec(attributes)?.[1] ?? '').split(' ').filter((each) => each !== '')
    const skip = isLeftOut(classes)
    if (hiddenFrom === undefined && !skip) {
      const above = open.flatMap((each) => each.classes)
      out += `<${tag}${attributes.replace(/\sclass="[^"]*"/, '')}${attributesFor(tag, classes, above, palette)}${selfClosed}>`
    }
    if (selfClosed !== '') continue
    if (hiddenFrom === undefined && skip) hiddenFrom = open.length
    open.push({ tag, classes })
  }
  return hiddenFrom === undefined ? out + svg.slice(at) : out
}

function isLeftOut(classes: readonly string[]): boolean {
  if (classes.includes('gsn-fold')) return !classes.includes('is-folded')
  return classes.some((each) => LEFT_OUT.has(each))
}

function attributesFor(tag: string, classes: readonly string[], above: readonly string[], palette: Palette): string {
  const found: Record<string, string> = {}
  for (const [rule, attributes] of RULES) {
    const parts = rule.split(' ')
    const last = parts[parts.length - 1] ?? ''
    if (last !== tag && !classes.includes(last)) continue
    if (parts.length === 2 && !above.includes(parts[0] ?? '')) continue
    Object.assign(found, attributes)
  }
  return Object.entries(found)
    .map(([name, value]) => ` ${name}="${value.startsWith('$') ? (palette[value.slice(1)] ?? 'none') : value}"`)
    .join('')
}
