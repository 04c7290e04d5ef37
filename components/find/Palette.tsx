'use client'
import {
  ActionIcon,
  Combobox,
  Modal,
  TextInput,
  useCombobox,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRouter } from 'next/navigation'
import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
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

const HITS = 40
/** What the element allows comes first, then places, then the rest. */
const GROUPS = ['Here', 'Go to', 'Do', 'Capabilities'] as const

/** Asks the workspace to open the palette: for buttons that are not inside it. */
const OPEN = 'accord:find'

/** Opens the palette from anywhere in the workspace. */
export function FindButton() {
  return (
    <ActionIcon
      aria-label="Find and go"
      title="Find and go (Ctrl+K)"
      onClick={() => window.dispatchEvent(new Event(OPEN))}
    >
      <SearchIcon />
    </ActionIcon>
  )
}

/** Find anything in the case and do anything that can be done from here, by its words. Opens with Ctrl+K or /. */
export function Palette() {
  const room = useRoom()
  const [opened, setOpened] = useState(false)
  const [keysShown, setKeysShown] = useState(false)
  const open = useCallback(() => {
    readNarratives(room)
    setOpened(true)
  }, [room])
  useEffect(() => {
    window.addEventListener(OPEN, open)
    return () => window.removeEventListener(OPEN, open)
  }, [open])
  // Ctrl+K works while writing too, except in a narrative, where it makes a link.
  useHotkeys([['mod+K', open]], [], false)
  useHotkeys([['/', open]])
  return (
    <>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={<span className="visually-hidden">Find and go</span>}
        withCloseButton={false}
        size={640}
        centered={false}
        yOffset="12vh"
        padding={0}
        // There at once and gone at once: who presses the keys again while it fades would write on in the old words.
        transitionProps={{ duration: 0 }}
        classNames={{ header: classes.header }}
      >
        <Finder onDone={() => setOpened(false)} onShowKeys={() => setKeysShown(true)} />
      </Modal>
      <ShortcutsDialog opened={keysShown} onChange={setKeysShown} />
    </>
  )
}

interface Choice {
  readonly value: string
  readonly choose: () => void
  readonly content: ReactNode
}

function Finder({ onDone, onShowKeys }: { onDone: () => void; onShowKeys: () => void }) {
  const [query, setQuery] = useState('')
  const shown = useDeferredValue(query)
  const groups = useFound(shown, onShowKeys)
  const combobox = useCombobox({ opened: true })
  const choices = useMemo(
    () => new Map(groups.flatMap((group) => group.choices.map((each) => [each.value, each]))),
    [groups],
  )
  const first = groups[0]?.choices[0]?.value
  const { selectFirstOption, resetSelectedOption } = combobox
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words begin at the first line again, not a new draw
  useEffect(() => {
    if (first === undefined) resetSelectedOption()
    else selectFirstOption()
  }, [first, shown])

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(value) => {
        // First away with the palette: what is chosen may open a dialog of its own.
        onDone()
        choices.get(value)?.choose()
      }}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          size="md"
          variant="unstyled"
          className={classes.search}
          leftSection={<SearchIcon />}
          placeholder="Find an element, a comment, a view, an action ..."
          aria-label="Find an element, a comment, a view or an action"
          maxLength={200}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            // The list keeps Escape from the dialog, and it is always open.
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) onDone()
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.options} aria-label="What was found" tabIndex={0}>
        {groups.map((group) => (
          <Combobox.Group key={group.label} label={group.label}>
            {group.choices.map(({ value, content }) => (
              <Combobox.Option key={value} value={value}>
                {content}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
        {groups.length === 0 && (
          <Combobox.Empty>Nothing holds all these words. Try fewer, or the beginning of one.</Combobox.Empty>
        )}
      </Combobox.Options>
      <p className="visually-hidden" role="status">
        {choices.size === 1 ? '1 line' : `${choices.size} lines`}
      </p>
    </Combobox>
  )
}

/** What the query finds, in groups, with what choosing a line does. */
function useFound(query: string, onShowKeys: () => void): { label: string; choices: Choice[] }[] {
  const room = useRoom()
  const { selected, view } = useSelection()
  const { canUndo, canRedo } = useCommands()
  const canEdit = useCanEdit()
  const graph = useGraph((now) => now)
  const { select } = useNavigate()
  const perform = usePerform(onShowKeys)
  const actions = useMemo(
    () =>
      paletteActions({
        caseId: room.caseId,
        graph,
        selected,
        canEdit,
        canUndo,
        canRedo,
        onCanvas: view === 'canvas',
      }),
    [room, graph, selected, canEdit, canUndo, canRedo, view],
  )
  // The graph is a reason to look again: what was found may have been reworded meanwhile.
  const hits = useMemo(() => (graph === undefined ? [] : findIn(room, query, HITS)), [room, query, graph])
  return useMemo(() => {
    const listed = matching(actions, query)
    const found = {
      label: 'In the case',
      choices: hits.map((hit) => ({
        value: `hit-${hit.kind}-${hit.kind === 'thread' ? hit.thread : hit.element}`,
        choose: () => select(hit.element, hit.kind === 'thread' ? { thread: hit.thread } : {}),
        content: <HitLine hit={hit} />,
      })),
    }
    const groups = GROUPS.map((group) => ({
      label: group === 'Here' ? 'At the selected element' : group,
      choices: listed
        .filter((action) => action.group === group)
        .map((action) => ({
          value: action.id,
          choose: () => perform(action),
          content: (
            <span className={classes.line}>
              <span>{action.label}</span>
              {action.shortcut !== undefined && <kbd className={classes.keys}>{action.shortcut}</kbd>}
            </span>
          ),
        })),
    }))
    return [found, ...groups].filter((group) => group.choices.length > 0)
  }, [actions, hits, query, select, perform])
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

/** Does on the canvas what its key does, with the focus there, so that one can go on by keys. */
function pressOnCanvas(key: string): void {
  const canvas = document.querySelector<HTMLElement>('[role=application][aria-label="Argument diagram"]')
  canvas?.focus()
  canvas?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
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
      case 'canvas':
        return void setTimeout(() => pressOnCanvas(what.key), 300)
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
