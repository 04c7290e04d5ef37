import { actionsFor, type ElementAction } from '@/components/outline/element-actions'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Picture } from '@/lib/layout/picture'
import { canStart } from './connect'

/** What the canvas itself can do at a place; everything else is an action of the element. */
export type CanvasAct =
  | 'open'
  | 'edit'
  | 'connect'
  | 'move'
  | 'fold'
  | 'unfold'
  | 'focus'
  | 'zoom'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'link'
  | 'put-back'
  | 'bin'
  | 'picture'
  | 'fit'
  | 'map'
  | 'fold-all'
  | 'unfold-all'
  | 'pick-all'

export interface MenuEntry {
  readonly label: string
  readonly keys?: string
  readonly act?: CanvasAct
  readonly action?: ElementAction
  readonly bin?: boolean
}

export interface MenuSection {
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

export interface MenuPlace {
  readonly graph: CaseGraph
  readonly picture: Picture
  /** What the menu is about; nothing for the free space of the canvas. */
  readonly ids: readonly ElementId[]
  readonly canEdit: boolean
  readonly shifted: ReadonlySet<ElementId>
  readonly map: boolean
}

/** [CAN10] Everything that can be done here, in words: what the rules or the person's rights forbid is left out. */
export function menuFor(place: MenuPlace): MenuSection[] {
  const { ids } = place
  const [id] = ids
  const sections = id === undefined ? blankMenu(place) : ids.length > 1 ? groupMenu(place) : elementMenu(place, id)
  return sections
    .map(({ label, entries }) => ({ label, entries: entries.filter((entry) => entry.label !== '') }))
    .filter(({ entries }) => entries.length > 0)
}

const NOT: MenuEntry = { label: '' }
const only = (when: boolean, entry: MenuEntry) => (when ? entry : NOT)

function elementMenu({ graph, picture, canEdit, shifted }: MenuPlace, id: ElementId): MenuSection[] {
  const actions = canEdit ? actionsFor(graph, id) : []
  const isCard = picture.boxes.get(id)?.shape === 'card'
  const of = (...sections: ElementAction['section'][]) =>
    actions.filter(({ section }) => sections.includes(section)).map((action) => ({ label: action.label, action }))
  const hasBelow = graph.supports(id).length > 0
  const top = picture.places.get(id)?.parent === undefined
  const folded = picture.folded.has(id)
  const movable = canEdit && !top && !isCard && graph.elements.get(id)?.role !== 'C1'
  return [
    {
      label: 'Here',
      entries: [
        only(isCard, { label: 'Open this capability', keys: 'Enter', act: 'open' }),
        only(!isCard && canEdit, { label: 'Write the statement', keys: 'Enter', act: 'edit' }),
        ...of('pattern'),
        only(canEdit && !isCard && canStart(graph, id), { label: 'Connect', keys: 'R', act: 'connect' }),
        only(movable, { label: 'Move below another element', keys: 'M', act: 'move' }),
      ],
    },
    { label: 'Add', entries: of('add') },
    { label: 'Copy', entries: copyEntries(canEdit) },
    {
      label: 'Show',
      entries: [
        only(folded, { label: `Open the branch (${picture.folded.get(id)} hidden)`, keys: 'Space', act: 'unfold' }),
        only(!folded && !top && !isCard && hasBelow, { label: 'Close the branch', keys: 'Space', act: 'fold' }),
        only(!top && !isCard && hasBelow, { label: 'Show only this branch', keys: 'O', act: 'focus' }),
        { label: 'Show it large', keys: 'Z', act: 'zoom' },
        { label: 'Save a picture ...', act: 'picture' },
        { label: 'Copy a link to it', act: 'link' },
      ],
    },
    {
      label: 'Change',
      entries: [...of('place'), only(canEdit && shifted.has(id), { label: 'Put back in its place', act: 'put-back' })],
    },
    { label: 'Remove', entries: of('remove').map((entry) => ({ ...entry, keys: 'Delete', bin: true })) },
  ]
}

function copyEntries(canEdit: boolean): MenuEntry[] {
  return [
    { label: 'Copy', keys: 'Ctrl+C', act: 'copy' },
    only(canEdit, { label: 'Cut', keys: 'Ctrl+X', act: 'cut' }),
    only(canEdit, { label: 'Paste below', keys: 'Ctrl+V', act: 'paste' }),
  ]
}

function groupMenu({ graph, picture, ids, canEdit, shifted }: MenuPlace): MenuSection[] {
  const n = ids.length
  const noTop = ids.every((id) => graph.elements.get(id)?.role !== 'C1')
  const below = ids.some((id) => graph.supports(id).length > 0 && picture.places.get(id)?.parent !== undefined)
  return [
    {
      label: `${n} elements`,
      entries: [
        { label: `Copy ${n} elements`, keys: 'Ctrl+C', act: 'copy' },
        only(canEdit && noTop, { label: `Cut ${n} elements`, keys: 'Ctrl+X', act: 'cut' }),
        only(canEdit && noTop, { label: `Move ${n} elements below another`, keys: 'M', act: 'move' }),
        only(below, { label: 'Close their branches', keys: 'Space', act: 'fold' }),
        only(canEdit && ids.some((id) => shifted.has(id)), { label: 'Put back in their places', act: 'put-back' }),
      ],
    },
    {
      label: 'Remove',
      entries: [
        only(canEdit && noTop, { label: `Put ${n} elements into the bin`, keys: 'Delete', act: 'bin', bin: true }),
      ],
    },
  ]
}

function blankMenu({ picture, canEdit, shifted, map }: MenuPlace): MenuSection[] {
  const here = [...shifted].some((id) => picture.boxes.has(id))
  const branches = [...picture.places.values()].some((each) => each.parent !== undefined && each.children.length > 0)
  return [
    {
      label: 'Canvas',
      entries: [
        only(canEdit, { label: 'Paste', keys: 'Ctrl+V', act: 'paste' }),
        { label: 'Choose everything shown', keys: 'Ctrl+A', act: 'pick-all' },
        only(canEdit && here, { label: 'Put everything back in its place', act: 'put-back' }),
      ],
    },
    {
      label: 'Show',
      entries: [
        { label: 'Show everything', keys: 'F', act: 'fit' },
        only(branches, { label: 'Close all branches', act: 'fold-all' }),
        only(picture.folded.size > 0, { label: 'Open all branches', act: 'unfold-all' }),
        { label: map ? 'Hide the map' : 'Show the map', keys: 'N', act: 'map' },
        { label: 'Save a picture ...', act: 'picture' },
      ],
    },
  ]
}
