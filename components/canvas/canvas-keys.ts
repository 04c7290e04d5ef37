import type { Direction } from '@/lib/layout/step'

/** What a key does on the canvas. */
export type KeyStep =
  | { readonly do: 'go'; readonly direction: Direction }
  | { readonly do: 'enter' | 'escape' | 'connect' | 'menu' | 'fit' | 'center' }
  | { readonly do: 'zoom'; readonly factor: number }
  | { readonly do: 'pan'; readonly dx: number; readonly dy: number }

const PAN = 80
const ZOOM = 1.2

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
  r: { do: 'connect' },
  t: { do: 'menu' },
  f: { do: 'fit' },
  z: { do: 'center' },
  '+': { do: 'zoom', factor: ZOOM },
  '=': { do: 'zoom', factor: ZOOM },
  '-': { do: 'zoom', factor: 1 / ZOOM },
}

const SHIFTED: Readonly<Record<string, KeyStep>> = {
  ArrowUp: { do: 'pan', dx: 0, dy: PAN },
  ArrowDown: { do: 'pan', dx: 0, dy: -PAN },
  ArrowLeft: { do: 'pan', dx: PAN, dy: 0 },
  ArrowRight: { do: 'pan', dx: -PAN, dy: 0 },
}

/** [CAN5] The step for a key; undefined for keys that belong to the browser or to the page. */
export function keyStep(event: {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}): KeyStep | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (event.shiftKey && Object.hasOwn(SHIFTED, event.key)) return SHIFTED[event.key]
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
}

/** What the keys do, in one sentence: the canvas's description for assistive technology. */
export const KEY_HELP =
  'Up goes to what this supports, Down to what it rests on, Left and Right to its neighbours, C to its contexts. Enter edits it or opens a capability, Escape goes up, T goes to its actions, R connects it, F fits the picture, plus and minus zoom, Shift with an arrow moves the picture.'
