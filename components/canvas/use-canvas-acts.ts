'use client'
import { type RefObject, useCallback } from 'react'
import { useNavigate, useRoom, useRun, useSelection } from '@/components/workspace/CaseContext'
import { openKey, openRoot } from '@/lib/drawing/open-branch'
import type { Scene } from '@/lib/drawing/scene'
import type { ElementId } from '@/lib/gsn/graph'
import { type CanvasMemory, withClosed } from './canvas-memory'
import type { CanvasAct } from './canvas-menu'
import type { Diagram } from './diagram'
import { editStatement } from './edit-statement'
import { copyLink } from './place-link'
import { useClipboard } from './use-clipboard'
import type { ConnectingState } from './use-connecting'
import type { Picks } from './use-picks'
import type { Shifting } from './use-shifting'

export interface ActsInput {
  readonly host: RefObject<HTMLElement | null>
  readonly diagram: Diagram
  readonly scene: Scene
  readonly picks: Picks
  readonly link: ConnectingState
  readonly shifting: Shifting
  readonly remember: (change: (memory: CanvasMemory) => CanvasMemory) => void
  readonly tell: (sentence: string) => void
  readonly onPicture: () => void
}

export interface CanvasActs {
  act(what: CanvasAct, ids: readonly ElementId[]): void
  /** Opens a card, or puts the caret into an element's statement. */
  enter(id: ElementId): void
  toggleFold(id: ElementId): void
  /** One level up: from the branch of an element to the capability around it, from there to the overview. */
  leave(): void
  /** What is chosen, as far as the picture shows it. */
  chosen(): ElementId[]
}

/** Elements above this depth stay open when all branches are closed: the way to the risks. */
const CLOSED_FROM = 3

/** [CAN10] Everything the canvas itself can do, once: keys, pointer, menu and bar all come here. */
export function useCanvasActs(input: ActsInput): CanvasActs {
  const { host, diagram, scene, picks, link, shifting, remember, tell, onPicture } = input
  const { reader, caseId } = useRoom()
  const run = useRun()
  const { selected, open } = useSelection()
  const { select, openCapability } = useNavigate()

  const chosen = () => picks.all().filter((id) => scene.picture.boxes.has(id))
  const bin = (ids: readonly ElementId[]) => {
    const [one] = ids
    if (ids.length > 1) void run('delete-elements', { elements: ids })
    else if (one !== undefined) {
      const graph = reader.graph()
      const branch = graph.supports(one).length + graph.contexts(one).length > 0
      void run('delete-element', { element: one, branch })
    }
    picks.clear()
  }
  const clipboard = useClipboard({ host, chosen, tell, bin })

  const enter = useCallback(
    (id: ElementId) => {
      const graph = reader.graph()
      const element = graph.elements.get(id)
      if (element === undefined) return
      const isCard = open === undefined && graph.rootId !== undefined && graph.supports(graph.rootId).includes(id)
      select(id, isCard ? {} : { stay: true, tab: 'details' })
      if (isCard) openCapability(element.role === 'C2' ? (element.capability ?? element.name) : element.name)
      else editStatement()
    },
    [reader, open, select, openCapability],
  )

  const fold = (ids: readonly ElementId[], close: boolean) => {
    const own = ids.filter((id) => scene.picture.places.get(id)?.parent !== undefined)
    remember((now) => withClosed(now, own, close))
    // Who closes a branch from inside it stands at its top afterwards.
    const top = own.find((id) => selected !== undefined && id !== selected && isBelow(scene, selected, id))
    if (close && top !== undefined) select(top, { stay: true })
  }
  const toggleFold = (id: ElementId) => {
    if (scene.picture.folded.has(id)) fold([id], false)
    else if ((scene.picture.places.get(id)?.children.length ?? 0) > 0) fold([id], true)
  }
  const leave = () => {
    const graph = reader.graph()
    const root = openRoot(graph, open)
    const element = root === undefined ? undefined : graph.elements.get(root)
    openCapability(element?.role === 'C2' ? undefined : element?.capability)
  }

  /** For acts that are about one element. */
  const one = (work: (id: ElementId) => void) => (ids: readonly ElementId[]) => {
    if (ids[0] !== undefined) work(ids[0])
  }
  const { places, boxes, folded } = scene.picture
  const acts: Readonly<Record<CanvasAct, (ids: readonly ElementId[]) => void>> = {
    open: one(enter),
    edit: one(enter),
    connect: one(link.begin),
    move: (ids) => link.move(ids.filter((id) => reader.graph().elements.get(id)?.role !== 'C1')),
    fold: (ids) => fold(ids, true),
    unfold: (ids) => fold(ids, false),
    'fold-all': () =>
      fold(
        [...places].filter(([, at]) => at.depth >= CLOSED_FROM && at.children.length > 0).map(([id]) => id),
        true,
      ),
    'unfold-all': () => fold([...folded.keys()], false),
    focus: one((id) => {
      const graph = reader.graph()
      if (graph.supports(id).length > 0 && boxes.get(id)?.shape !== 'card') openCapability(openKey(graph, id))
    }),
    zoom: one((id) => diagram.zoomTo(id)),
    fit: () => diagram.fit(),
    map: () => remember((now) => ({ ...now, map: !now.map })),
    'pick-all': () => picks.pick([...boxes.keys()]),
    'put-back': (ids) => shifting.putBack(ids.length > 0 ? ids : [...boxes.keys()]),
    bin,
    picture: onPicture,
    link: one((id) => void copyLink(caseId, reader.graph(), id, open).then(tell)),
    copy: clipboard.copy,
    cut: clipboard.cut,
    paste: clipboard.paste,
  }
  return { act: (what, ids) => acts[what](ids), enter, toggleFold, leave, chosen }
}

function isBelow({ picture }: Scene, id: ElementId, above: ElementId): boolean {
  for (let at = picture.places.get(id)?.parent; at !== undefined; at = picture.places.get(at)?.parent) {
    if (at === above) return true
  }
  return false
}
