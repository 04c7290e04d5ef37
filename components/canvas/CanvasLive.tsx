'use client'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { FirstElement } from '@/components/outline/FirstElement'
import { useCanEdit, useNavigate, useRoom, useSelection, useSynced } from '@/components/workspace/CaseContext'
import { openRoot } from '@/lib/drawing/open-branch'
import { domIdOf, type Scene } from '@/lib/drawing/scene'
import type { ElementId } from '@/lib/gsn/graph'
import type { Point } from '@/lib/layout/picture'
import { actOnKey } from './act-on-key'
import { CanvasMenu } from './CanvasMenu'
import type { Controls, Listen } from './CanvasStage'
import { type KeyStep, keyStep } from './canvas-keys'
import type { CanvasMemory } from './canvas-memory'
import { type MenuEntry, menuFor } from './canvas-menu'
import { ElementToolbar } from './ElementToolbar'
import { Minimap } from './Minimap'
import { attachPointer, type PointerActions } from './pointer'
import { useCanvasActs } from './use-canvas-acts'
import { useConnecting } from './use-connecting'
import type { DiagramReady } from './use-diagram'
import { useOffsets } from './use-live-graph'
import { useNews } from './use-news'
import { usePerform } from './use-perform'
import { usePicks } from './use-picks'
import { usePointers } from './use-pointers'
import { useScene } from './use-scene'
import { useShifting } from './use-shifting'

const NOTICE_MS = 8000

interface Props {
  readonly ready: DiagramReady
  readonly host: RefObject<HTMLDivElement | null>
  readonly listen: Listen
  readonly onControls: (controls: Controls) => void
  readonly memory: CanvasMemory
  readonly remember: (change: (memory: CanvasMemory) => CanvasMemory) => void
  readonly onPicture: () => void
}

/**
 * Keeps the diagram in step with the case, the selection and the people; draws nothing but the tools around it. One
 * place where keys, pointer and menus meet, so that each can do the same [CAN10].
 */
