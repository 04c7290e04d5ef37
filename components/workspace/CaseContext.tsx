'use client'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { CaseFindings } from '@/lib/findings/create-findings'
import type { Finding } from '@/lib/findings/rule'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import type { Outcome } from '@/lib/gsn/outcome'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { type CommandArgs, CommandCentre, type CommandResult } from './command-centre'
import { createFindingsStore } from './findings-store'
import { Following } from './following'
import { meNow } from './me-now'
import { placeFor, resolveElement } from './resolve'
import type { CaseRoom, Me, Presence, SaveState } from './room'
import {
  browserHistory,
  createPlaceStore,
  type PanelTab,
  type Place,
  type PlaceStore,
  type Trail,
  type View,
} from './selection'
import { forgetBinned, tellBinned, tellRefusal, tellUndo } from './tell'
import { type Readable, useSelected, useValue } from './use-store'

interface Workspace {
  readonly room: CaseRoom
  readonly graph: Readable<CaseGraph>
  readonly place: PlaceStore
  readonly commands: CommandCentre
  readonly findings: Readable<CaseFindings>
  readonly following: Following
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined)

function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext)
  if (workspace === undefined) throw new Error('This part of the workspace needs a <CaseProvider> above it.')
  return workspace
}

/** Gives everything below it one case: its room, the place one is at, and the commands. */
export function CaseProvider({ room, children }: { room: CaseRoom; children: ReactNode }) {
  const [place] = useState(() => createPlaceStore(browserHistory()))
  const workspace = useMemo<Workspace>(() => {
    const graph = {
      get: () => room.reader.graph(),
      subscribe: (listener: () => void) => room.reader.subscribe(listener),
    }
    const commands = new CommandCentre(room, {
      refused: tellRefusal,
      undone: tellUndo,
      binned: tellBinned,
      ran: forgetBinned,
    })
    const following = new Following(room, place, graph)
    return { room, graph, place, commands, findings: createFindingsStore(graph), following }
  }, [room, place])

  useEffect(() => openLinked(workspace), [workspace])
  useEffect(() => shareFocus(workspace), [workspace])
  useEffect(() => workspace.following.watch(), [workspace])
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
}

/** [UI2] A link that names only an element opens there: its branch too, once the case holds the element. */
function openLinked({ place, graph }: Workspace): () => void {
  let stop = () => {}
  const arrive = () => {
    const at = place.get()
    if (at.element === undefined || at.open !== undefined) return stop()
    const id = resolveElement(graph.get(), at.element)
    if (id === undefined) return
    stop()
    place.go(placeFor(graph.get(), id, at), 'replace')
  }
  stop = graph.subscribe(arrive)
  arrive()
  return () => stop()
}

/** Tells the others where I am, as far as the case knows the element. */
function shareFocus({ room, place, graph }: Workspace): () => void {
  const share = () => {
    const { element, view, open } = place.get()
    const id = resolveElement(graph.get(), element)
    const at = open === undefined ? { view } : { view, open }
    room.awareness.setLocalStateField('focus', id === undefined ? at : { element: id, ...at })
  }
  share()
  const stops = [place.subscribe(share), room.synced.subscribe(share)]
  return () => {
    for (const stop of stops) stop()
  }
}

export function useRoom(): CaseRoom {
  return useWorkspace().room
}

/** Me, with the rights that I have now. */
export function useMe(): Me {
  const { me, ledger, past } = useWorkspace().room
  const entries = useValue(ledger)
  // In the past nobody may do anything.
  return useMemo(() => (past === undefined ? meNow(me, entries) : me), [me, entries, past])
}

/**
 * Reads the case through a selector. The result is compared one level deep, so a component is drawn again only when
 * what it selected changed: select the least you need, and never the graph itself in something large.
 */
export function useGraph<T>(selector: (graph: CaseGraph) => T): T {
  return useSelected(useWorkspace().graph, selector)
}

/** One element by id, the binned ones included; undefined when there is none. */
export function useElement(id: ElementId | undefined): Element | undefined {
  return useGraph((graph) => (id === undefined ? undefined : (graph.elements.get(id) ?? graph.bin.get(id))))
}

/** The ledger entries that I may see, oldest first. */
export function useLedger(): readonly LedgerEntry[] {
  return useValue(useWorkspace().room.ledger)
}

/** Everybody who is here now, one row per connection, me included. */
export function usePeople(): readonly Presence[] {
  return useValue(useWorkspace().room.people)
}

export function useSaveState(): SaveState {
  return useValue(useWorkspace().room.status)
}

/** Whether the first content has arrived (from this device or the server). */
export function useSynced(): boolean {
  return useValue(useWorkspace().room.synced)
}

export function useCanEdit(): boolean {
  return useSelected(useWorkspace().room.role, (role) => role.canEdit)
}

