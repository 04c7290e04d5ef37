import { actionsFor, type ElementAction } from '@/components/outline/element-actions'
import { formatPlace, VIEWS, type View } from '@/components/workspace/selection'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { capabilityName } from '@/lib/reading/capability-names'

/** One line of the palette. `do` says what happens, so that the list can be tested without a screen. */
export interface PaletteAction {
  readonly id: string
  readonly group: 'Here' | 'Go to' | 'Capabilities' | 'Do'
  readonly label: string
  readonly shortcut?: string
  readonly do:
    | { readonly kind: 'view'; readonly view: View }
    | { readonly kind: 'page'; readonly href: string }
    | { readonly kind: 'capability'; readonly code: string | undefined }
    | { readonly kind: 'act'; readonly action: ElementAction; readonly element: ElementId }
    /** The key that the canvas takes for it. */
    | { readonly kind: 'canvas'; readonly key: string }
    | { readonly kind: 'undo' | 'redo' | 'scheme' | 'copy-link' | 'shortcuts' | 'print' }
}

export interface PaletteState {
  readonly caseId: string
  readonly graph: CaseGraph
  readonly selected: ElementId | undefined
  readonly canEdit: boolean
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Whether the canvas is what one looks at. */
  readonly onCanvas: boolean
}

/** What the canvas does by a key of its own: its key, the words, what it needs. */
const CANVAS_ACTIONS: readonly (readonly [string, string, 'anybody' | 'element' | 'writer'])[] = [
  ['f', 'Fit the picture', 'anybody'],
  ['+', 'Zoom in', 'anybody'],
  ['-', 'Zoom out', 'anybody'],
  ['n', 'Show or hide the map', 'anybody'],
  ['z', 'Bring the element to the middle', 'element'],
  [' ', 'Close or open its branch', 'element'],
  ['o', 'Show only its branch', 'element'],
  ['x', 'Choose it, or not', 'element'],
  ['r', 'Connect it', 'writer'],
  ['m', 'Move it below another element', 'writer'],
]

/** [FND3] Everything that can be done from here, with its keys; what may not be done is not listed. */
export function paletteActions(state: PaletteState): PaletteAction[] {
  const { caseId, graph, selected, canEdit, canUndo, canRedo } = state
  const base = `/cases/${encodeURIComponent(caseId)}`
  const here = selected === undefined || !canEdit ? [] : actionsFor(graph, selected)
  const name = selected === undefined ? '' : (graph.elements.get(selected) ?? graph.bin.get(selected))?.name
  return [
    ...here.map(
      (action, index): PaletteAction => ({
        id: `here-${index}`,
        group: 'Here',
        label: `${action.label} (${name})`,
        do: { kind: 'act', action, element: selected ?? '' },
      }),
    ),
    ...(state.onCanvas ? canvasActions(selected !== undefined, canEdit) : []),
    ...(selected === undefined ? [] : [always('copy-link', 'Do', `Copy a link to ${name}`)]),
    ...(Object.keys(VIEWS) as View[]).map(
      (view): PaletteAction => ({
        id: `view-${view}`,
        group: 'Go to',
        label: VIEWS[view].word,
        do: { kind: 'view', view },
      }),
    ),
    page('agreement', 'Agreement', `${base}/agreement`),
    page('propose', 'Propose a version', `${base}/agreement/propose`),
    page('since', 'Since the baseline', `${base}/agreement/since`),
    page('audit', 'History of the agreement', `${base}/agreement/audit`),
    page('watch', 'Watch list, and check an advisory', `${base}/watch`),
    page('library', 'Library of my cases', `/library?for=${encodeURIComponent(caseId)}`),
    page('import', 'Import a file', `${base}/import`),
    page('export', 'Export files: report, pictures, tables', `${base}/export`),
    ...(selected === undefined || name === undefined
      ? []
      : [page('export-branch', `Export the branch of ${name}`, `${base}/export?branch=${encodeURIComponent(name)}`)]),
    page('agreements', 'All agreements', '/agreements'),
    page('cases', 'My cases', '/'),
    {
      id: 'capability-all',
      group: 'Capabilities',
      label: 'Overview of all capabilities',
      do: { kind: 'capability', code: undefined },
    },
    ...capabilitiesOf(graph).map(
      (code): PaletteAction => ({
        id: `capability-${code}`,
        group: 'Capabilities',
        label: `${code} ${capabilityName(code)}`,
        do: { kind: 'capability', code },
      }),
    ),
    ...(canUndo ? [always('undo', 'Do', 'Undo my last change', 'Ctrl+Z')] : []),
    ...(canRedo ? [always('redo', 'Do', 'Redo', 'Ctrl+Shift+Z')] : []),
    always('scheme', 'Do', 'Switch between light and dark'),
    always('print', 'Do', 'Print this view', 'Ctrl+P'),
    always('shortcuts', 'Do', 'Show all keys', '?'),
  ]
}

function canvasActions(withElement: boolean, canEdit: boolean): PaletteAction[] {
  return CANVAS_ACTIONS.flatMap(([key, label, needs]) => {
    if (needs !== 'anybody' && !withElement) return []
    if (needs === 'writer' && !canEdit) return []
    const shortcut = key === ' ' ? 'Space' : key.toUpperCase()
    return [{ id: `canvas-${shortcut}`, group: 'Do', label: `Canvas: ${label}`, shortcut, do: { kind: 'canvas', key } }]
  })
}

function always(
  kind: 'undo' | 'redo' | 'scheme' | 'copy-link' | 'shortcuts' | 'print',
  group: 'Do',
  label: string,
  shortcut?: string,
): PaletteAction {
  return { id: kind, group, label, do: { kind }, ...(shortcut === undefined ? {} : { shortcut }) }
}

function page(id: string, label: string, href: string): PaletteAction {
  return { id, group: 'Go to', label, do: { kind: 'page', href } }
}

function capabilitiesOf(graph: CaseGraph): string[] {
  return [...graph.elements.values()].flatMap(({ role, capability }) =>
    role === 'C2' && capability !== undefined ? [capability] : [],
  )
}

/** Those whose words begin with all the words of the query, in the order of the list; all of them for no query. */
export function matching(actions: readonly PaletteAction[], query: string): PaletteAction[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return actions.filter(({ label }) => {
    const own = label.toLowerCase().split(/[^\p{L}\p{N}]+/u)
    return words.every((word) => own.some((each) => each.startsWith(word)))
  })
}

/** The address of an element in its case, complete, to paste elsewhere. */
export function linkTo(origin: string, caseId: string, element: string, thread?: string): string {
  const place = formatPlace({
    view: 'canvas',
    tab: thread === undefined ? 'details' : 'review',
    element,
    ...(thread === undefined ? {} : { thread }),
  })
  return `${origin}/cases/${encodeURIComponent(caseId)}${place}`
}