export function CanvasLive({ ready, host, listen, onControls, memory, remember, onPicture }: Props) {
  const { diagram, sizer, size } = ready
  const { reader } = useRoom()
  const canEdit = useCanEdit()
  const { selected, open } = useSelection()
  const { select } = useNavigate()
  const [notice, setNotice] = useNotice()
  const [menu, setMenu] = useState<{ at: Point; ids: readonly ElementId[] }>()
  const link = useConnecting(setNotice)
  const { connecting } = link
  const picks = usePicks()
  const shifting = useShifting()
  const offsets = useOffsets()
  const scene = useScene({ sizer, size, connecting, memory, picked: picks.picked, dragged: shifting.dragged })
  const tools = useRef<HTMLDivElement>(null)
  const perform = usePerform()
  const backToCanvas = useCallback(() => host.current?.focus(), [host])

  const pointers = useRef<HTMLDivElement>(null)

  useEffect(() => diagram.show(scene), [diagram, scene])
  usePointers({ diagram, scene, host, layer: pointers, listen })
  useFirstView(ready, scene, open)
  useEffect(() => {
    if (selected !== undefined) diagram.reveal(selected)
  }, [diagram, selected])

  const acts = useCanvasActs({ host, diagram, scene, picks, link, shifting, remember, tell: setNotice, onPicture })
  const { act, enter, chosen } = acts

  const pointer: PointerActions = {
    select: (id, together) => {
      setNotice('')
      if (connecting !== undefined) {
        if (id === undefined) link.cancel()
        else void link.finish(connecting.from, id)
      } else if (together) {
        if (id !== undefined) picks.toggle(id)
      } else {
        picks.clear()
        select(id, { stay: true })
      }
    },
    enter,
    connect: (from, to) => void link.finish(from, to),
    connecting: (from) => (from === undefined ? link.cancel() : link.begin(from)),
    menu: (id, at) => openMenu(id, at),
    fold: acts.toggleFold,
    marquee: (rect) => picks.pick(diagram.elementsIn(rect).filter((id) => scene.picture.boxes.has(id))),
    mayDrag: (id) => canEdit && connecting === undefined && isMovable(scene, id) && picks.all().includes(id),
    drag: (by) => shifting.drag(chosen(), scene.picture, by),
    drop: (by, keep) => shifting.drop(chosen(), scene.picture, by, keep),
  }
  usePointer(ready, host, pointer)

  function openMenu(id: ElementId | undefined, at: Point): void {
    link.cancel()
    const group = chosen()
    if (id !== undefined && !group.includes(id)) {
      picks.clear()
      select(id, { stay: true })
    }
    setMenu({ at, ids: id === undefined ? [] : group.includes(id) ? group : [id] })
  }

  function choose(entry: MenuEntry): void {
    const ids = menu?.ids ?? []
    setMenu(undefined)
    const [id] = ids
    if (entry.action !== undefined && id !== undefined) void perform(entry.action, id, backToCanvas)
    else if (entry.act !== undefined) act(entry.act, ids)
    // Dialogs and the statement take the focus themselves.
    if (entry.action === undefined && entry.act !== 'edit' && entry.act !== 'picture') setTimeout(backToCanvas, 0)
  }

  const onStep = (step: KeyStep) => {
    setNotice('')
    actOnKey(
      {
        ...acts,
        ...{ diagram, scene, picks, link, shifting, canEdit },
        root: openRoot(reader.graph(), open),
        go: (id) => select(id, { replace: true, stay: true }),
        tell: setNotice,
        openMenu: (id) => openMenu(id, pointOf(id) ?? { x: 200, y: 200 }),
        openTools: () => focusTools(tools),
      },
      step,
    )
  }

  const latest = useRef(onStep)
  latest.current = onStep
  const activeId = scene.active === undefined ? undefined : domIdOf(scene.active)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = keyStep(event)
      if (step === undefined) return
      event.preventDefault()
      latest.current(step)
    }
    onControls({ activeId, onKey })
  }, [activeId, onControls])

  const synced = useSynced()
  const news = useNews(scene, host)
  const empty = scene.graph.elements.size === 0
  const several = picks.picked.size > 1
  return (
    <>
      {/* Filled by the overlay; React keeps nothing in it. */}
      <div ref={pointers} className="canvas-pointers" aria-hidden="true" />
      {scene.selected !== undefined && connecting === undefined && !several && shifting.dragged === undefined && (
        <ElementToolbar
          id={scene.selected}
          box={scene.picture.boxes.get(scene.selected)}
          boxes={scene.picture.boxes}
          toolbar={tools}
          diagram={diagram}
          size={size}
          listen={listen}
          onConnect={() => {
            if (scene.selected !== undefined) link.begin(scene.selected)
            backToCanvas()
          }}
          onEnter={enter}
          onLeave={backToCanvas}
        />
      )}
      {memory.map && scene.picture.boxes.size > 0 && (
        <Minimap diagram={diagram} scene={scene} size={size} listen={listen} />
      )}
      {menu !== undefined && (
        <CanvasMenu
          at={menu.at}
          title={titleOf(scene, menu.ids)}
          sections={menuFor({
            graph: scene.graph,
            picture: scene.picture,
            ids: menu.ids,
            canEdit,
            shifted: new Set(offsets.keys()),
            map: memory.map,
          })}
          onChoose={choose}
          onClose={() => {
            setMenu(undefined)
            backToCanvas()
          }}
        />
      )}
      {synced && scene.picture.boxes.size === 0 && (
        <div className="canvas-empty">
          <p>
            {empty
              ? 'There is no argument here yet. Most cases begin with the 19 security capabilities; each is then decided, argued and agreed by both sides.'
              : 'Nothing is connected here yet. Choose an element in the outline.'}
          </p>
          {empty && <FirstElement />}
        </div>
      )}
      <p className="visually-hidden" aria-live="polite">
        {news}
      </p>
      <p className="canvas-notice" role="status">
        {connecting !== undefined
          ? connectingWords(scene, connecting.from, connecting.candidate, connecting.moving)
          : several && notice === ''
            ? `${picks.picked.size} elements chosen. Drag moves them, Shift+F10 has the rest, Escape lets go.`
            : notice}
      </p>
    </>
  )
}

