'use client'
import { Badge, Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { BASES, CONTROL_STANDARDS, type ControlStandard, isCapabilityCode } from '@/catalog'
import type { FoundControl } from '@/catalog/controls/search'
import { SearchIcon } from '@/components/look/icons'
import { useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { useControlSearch } from './use-control-search'

const BASIS_COLOUR = { published: 'teal', crosswalk: 'blue', editorial: 'orange' } as const

interface Props {
  /** The risk that the control mitigates. */
  readonly risk: ElementId
  readonly riskName: string
  readonly capability: string | undefined
  readonly onClose: () => void
}

/** Finds a control in the catalogue, or takes one in own words. Each row says where its right to stand here comes from. */
export function ControlPicker({ risk, riskName, capability, onClose }: Props) {
  const id = useId()
  const code = capability !== undefined && isCapabilityCode(capability) ? capability : undefined
  const [query, setQuery] = useState('')
  const [standard, setStandard] = useState<ControlStandard>()
  const [active, setActive] = useState(0)
  const [busy, setBusy] = useState(false)
  const search = useControlSearch({ query, capability: code, standard })
  const run = useRun()
  const { select } = useNavigate()
  const found = search.kind === 'ready' ? search.found : []

  async function add(values: Readonly<Record<string, string>>): Promise<void> {
    if (busy) return
    setBusy(true)
    const outcome = await run('add-control', { risk, values })
    setBusy(false)
    if (!outcome.ok) return
    onClose()
    const created = outcome.value.created[0]
    if (created !== undefined) select(created)
  }
  const pick = ({ standard: from, ref, title, row }: FoundControl) =>
    void add({ standard: from, ref, title, basis: row?.basis ?? 'own' })

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      const next = (active + step + found.length) % found.length
      setActive(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const control = found[active]
      if (control !== undefined) pick(control)
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Add a control to ${riskName}`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.search}>
        <TextInput
          label="Search the catalogue"
          placeholder="session lock, AC-11, logging…"
          leftSection={<SearchIcon />}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          data-autofocus
        />
        <NativeSelect
          label="Standard"
          value={standard ?? ''}
          data={[
            { value: '', label: 'All standards' },
            ...CONTROL_STANDARDS.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(event) => {
            setStandard(CONTROL_STANDARDS.find(({ name }) => name === event.currentTarget.value)?.name)
            setActive(0)
          }}
        />
      </div>
      <div className={classes.results}>
        {search.kind === 'loading' && <p className={classes.note}>Opening the catalogue…</p>}
        {search.kind === 'failed' && (
          <p className={classes.note} role="alert">
            The catalogue could not be fetched.{' '}
            <Button variant="default" onClick={search.retry}>
              Try again
            </Button>
          </p>
        )}
        {search.kind === 'ready' && found.length === 0 && (
          <p className={classes.note}>
            {query === ''
              ? 'Type what you look for.'
              : 'Nothing in the catalogue has all of these words. Use fewer, or add it in your own words below.'}
          </p>
        )}
        <div id={`${id}-list`} role="listbox" aria-label="Controls">
          {found.map((control, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the search field holds the focus and its keys
            <div
              key={`${control.standard} ${control.ref} ${control.title}`}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              aria-disabled={busy}
              className={classes.result}
              onMouseMove={() => setActive(at)}
              onClick={() => pick(control)}
            >
              <span className={classes.resultRef}>{control.ref}</span>
              <span className={classes.resultTitle}>
                {control.title}
                <span className={classes.resultStandard}>
                  {control.standard}
                  {control.withdrawn === undefined ? '' : ' · withdrawn in this edition'}
                </span>
              </span>
              <Basis control={control} capability={capability} />
            </div>
          ))}
        </div>
      </div>
      <OwnWords query={query} busy={busy} onAdd={(title) => void add({ title, basis: 'own' })} />
    </Modal>
  )
}

function Basis({ control, capability }: { control: FoundControl; capability: string | undefined }) {
  if (control.row === undefined) return <span className={classes.unlinked}>Not listed for {capability ?? 'it'}</span>
  const { label, meaning } = BASES[control.row.basis]
  return (
    <Badge color={BASIS_COLOUR[control.row.basis]} title={meaning}>
      {label}
    </Badge>
  )
}

function OwnWords({ query, busy, onAdd }: { query: string; busy: boolean; onAdd: (title: string) => void }) {
  const [title, setTitle] = useState<string>()
  const shown = title ?? query
  return (
    <form
      className={classes.own}
      onSubmit={(event) => {
        event.preventDefault()
        if (shown.trim() !== '') onAdd(shown.trim())
      }}
    >
      <TextInput
        label="Or in your own words"
        placeholder="Screen locks after five minutes without use"
        value={shown}
        maxLength={500}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={shown.trim() === ''} loading={busy}>
        Add these words
      </Button>
    </form>
  )
}
