import type { Direction } from '@/lib/layout/step'

/** What a key does on the canvas. */
export type KeyStep =
  | { readonly do: 'go'; readonly direction: Direction }
  | { readonly do: KeyVerb }
  | { readonly do: 'zoom'; readonly factor: number }
  | { readonly do: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly do: 'nudge'; readonly dx: number; readonly dy: number }

export type KeyVerb =
  | 'enter'
  | 'escape'
  | 'connect'
  | 'tools'
  | 'menu'
  | 'fit'
  | 'center'
  | 'fold'
  | 'focus'
  | 'move'
  | 'pick'
  | 'pick-all'
  | 'bin'
  | 'map'

const PAN = 80
const ZOOM = 1.2
const NUDGE = 20

const KEYS: Readonly<Record<string, KeyStep>> = {
  ArrowUp: { do: 'go', direction: 'up' },
  ArrowDown: { do: 'go', direction: 'down' },
  ArrowLeft: { do: 'go', direction: 'left' },
  ArrowRight: { do: 'go', direction: 'right' },
  c: { do: 'go', direction: 'context' },
  Home: { do: 'go', direction: 'home' },
  Enter: { do: 'enter' },
  F2: { do: 'enter' },
  Escape: { do: 'escape' },
  ' ': { do: 'fold' },
  o: { do: 'focus' },
  m: { do: 'move' },
  n: { do: 'map' },
  r: { do: 'connect' },
  t: { do: 'tools' },
  f: { do: 'fit' },
  z: { do: 'center' },
  x: { do: 'pick' },
  Delete: { do: 'bin' },
  Backspace: { do: 'bin' },
  ContextMenu: { do: 'menu' },
  '+': { do: 'zoom', factor: ZOOM },
  '=': { do: 'zoom', factor: ZOOM },
  '-': { do: 'zoom', factor: 1 / ZOOM },
}

const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
}

/** [CAN5] The step for a key; undefined for keys that belong to the browser or to the page. */
export function keyStep(event: {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}): KeyStep | undefined {
  const arrow = Object.hasOwn(ARROWS, event.key) ? ARROWS[event.key] : undefined
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.ctrlKey || event.metaKey) return key === 'a' && !event.altKey ? { do: 'pick-all' } : undefined
  if (event.altKey) return arrow && { do: 'nudge', dx: arrow.x * NUDGE, dy: arrow.y * NUDGE }
  if (event.shiftKey && arrow !== undefined) return { do: 'pan', dx: -arrow.x * PAN, dy: -arrow.y * PAN }
  if (event.shiftKey && event.key === 'F10') return { do: 'menu' }
  return Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
}

/** What the keys do, in a few sentences: the canvas's description for assistive technology. */
export const KEY_HELP =
  'Up goes to what this supports, Down to what it rests on, Left and Right to its neighbours, C to its contexts. Enter edits it or opens a capability, Escape goes up, Space closes or opens its branch, O shows only its branch. Shift+F10 or the menu key opens all its actions, T goes to the next steps, R connects it, M moves it below another element, X chooses several, Delete puts it into the bin, Ctrl+C and Ctrl+V copy and paste. F fits the picture, Z shows the element large, plus and minus zoom, Shift with an arrow moves the picture, Alt with an arrow shifts the element, N shows the map.'
