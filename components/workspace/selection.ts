/** The readings of the case that the centre of the workspace can show, with their words. */
export const VIEWS = {
  canvas: { word: 'Canvas' },
  register: { word: 'Risk register' },
  heat: { word: 'Heat map' },
  matrix: { word: 'Matrix' },
  responsibilities: { word: 'Responsibilities' },
  terms: { word: 'Terms' },
  context: { word: 'Context' },
  documents: { word: 'Documents' },
  evidence: { word: 'Evidence' },
  findings: { word: 'Findings' },
  approvals: { word: 'Approvals' },
  patterns: { word: 'Patterns' },
  history: { word: 'History' },
} as const

export type View = keyof typeof VIEWS

export const PANEL_TABS = { details: 'Details', narrative: 'Narrative', review: 'Review' } as const
export type PanelTab = keyof typeof PANEL_TABS

/** Where I am in the case: what a link to this place says. */
export interface Place {
  /** An element's id or its name; the reader resolves it, so that a link written by hand works too. */
  readonly element?: string
  readonly view: View
  /** The capability, or the element, whose branch the canvas shows; absent for the overview. */
  readonly open?: string
  readonly tab: PanelTab
  /** A conversation to show and mark. */
  readonly thread?: string
}

export const START: Place = { view: 'canvas', tab: 'details' }

/** Reads a place from a query string; unknown words become the start. */
export function parsePlace(search: string): Place {
  const query = new URLSearchParams(search)
  const view = query.get('view') ?? ''
  const tab = query.get('tab') ?? ''
  const element = query.get('element') ?? ''
  const open = query.get('open') ?? ''
  const thread = query.get('thread') ?? ''
  return {
    ...(/^[\w-]{1,64}$/.test(element) ? { element } : {}),
    view: Object.hasOwn(VIEWS, view) ? (view as View) : START.view,
    ...(/^[\w-]{1,64}$/.test(open) ? { open } : {}),
    tab: Object.hasOwn(PANEL_TABS, tab) ? (tab as PanelTab) : START.tab,
    ...(/^[\w-]{1,64}$/.test(thread) ? { thread } : {}),
  }
}

/** The query string of a place, shortest form; the empty string at the start. */
export function formatPlace(place: Place): string {
  const query = new URLSearchParams()
  if (place.element !== undefined) query.set('element', place.element)
  if (place.view !== START.view) query.set('view', place.view)
  if (place.open !== undefined) query.set('open', place.open)
  if (place.tab !== START.tab) query.set('tab', place.tab)
  if (place.thread !== undefined) query.set('thread', place.thread)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The browser's history as far as a place needs it; tests bring their own. */
export interface History {
  search(): string
  push(search: string): void
  replace(search: string): void
  /** One step back or forward in the browser's own history; what comes of it is told by `onMove`. */
  step(by: -1 | 1): void
  /** Calls back when the person goes back or forward. */
  onMove(listener: () => void): () => void
}

export interface PlaceStore {
  get(): Place
  subscribe(listener: () => void): () => void
  /** Goes to a place: one step in the history, unless `replace`. Going where one is does nothing. */
  go(change: Partial<Place>, how?: 'push' | 'replace'): void
  /** [UI14] The places before and after this one that I was at since the page was opened; absent at either end. */
  trail(): Trail
  /** Walks back or forward through them; does nothing at the end. */
  back(): void
  forward(): void
  destroy(): void
}

export interface Trail {
  readonly back?: Place
  readonly forward?: Place
}

/** Places that are remembered to be named on the buttons; the browser's own history may be longer. */
const TRAIL_MAX = 200

/** [UI2] One place, kept in the address: a link opens there, back and forward walk through the places. */
export function createPlaceStore(history: History): PlaceStore {
  let place = parsePlace(history.search())
  let steps: readonly Place[] = [place]
  let at = 0
  let trail: Trail = {}
  const listeners = new Set<() => void>()
  const tell = () => {
    const [back, forward] = [steps[at - 1], steps[at + 1]]
    trail = { ...(back === undefined ? {} : { back }), ...(forward === undefined ? {} : { forward }) }
    for (const listener of [...listeners]) listener()
  }
  /** Which of my places the browser has gone to: a neighbour first, else any, else somewhere from before this page. */
  const arrive = (search: string) => {
    const fits = (index: number) => steps[index] !== undefined && formatPlace(steps[index]) === search
    const found = [at - 1, at + 1, at].find(fits) ?? steps.findIndex((_, index) => fits(index))
    if (found >= 0) at = found
    else {
      steps = [parsePlace(search)]
      at = 0
    }
  }
  const stop = history.onMove(() => {
    place = parsePlace(history.search())
    arrive(formatPlace(place))
    tell()
  })
  return {
    get: () => place,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: (change, how = 'push') => {
      // A marked conversation belongs to the one place the link led to.
      const next = { ...place, ...(how === 'push' ? { thread: undefined } : {}), ...change }
      const search = formatPlace(next)
      if (search === formatPlace(place)) return
      place = parsePlace(search)
      history[how](search)
      const before = steps.slice(0, how === 'push' ? at + 1 : at)
      steps = how === 'push' ? [...before, place].slice(-TRAIL_MAX) : [...before, place, ...steps.slice(at + 1)]
      if (how === 'push') at = steps.length - 1
      tell()
    },
    trail: () => trail,
    back: () => {
      if (trail.back !== undefined) history.step(-1)
    },
    forward: () => {
      if (trail.forward !== undefined) history.step(1)
    },
    destroy: () => {
      stop()
      listeners.clear()
    },
  }
}

/** The page's own history, without a navigation of the framework. */
export function browserHistory(): History {
  const address = (search: string) => `${window.location.pathname}${search}`
  return {
    search: () => window.location.search,
    push: (search) => window.history.pushState(null, '', address(search)),
    replace: (search) => window.history.replaceState(null, '', address(search)),
    step: (by) => window.history.go(by),
    onMove: (listener) => {
      window.addEventListener('popstate', listener)
      return () => window.removeEventListener('popstate', listener)
    },
  }
}
