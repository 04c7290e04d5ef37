'use client'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { FirstElement } from '@/components/outline/FirstElement'
import { useCanEdit, useNavigate, useRoom, useSelection, useSynced } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { stepFrom } from '@/lib/layout/step'
import type { Controls, Listen } from './CanvasStage'
import { type KeyStep, keyStep } from './canvas-keys'
import { ElementToolbar } from './ElementToolbar'
import { editStatement } from './edit-statement'
import { openRoot } from './open-branch'
import { attachPointer, type PointerActions } from './pointer'
import { domIdOf, type Scene } from './scene'
import { useConnecting } from './use-connecting'
import type { DiagramReady } from './use-diagram'
import { useNews } from './use-news'
import { useScene } from './use-scene'

const NOTICE_MS = 8000

interface Props {
  readonly ready: DiagramReady
  readonly host: RefObject<HTMLDivElement | null>
  readonly listen: Listen
  readonly onControls: (controls: Controls) => void
}

/** Keeps the diagram in step with the case, the selection and the people; draws nothing but the tools around it. */
export function CanvasLive({ ready, host, listen, onControls }: Props) {
  const { diagram, sizer, size } = ready
  const { reader } = useRoom()
  const canEdit = useCanEdit()
  const { selected, open } = useSelection()
  const { select, openCapability } = useNavigate()
  const [notice, setNotice] = useState('')
  useEffect(() => {
    if (notice === '') return
    const handle = setTimeout(() => setNotice(''), NOTICE_MS)
    return () => clearTimeout(handle)
  }, [notice])
  const link = useConnecting(setNotice)
  const { connecting } = link
  const scene = useScene(sizer, size, connecting)
  const tools = useRef<HTMLDivElement>(null)

  useEffect(() => diagram.show(scene), [diagram, scene])
  useFirstView(ready, scene, open)
  useEffect(() => {
    if (selected !== undefined) diagram.reveal(selected)
  }, [diagram, selected])

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

  const pointer: PointerActions = {
    select: (id) => {
      setNotice('')
      if (connecting !== undefined) return id === undefined ? link.cancel() : void link.finish(connecting.from, id)
      select(id, { stay: true })
    },
    enter,
    connect: (from, to) => void link.finish(from, to),
    connecting: (from) => (from === undefined ? link.cancel() : link.begin(from)),
    menu: (id) => {
      select(id, { stay: true })
      focusTools(tools)
    },
  }
  usePointer(ready, host, pointer)

  /** Keys while a relation is being drawn: choose among the legal ends. */
  function aimOrFinish(step: KeyStep, from: ElementId): void {
    const targets = [...(scene.targets ?? [])]
    const at = targets.indexOf(connecting?.candidate ?? '')
    if (step.do === 'escape') link.cancel()
    else if (step.do === 'enter' && connecting?.candidate !== undefined) void link.finish(from, connecting.candidate)
    else if (step.do === 'go' && targets.length > 0) {
      const back = step.direction === 'left' || step.direction === 'up'
      const next = targets[at < 0 ? 0 : (at + (back ? -1 : 1) + targets.length) % targets.length]
      link.aim(next)
      if (next !== undefined) diagram.reveal(next)
    }
  }

  function act(step: KeyStep): void {
    setNotice('')
    if (step.do === 'zoom') diagram.zoomBy(step.factor)
    else if (step.do === 'pan') diagram.pan(step.dx, step.dy)
    else if (step.do === 'fit') diagram.fit()
    else if (connecting !== undefined) aimOrFinish(step, connecting.from)
    else if (scene.active !== undefined) actAt(step, scene.active)
  }

  function actAt(step: KeyStep, here: ElementId): void {
    const goTo = (id: ElementId) => select(id, { replace: true, stay: true })
    const nothingYet = scene.selected === undefined
    if (step.do === 'go') goTo(nothingYet ? here : stepFrom(scene.picture, here, step.direction))
    else if (step.do === 'enter') enter(here)
    else if (step.do === 'center') diagram.zoomTo(here)
    else if (step.do === 'connect' && canEdit) link.begin(here)
    else if (step.do === 'menu') {
      goTo(here)
      focusTools(tools)
    } else if (step.do === 'escape') {
      if (here === openRoot(reader.graph(), open)) openCapability(undefined)
      else goTo(stepFrom(scene.picture, here, 'up'))
    }
  }

  const latestAct = useRef(act)
  latestAct.current = act
  const activeId = scene.active === undefined ? undefined : domIdOf(scene.active)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = keyStep(event)
      if (step === undefined) return
      event.preventDefault()
      latestAct.current(step)
    }
    onControls({ activeId, onKey })
  }, [activeId, onControls])

  const synced = useSynced()
  const news = useNews(scene, host)
  const empty = scene.graph.elements.size === 0
  const backToCanvas = () => host.current?.focus()
  return (
    <>
      {scene.selected !== undefined && connecting === undefined && (
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
      {synced && scene.picture.boxes.size === 0 && (
        <div className="canvas-empty">
          <p>
            {empty
              ? 'There is no argument here yet.'
              : 'Nothing is connected here yet. Choose an element in the outline.'}
          </p>
          {empty && <FirstElement />}
        </div>
      )}
      <p className="visually-hidden" aria-live="polite">
        {news}
      </p>
      <p className="canvas-notice" role="status">
        {connecting === undefined ? notice : connectingWords(scene, connecting.from, connecting.candidate)}
      </p>
    </>
  )
}

function connectingWords(scene: Scene, from: ElementId, candidate: ElementId | undefined): string {
  const name = (id: ElementId) => scene.graph.elements.get(id)?.name ?? ''
  if (scene.targets?.size === 0) return `Nothing in this picture can be connected to ${name(from)}. Press Escape.`
  const chosen = candidate === undefined ? '' : ` Enter connects it to ${name(candidate)}.`
  return `Connecting ${name(from)}: click a highlighted element, or choose one with the arrow keys.${chosen} Escape cancels.`
}

function usePointer({ diagram }: DiagramReady, host: RefObject<HTMLDivElement | null>, actions: PointerActions): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    if (host.current === null) return
    return attachPointer(host.current, diagram, {
      select: (id) => latest.current.select(id),
      enter: (id) => latest.current.enter(id),
      connect: (from, to) => latest.current.connect(from, to),
      connecting: (from) => latest.current.connecting(from),
      menu: (id) => latest.current.menu(id),
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
