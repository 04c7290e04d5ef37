'use client'
import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useMemo, useState } from 'react'
import { SearchIcon } from '@/components/look/icons'
import { useAct } from '@/components/outline/use-act'
import {
  useCanEdit,
  useCommands,
  useGraph,
  useNavigate,
  useRoom,
  useSelection,
} from '@/components/workspace/CaseContext'
import { tellDone } from '@/components/workspace/tell'
import type { Hit } from '@/lib/search/case-search'
import classes from './find.module.css'
import { findIn, readNarratives } from './find-store'
import { linkTo, matching, type PaletteAction, paletteActions } from './palette-actions'
import { ShortcutsDialog } from './ShortcutsDialog'

const [store, palette] = createSpotlight()

const HITS = 40
/** Without a query the list stays short enough to read. */
const GROUPS = ['Here', 'Go to', 'Do', 'Capabilities'] as const

/** Opens the palette from anywhere in the workspace. */
export function FindButton() {
  return (
    <ActionIcon aria-label="Find and go" title="Find and go (Ctrl+K)" onClick={() => palette.open()}>
      <SearchIcon />
    </ActionIcon>
  )
}

/** Find anything in the case and do anything that can be done from here, by its words. Opens with Ctrl+K or /. */
export function Palette() {
  const room = useRoom()
  const [query, setQuery] = useState('')
  const [opened, setOpened] = useState(false)
  const [keysShown, setKeysShown] = useState(false)
  return (
    <>
      <Spotlight.Root
        store={store}
        query={query}
        onQueryChange={setQuery}
        shortcut={['mod + K', '/']}
        scrollable
        maxHeight="min(60vh, 520px)"
        size={640}
        title="Find and go"
        onSpotlightOpen={() => {
          readNarratives(room)
          setOpened(true)
        }}
        onSpotlightClose={() => setOpened(false)}
      >
        <Spotlight.Search
          placeholder="Find an element, a comment, a view, an action ..."
          aria-label="Find an element, a comment, a view or an action"
          leftSection={<SearchIcon />}
        />
        {opened && <Found query={query} onShowKeys={() => setKeysShown(true)} />}
      </Spotlight.Root>
      <ShortcutsDialog opened={keysShown} onChange={setKeysShown} />
    </>
  )
}

function Found({ query, onShowKeys }: { query: string; onShowKeys: () => void }) {
  const room = useRoom()
  const shown = useDeferredValue(query)
  const { selected } = useSelection()
  const { canUndo, canRedo } = useCommands()
  const canEdit = useCanEdit()
  const version = useGraph((graph) => graph)
  const { select } = useNavigate()
  const perform = usePerform(onShowKeys)
  const actions = useMemo(
    () => paletteActions({ caseId: room.caseId, graph: version, selected, canEdit, canUndo, canRedo }),
    [room, version, selected, canEdit, canUndo, canRedo],
  )
  // The graph is a reason to look again: what was found may have been reworded meanwhile.
  const hits = useMemo(() => (version === undefined ? [] : findIn(room, shown, HITS)), [room, shown, version])
  const listed = matching(actions, shown)
  return (
    <Spotlight.ActionsList>
      {hits.length > 0 && (
        <Spotlight.ActionsGroup label="In the case">
          {hits.map((hit) => (
            <Spotlight.Action
              key={`${hit.kind}-${hit.kind === 'thread' ? hit.thread : hit.element}`}
              onClick={() => select(hit.element, hit.kind === 'thread' ? { thread: hit.thread } : {})}
            >
              <HitLine hit={hit} />
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      )}
      {GROUPS.map((group) => {
        const own = listed.filter((action) => action.group === group)
        if (own.length === 0) return null
        return (
          <Spotlight.ActionsGroup key={group} label={group === 'Here' ? 'At the selected element' : group}>
            {own.map((action) => (
              <Spotlight.Action key={action.id} onClick={() => perform(action)}>
                <span className={classes.line}>
                  <span>{action.label}</span>
                  {action.shortcut !== undefined && <kbd className={classes.keys}>{action.shortcut}</kbd>}
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )
      })}
      {hits.length === 0 && listed.length === 0 && (
        <Spotlight.Empty>Nothing holds all these words. Try fewer, or the beginning of one.</Spotlight.Empty>
      )}
    </Spotlight.ActionsList>
  )
}

function HitLine({ hit }: { hit: Hit }) {
  const element = useGraph((graph) => graph.elements.get(hit.element) ?? graph.bin.get(hit.element))
  if (element === undefined) return null
  return (
    <span className={classes.hit}>
      <span className={classes.head}>
        <strong>{element.name}</strong>
        <span className={classes.where}>
          {hit.where}
          {element.deleted ? ', in the bin' : ''}
        </span>
      </span>
      <span className={classes.excerpt}>
        {hit.excerpt.map((run, index) =>
          run.found ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity
            <mark key={index}>{run.text}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other identity
            <span key={index}>{run.text}</span>
          ),
        )}
      </span>
    </span>
  )
}

function usePerform(onShowKeys: () => void): (action: PaletteAction) => void {
  const { caseId } = useRoom()
  const act = useAct()
  const { undo, redo } = useCommands()
  const { setView, openCapability } = useNavigate()
  const router = useRouter()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: true })
  const { selected } = useSelection()
  return ({ do: what }) => {
    switch (what.kind) {
      case 'view':
        return setView(what.view)
      case 'page':
        return router.push(what.href)
      case 'capability':
        return openCapability(what.code)
      case 'act':
        return void act(what.action, what.element)
      case 'undo':
        return void undo()
      case 'redo':
        return void redo()
      case 'scheme':
        return setColorScheme(scheme === 'dark' ? 'light' : 'dark')
      case 'print':
        // After the palette is gone, or it would be on the paper.
        return void setTimeout(() => window.print(), 300)
      case 'shortcuts':
        return onShowKeys()
      case 'copy-link':
        if (selected === undefined) return
        return void navigator.clipboard
          .writeText(linkTo(window.location.origin, caseId, selected))
          .then(() => tellDone('The link is in the clipboard.'))
    }
  }
}
