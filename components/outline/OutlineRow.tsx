'use client'
import { ActionIcon } from '@mantine/core'
import { memo } from 'react'
import { ChevronDownIcon, ChevronRightIcon, MoreIcon } from '@/components/look/icons'
import { useCanEdit, useElement, useGraph } from '@/components/workspace/CaseContext'
import { type CapabilityState, capabilityStateOf } from '@/components/workspace/capability-state'
import { KIND_CLASS, kindWord } from '@/components/workspace/kind-words'
import { capabilityName, shortName } from '@/lib/reading/capability-names'
import { FindingMark, FindingsCount } from './FindingMark'
import { HereNow } from './HereNow'
import classes from './outline.module.css'
import type { ElementRow } from './outline-moves'
import { GROUPS, type Row } from './outline-rows'
import { ReviewMark } from './ReviewMark'
import { type Ending, RowEditor } from './RowEditor'
import { RowMenu } from './RowMenu'

interface Props {
  readonly row: Row
  readonly top: number
  readonly tabStop: boolean
  readonly selected: boolean
  /** Chosen together with others. */
  readonly picked: boolean
  /** Its statement is being written in place. */
  readonly editing: boolean
  readonly menuOpen: boolean
  readonly onActivate: (row: Row, how?: 'toggle' | 'range') => void
  /** The row took the focus, by whatever way: the tab stop goes with it. */
  readonly onReach: (key: string) => void
  readonly onToggle: (key: string, open: boolean) => void
  readonly onMenu: (key: string | undefined) => void
  readonly onWritten: (row: ElementRow, how: Ending) => void
}

const INDENT = 13

/** One row of the tree. It reads its own element, so an edit elsewhere does not draw it again. */
export const OutlineRow = memo(function OutlineRow(props: Props) {
  const { row, top, tabStop, selected, picked, editing, menuOpen } = props
  const { onActivate, onReach, onToggle, onMenu, onWritten } = props
  const label = useRowLabel(row)
  const canEdit = useCanEdit()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles every key for its rows
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.setSize}
      aria-selected={row.type === 'element' ? selected || picked : undefined}
      aria-expanded={row.expanded}
      aria-label={label}
      tabIndex={tabStop ? 0 : -1}
      data-key={row.key}
      data-element={row.type === 'element' ? row.id : undefined}
      data-selected={selected || undefined}
      data-picked={picked || undefined}
      draggable={canEdit && !editing && row.type === 'element' && row.under !== 'bin'}
      className={classes.row}
      style={{ transform: `translateY(${top}px)`, paddingLeft: 4 + (row.level - 1) * INDENT }}
      onClick={(event) =>
        onActivate(row, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : undefined)
      }
      onFocus={(event) => event.target === event.currentTarget && onReach(row.key)}
      onContextMenu={(event) => {
        if (row.type !== 'element' || !canEdit) return
        event.preventDefault()
        onMenu(row.key)
      }}
    >
      <Twisty row={row} onToggle={onToggle} />
      {row.type === 'group' ? (
        <GroupLabel row={row} />
      ) : (
        <ElementLabel
          id={row.id}
          binned={row.under === 'bin'}
          alone={row.level === 1 || row.under !== undefined}
          onWritten={editing ? (how) => onWritten(row, how) : undefined}
        />
      )}
      {canEdit && row.type === 'element' && (menuOpen || tabStop || selected) && (
        <RowMenu id={row.id} rowKey={row.key} opened={menuOpen} onMenu={onMenu} />
      )}
      {canEdit && row.type === 'element' && !(menuOpen || tabStop || selected) && (
        <ActionIcon
          className={classes.more}
          size={20}
          tabIndex={-1}
          aria-hidden
          onClick={(event) => {
            event.stopPropagation()
            onMenu(row.key)
          }}
        >
          <MoreIcon />
        </ActionIcon>
      )}
    </div>
  )
})

function Twisty({ row, onToggle }: { row: Row; onToggle: Props['onToggle'] }) {
  if (row.expanded === undefined) return <span className={classes.twisty} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: right and left arrow do the same on the row itself
    // biome-ignore lint/a11y/useKeyWithClickEvents: right and left arrow do the same on the row itself
    <span
      className={classes.twisty}
      onClick={(event) => {
        event.stopPropagation()
        onToggle(row.key, row.expanded !== true)
      }}
    >
      {row.expanded ? <ChevronDownIcon /> : <ChevronRightIcon />}
    </span>
  )
}

function GroupLabel({ row }: { row: Extract<Row, { type: 'group' }> }) {
  return (
    <span className={classes.group} title={GROUPS[row.group].help}>
      {GROUPS[row.group].word}
      <span className={classes.count}>{row.count}</span>
    </span>
  )
}

/** `alone`: its capability does not stand above it, so its name has to say it. */
interface LabelProps {
  readonly id: string
  readonly binned: boolean
  readonly alone: boolean
  /** While its statement is being written in place. */
  readonly onWritten: ((how: Ending) => void) | undefined
}

function ElementLabel({ id, binned, alone, onWritten }: LabelProps) {
  const element = useElement(id)
  if (element === undefined) return <span className={classes.text}>...</span>
  const { name, capability, role, kind, statement } = element
  if (onWritten !== undefined) {
    return (
      <>
        <span className={`${classes.kind} ${KIND_CLASS[kind]}`} aria-hidden />
        <span className={classes.name}>{alone ? name : shortName(name, capability)}</span>
        <RowEditor id={id} name={name} onEnd={onWritten} />
      </>
    )
  }
  if (role === 'C2' && capability !== undefined) {
    return (
      <>
        <span className={classes.code}>{capability}</span>
        <span className={classes.capability} title={capabilityName(capability)}>
          {capabilityName(capability)}
        </span>
        <HereNow id={id} />
        <ReviewMark id={id} />
        <StateBadge code={capability} />
        <FindingsCount capability={capability} />
      </>
    )
  }
  return (
    <>
      <span className={`${classes.kind} ${KIND_CLASS[kind]}`} aria-hidden />
      <span className={classes.name}>{alone ? name : shortName(name, capability)}</span>
      <span className={binned ? classes.binned : classes.text} title={statement}>
        {statement === '' ? <em>No text yet</em> : statement}
      </span>
      <HereNow id={id} />
      {!binned && <ReviewMark id={id} />}
      {!binned && <FindingMark id={id} />}
    </>
  )
}

const STATE_CLASS: Readonly<Record<CapabilityState['tone'], string | undefined>> = {
  required: undefined,
  closed: classes.closed,
  open: classes.open,
}

function StateBadge({ code }: { code: string }) {
  const state = useGraph((graph) => capabilityStateOf(graph, code))
  if (state === undefined || state.tone === 'required') return null
  return (
    <span className={`${classes.state} ${STATE_CLASS[state.tone]}`} title={state.word}>
      {state.short}
    </span>
  )
}

/** What a screen reader says for a row: kind, name and text; for a capability its state too. */
function useRowLabel(row: Row): string {
  return useGraph((graph) => {
    if (row.type === 'group') return `${GROUPS[row.group].word}, ${row.count}`
    const element = graph.elements.get(row.id) ?? graph.bin.get(row.id)
    if (element === undefined) return 'Element'
    const { role, capability, statement, name, kind } = element
    if (role === 'C2' && capability !== undefined) {
      return `Capability ${capability}, ${capabilityName(capability)}: ${capabilityStateOf(graph, capability)?.word ?? 'no state'}`
    }
    return `${kindWord(kind)} ${name}: ${statement || 'no text yet'}`
  })
}
