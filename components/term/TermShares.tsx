'use client'
import { Button, Menu } from '@mantine/core'
import { OWN_PARAMETERS, type ParameterKey, TERM_PARAMETERS } from '@/catalog/terms/parameters'
import { SharedTextArea } from '@/components/element/SharedTextArea'
import { PlusIcon } from '@/components/look/icons'
import { useGraph, useRoom, useRun } from '@/components/workspace/CaseContext'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { SIDES, type Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { fillShare, parametersOf, piecesOf, valueInWords } from '@/lib/term/sentence'
import { PersonLine } from './PersonLine'
import classes from './term.module.css'
import { useReadOnly } from './use-terms'

const SHARE = { mdm: 'shareMdm', hdo: 'shareHdo' } as const

/** Both shares of a term side by side: written by everybody at once, and as they read with their values. */
export function TermShares({ id }: { id: ElementId }) {
  return (
    <div className={classes.shares}>
      {SIDES.map((side) => (
        <div key={side} className={classes.share}>
          <span className={SIDE_CLASS[side]}>{sideWord(side)}</span>
          <SharedTextArea
            element={id}
            field={SHARE[side]}
            label={`The ${sideWord(side).toLowerCase()}'s share`}
            placeholder="Notifies the named contact within {days}."
            rows={2}
          />
          <Reads id={id} side={side} />
          <div className={classes.below}>
            <PersonLine id={id} side={side} />
            <InsertParameter id={id} side={side} />
          </div>
        </div>
      ))}
    </div>
  )
}

/** The sentence as it will be signed, where it names parameters. */
function Reads({ id, side }: { id: ElementId; side: Side }) {
  const share = useGraph((graph) => graph.elements.get(id)?.texts[SHARE[side]] ?? '')
  // As text: the values of the parameters that this share names.
  const filled = useGraph((graph) => {
    const element = graph.elements.get(id)
    return element === undefined ? '' : fillShare(share, element.fields)
  })
  const fields = useGraph((graph) => graph.elements.get(id)?.fields)
  if (filled === share && !share.includes('{')) return null
  const pieces = piecesOf(share, fields ?? {})
  return (
    <p className={classes.reads}>
      {pieces.map((piece, index) => {
        const key = `${index} ${piece.kind}`
        if (piece.kind === 'words') return <span key={key}>{piece.text}</span>
        if (piece.kind === 'unknown') {
          return (
            <mark key={key} className={classes.blank} title="No parameter is called like this">
              {piece.text}
            </mark>
          )
        }
        return piece.value === undefined ? (
          <mark key={key} className={classes.blank} title="Not filled in yet">
            {TERM_PARAMETERS[piece.key].label.toLowerCase()}?
          </mark>
        ) : (
          <strong key={key}>{valueInWords(piece.key, piece.value)}</strong>
        )
      })}
    </p>
  )
}

/** Puts a parameter at the end of a share; its words can then be moved like any others. */
function InsertParameter({ id, side }: { id: ElementId; side: Side }) {
  const readOnly = useReadOnly()
  const { reader } = useRoom()
  const run = useRun()
  if (readOnly) return null
  function insert(key: ParameterKey): void {
    const text = reader.graph().elements.get(id)?.texts[SHARE[side]] ?? ''
    const gap = text === '' || text.endsWith(' ') ? '' : ' '
    void run('set-text', { element: id, field: SHARE[side], text: `${text}${gap}{${key}}` })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-xs" leftSection={<PlusIcon />}>
          Parameter
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Offered id={id} onPick={insert} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** The parameters for own words that this term does not use yet. */
function Offered({ id, onPick }: { id: ElementId; onPick: (key: ParameterKey) => void }) {
  const used = useGraph((graph) => {
    const element = graph.elements.get(id)
    return element === undefined ? '' : parametersOf(element).join(' ')
  })
  const taken = new Set(used.split(' '))
  return OWN_PARAMETERS.filter((key) => !taken.has(key)).map((key) => (
    <Menu.Item key={key} onClick={() => onPick(key)}>
      {TERM_PARAMETERS[key].label} <span className={classes.quiet}>{`{${key}}`}</span>
    </Menu.Item>
  ))
}