/** All findings through a selector; kept up to date a moment after a change, not inside it. */
export function useFindings<T>(selector: (findings: readonly Finding[]) => T): T {
  return useSelected(useWorkspace().findings, (now) => selector(now.all))
}

/** Findings by element, by capability and as counts, through a selector; what an edit leaves alone stays the same. */
export function useCaseFindings<T>(selector: (findings: CaseFindings) => T): T {
  return useSelected(useWorkspace().findings, selector)
}

export interface SelectOptions {
  readonly view?: View
  readonly tab?: PanelTab
  /** Replaces the current step of the history instead of adding one: for arrow keys. */
  readonly replace?: boolean
  /** Leaves the branch that the canvas shows open, whatever element is selected: for selecting inside the canvas. */
  readonly stay?: boolean
  /** A conversation about it to show and mark. */
  readonly thread?: string
}

export interface Selection {
  /** The selected element, as far as it exists in the case. */
  readonly selected: ElementId | undefined
  select(id: ElementId | undefined, options?: SelectOptions): void
  /** The capability whose branch the canvas shows; absent for the overview of all capabilities. */
  readonly open: string | undefined
  openCapability(code: string | undefined): void
  readonly view: View
  setView(view: View): void
  readonly tab: PanelTab
  setTab(tab: PanelTab): void
}

/** Where I am: the selected element, the view, the open capability and the panel's tab. Kept in the address. */
export function useSelection(): Selection {
  const { place, graph } = useWorkspace()
  const at = useValue<Place>(place)
  const selected = useGraph((now) => resolveElement(now, at.element))
  return useMemo(
    () => ({
      selected,
      open: at.open,
      view: at.view,
      tab: at.tab,
      select: (id, options = {}) => {
        const change = { ...placeFor(graph.get(), id, place.get()), ...pick(options, place.get()) }
        place.go(change, options.replace === true ? 'replace' : 'push')
      },
      openCapability: (code) => place.go({ open: code, view: 'canvas' }),
      setView: (view) => place.go({ view }),
      setTab: (tab) => place.go({ tab }, 'replace'),
    }),
    [selected, at, place, graph],
  )
}

function pick(options: SelectOptions, at: Place): Partial<Place> {
  return {
    ...(options.stay === true ? { open: at.open } : {}),
    ...(options.view === undefined ? {} : { view: options.view }),
    ...(options.tab === undefined ? {} : { tab: options.tab }),
    ...(options.thread === undefined ? {} : { thread: options.thread, tab: 'review' as const }),
  }
}

/** [UI14] The places before and after this one, and how to go there. */
export function useTrail(): { readonly trail: Trail; goBack(): void; goForward(): void } {
  const { place } = useWorkspace()
  const trail = useSelected(place, () => place.trail())
  return useMemo(() => ({ trail, goBack: place.back, goForward: place.forward }), [trail, place])
}

/** The conversation that the link led to, while I am at that place. */
export function useMarkedThread(): string | undefined {
  return useSelected(useWorkspace().place, (at) => at.thread)
}

/** Whether one element is the selected one: for rows and cells, which must not be drawn at each selection. */
export function useIsSelected(id: ElementId): boolean {
  const { place, graph } = useWorkspace()
  return useSelected(place, (at) => at.element !== undefined && resolveElement(graph.get(), at.element) === id)
}

/** Going somewhere without being drawn again when the place changes. */
export function useNavigate(): Pick<Selection, 'select' | 'openCapability' | 'setView' | 'setTab'> {
  const { place, graph } = useWorkspace()
  return useMemo(
    () => ({
      select: (id, options = {}) => {
        const change = { ...placeFor(graph.get(), id, place.get()), ...pick(options, place.get()) }
        place.go(change, options.replace === true ? 'replace' : 'push')
      },
      openCapability: (code) => place.go({ open: code, view: 'canvas' }),
      setView: (view) => place.go({ view }),
      setTab: (tab) => place.go({ tab }, 'replace'),
    }),
    [place, graph],
  )
}

export interface Commands {
  /** Runs one command by its name. Refusals are shown; the outcome is there for what follows. */
  run(name: string, args: CommandArgs): Promise<Outcome<CommandResult>>
  /** Takes back my last structural change, as far as it is still mine. */
  undo(): Promise<void>
  redo(): Promise<void>
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export function useCommands(): Commands {
  const { commands } = useWorkspace()
  const state = useSelected(commands, (now) => now)
  return useMemo(() => ({ run: commands.run, undo: commands.undo, redo: commands.redo, ...state }), [commands, state])
}

/** Only running, for places that should not be drawn again when the undo stack changes. */
export function useRun(): Commands['run'] {
  return useWorkspace().commands.run
}

/** Only taking back, for places that should not be drawn again when the undo stack changes. */
export function useUndo(): Commands['undo'] {
  return useWorkspace().commands.undo
}

/** Whom I follow, and beginning and ending it. */
export function useFollowing(): Following {
  return useWorkspace().following
}
