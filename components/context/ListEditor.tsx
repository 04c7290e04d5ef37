'use client'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { SharedTextArea } from '@/components/element/SharedTextArea'
import { ChevronDownIcon, ChevronRightIcon, PlusIcon } from '@/components/look/icons'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { fieldsOf } from '@/lib/case/fields'
import { itemsOf, LISTS, type ListName, needsOf, protectedBy } from '@/lib/context/lists'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import AssetBlock from './AssetBlock'
import classes from './context.module.css'
import InterfaceBlock from './InterfaceBlock'
import { useReadOnly } from './Ticks'

const BLOCKS = { asset: AssetBlock, interface: InterfaceBlock } as const
const EXAMPLES = { asset: 'Drug library', interface: 'Service port (USB)' } as const

/** A list of the case, one row for each item, edited in place. Two people who add at once add two items. */
export function ListEditor({ list }: { list: ListName }) {
  const ids = useGraph((graph) =>
    itemsOf(graph, list)
      .map(({ id }) => id)
      .join(' '),
  )
  const [open, setOpen] = useState<ElementId>()
  const { word, plural } = LISTS[list]
  const items = ids === '' ? [] : ids.split(' ')
  const name = useRef<HTMLInputElement>(null)
  return (
    <>
      {items.length > 0 && (
        <ul className={classes.items} aria-label={`List of ${plural}`}>
          {items.map((id) => (
            <Item
              key={id}
              id={id}
              list={list}
              open={open === id}
              onOpen={() => setOpen(open === id ? undefined : id)}
            />
          ))}
        </ul>
      )}
      <AddItem list={list} word={word} input={name} onAdded={setOpen} />
    </>
  )
}

interface AddProps {
  readonly list: ListName
  readonly word: string
  readonly input: RefObject<HTMLInputElement | null>
  readonly onAdded: (id: ElementId) => void
}

function AddItem({ list, word, input, onAdded }: AddProps) {
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const readOnly = useReadOnly()
  const run = useRun()
  if (readOnly) return null

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() === '' || busy) return
    setBusy(true)
    const outcome = await run('add-list-item', { list, name: name.trim() })
    setBusy(false)
    if (!outcome.ok) return
    setName('')
    const created = outcome.value.created[0]
    if (created !== undefined) onAdded(created)
    input.current?.focus()
  }

  return (
    <form className={classes.adding} onSubmit={(event) => void submit(event)}>
      <TextInput
        ref={input}
        label={`Name of ${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`}
        placeholder={EXAMPLES[list]}
        value={name}
        maxLength={500}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" leftSection={<PlusIcon />} loading={busy} disabled={name.trim() === ''}>
        Add the {word}
      </Button>
    </form>
  )
}

interface ItemProps {
  readonly id: ElementId
  readonly list: ListName
  readonly open: boolean
  readonly onOpen: () => void
}

function Item({ id, list, open, onOpen }: ItemProps) {
  const row = useGraph((graph) => summaryOf(graph, id, list))
  const readOnly = useReadOnly()
  const run = useRun()
  const { select } = useNavigate()
  const Block = BLOCKS[list]
  if (row === undefined) return null
  return (
    <li className={classes.item}>
      <button type="button" className={classes.summary} aria-expanded={open} onClick={onOpen}>
        <span className={classes.name}>{row.name}</span>
        <span>{row.statement || 'No name yet'}</span>
        <span className={`${classes.quiet} ${classes.wide}`}>{row.kind}</span>
        <span className={`${row.state === '' ? classes.gap : classes.quiet} ${classes.wide}`}>
          {row.state || row.missing}
        </span>
        <span className={row.side === '' ? classes.gap : classes.quiet}>{row.side || 'Nobody named'}</span>
        {open ? <ChevronDownIcon /> : <ChevronRightIcon />}
      </button>
      {open && (
        <div className={classes.editing}>
          <SharedTextArea element={id} field="statement" label="Name" rows={1} />
          <Block id={id} />
          <div className={classes.chips}>
            <Button variant="default" onClick={() => select(id, { tab: 'review' })}>
              Comment on {row.name}
            </Button>
            {!readOnly && (
              <Button
                variant="subtle"
                color="gray"
                onClick={() => void run('delete-element', { element: id, branch: false })}
              >
                Put it into the bin
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  )
}

function summaryOf(graph: CaseGraph, id: ElementId, list: ListName) {
  const element = graph.elements.get(id)
  if (element === undefined) return undefined
  const { name, statement } = element
  const side = String(element.fields[list === 'asset' ? 'assetSide' : 'interfaceSide'] ?? '')
  const whose = side === '' ? '' : side === 'shared' ? 'Shared' : sideWord(side === 'mdm' ? 'mdm' : 'hdo')
  const kind = choiceWord(element, list === 'asset' ? 'assetKind' : 'medium')
  if (list === 'interface') {
    return {
      name,
      statement,
      side: whose,
      kind,
      state: String(element.fields.peer ?? ''),
      missing: 'Other end unknown',
    }
  }
  const codes = protectedBy(graph, id)
  const needs = needsOf(element).join(', ')
  const state = codes.length === 0 ? '' : `${needs === '' ? '' : `${needs}; `}protected by ${codes.join(', ')}`
  return { name, statement, side: whose, kind, state, missing: 'Protected by no capability' }
}

function choiceWord(element: Element, name: string): string {
  const field = fieldsOf(element.facet)[name]
  if (field?.type !== 'choice') return ''
  return field.values.find(({ value }) => value === element.fields[name])?.label ?? ''
}