function titleOf(scene: Scene, ids: readonly ElementId[]): string {
  if (ids.length === 0) return 'Actions on the canvas'
  if (ids.length > 1) return `Actions for ${ids.length} elements`
  return `Actions for ${scene.graph.elements.get(ids[0] ?? '')?.name ?? 'this element'}`
}

/** Cards keep their grid, and the top of a picture stays where it is. */
function isMovable(scene: Scene, id: ElementId): boolean {
  return scene.picture.places.get(id)?.parent !== undefined && scene.picture.boxes.get(id)?.shape !== 'card'
}

/** Where an element is on the screen, for a menu that was opened by a key. */
function pointOf(id: ElementId): Point | undefined {
  const rect = document.getElementById(domIdOf(id))?.getBoundingClientRect()
  return rect && { x: rect.left + Math.min(40, rect.width / 2), y: rect.top + rect.height / 2 }
}

function connectingWords(
  scene: Scene,
  from: ElementId,
  candidate: ElementId | undefined,
  moving: readonly ElementId[] | undefined,
): string {
  const name = (id: ElementId) => scene.graph.elements.get(id)?.name ?? ''
  const what = moving !== undefined && moving.length > 1 ? `${moving.length} elements` : name(from)
  if (scene.targets?.size === 0) {
    return `${what} cannot ${moving === undefined ? 'be connected to' : 'stand below'} anything in this picture. Press Escape.`
  }
  const verb = moving === undefined ? 'connects it to' : 'moves it below'
  const chosen = candidate === undefined ? '' : ` Enter ${verb} ${name(candidate)}.`
  return `${moving === undefined ? 'Connecting' : 'Moving'} ${what}: click a highlighted element, or choose one with the arrow keys.${chosen} Escape cancels.`
}

function useNotice(): [string, (sentence: string) => void] {
  const [notice, setNotice] = useState('')
  useEffect(() => {
    if (notice === '') return
    const handle = setTimeout(() => setNotice(''), NOTICE_MS)
    return () => clearTimeout(handle)
  }, [notice])
  return [notice, setNotice]
}

function usePointer({ diagram }: DiagramReady, host: RefObject<HTMLDivElement | null>, actions: PointerActions): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    if (host.current === null) return
    return attachPointer(host.current, diagram, {
      select: (...args) => latest.current.select(...args),
      enter: (...args) => latest.current.enter(...args),
      connect: (...args) => latest.current.connect(...args),
      connecting: (...args) => latest.current.connecting(...args),
      menu: (...args) => latest.current.menu(...args),
      fold: (...args) => latest.current.fold(...args),
      marquee: (...args) => latest.current.marquee(...args),
      mayDrag: (...args) => latest.current.mayDrag(...args),
      drag: (...args) => latest.current.drag(...args),
      drop: (...args) => latest.current.drop(...args),
    })
  }, [diagram, host])
}

/** The first look at what has just been opened; afterwards the view belongs to the person. */
function useFirstView({ diagram, size }: DiagramReady, { picture }: Scene, open: string | undefined): void {
  const shown = useRef<string | undefined>(undefined)
  const filled = picture.boxes.size > 0
  useEffect(() => {
    const key = `overview or branch: ${open ?? ''}`
    if (size.width === 0 || !filled || shown.current === key) return
    shown.current = key
    diagram.start()
  }, [diagram, size, filled, open])
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the size of the window
  useEffect(() => diagram.refit(), [diagram, size])
}

function focusTools(tools: RefObject<HTMLDivElement | null>): void {
  // The toolbar of a newly selected element is there after the next drawing.
  requestAnimationFrame(() => requestAnimationFrame(() => tools.current?.querySelector<HTMLElement>('button')?.focus()))
}
