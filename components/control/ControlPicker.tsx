'use client'
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { CONTROL_STANDARDS, isCapabilityCode } from '@/catalog'
import type { FoundControl, Offer } from '@/catalog/controls/search'
import { libraryPath } from '@/components/library/library-path'
import { SearchIcon } from '@/components/look/icons'
import { useGraph, useMe, useNavigate, useRoom, useRun } from '@/components/workspace/CaseContext'
import { controlKey, controlsInCase, strategyOverControls } from '@/lib/control/find-control'
import { PROVENANCE } from '@/lib/control/provenance'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './control.module.css'
import { ImportTable } from './ImportTable'
import { OwnWords } from './OwnWords'
import { PickedControl } from './PickedControl'
import { PickerList } from './PickerList'
import { useControlSearch } from './use-control-search'
import { useOwnControls } from './use-own-controls'

const OFFERS: readonly Offer[] = ['own', 'published', 'crosswalk', 'editorial', 'listed']
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

interface Props {
  /** The risk that the control mitigates. */
  readonly risk: ElementId
  readonly riskName: string
  readonly capability: string | undefined
  readonly onClose: () => void
}

/**
 * [CTL22] Finds a control in the organisations' own tables and in the whole catalogue, uses one that the case has already,
 * or takes one in own words. Each row says where its right to stand here comes from.
 */
export function ControlPicker({ risk, riskName, capability, onClose }: Props) {
  const id = useId()
  const code = capability !== undefined && isCapabilityCode(capability) ? capability : undefined
  const [query, setQuery] = useState('')
  const [standard, setStandard] = useState<string>()
  const [offer, setOffer] = useState<Offer>()
  const [active, setActive] = useState(0)
  const [busy, setBusy] = useState(false)
  const [importing, setImporting] = useState(false)
  const { own, again } = useOwnControls()
  const { side } = useMe()
  const { caseId } = useRoom()
  const search = useControlSearch({ query, capability: code, standard, offer, own })
  const held = useGraph((graph) => heldControls(graph, risk))
  const run = useRun()
  const { select } = useNavigate()
  const found = search.kind === 'ready' ? search.found : []
  const at = Math.min(active, Math.max(0, found.length - 1))
  const current = found[at]
  const inCase = new Map(
    held.map((line) => line.split('\n') as [string, ElementId, string]).map(([key, ...rest]) => [key, rest]),
  )
  const twinOf = (control: FoundControl) => inCase.get(controlKey({ ...keyFields(control) }) ?? '')

  async function perform(command: string, args: Readonly<Record<string, unknown>>, goTo?: ElementId): Promise<void> {
    if (busy) return
    setBusy(true)
    const outcome = await run(command, args)
    setBusy(false)
    if (!outcome.ok) return
    onClose()
    const there = goTo ?? outcome.value.created[0]
    if (there !== undefined) select(there)
  }
  const add = (values: Readonly<Record<string, string>>) => void perform('add-control', { risk, values })
  const pick = (control: FoundControl) => add({ ...keyFields(control), basis: control.offer })
  const use = (control: ElementId) => void perform('use-control', { risk, control }, control)

  function onKeyDown(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setActive(Math.max(0, Math.min(found.length - 1, at + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (current === undefined) return
      const twin = twinOf(current)
      if (twin === undefined) pick(current)
      else use(twin[0] as ElementId)
    }
  }
  const narrow = <T,>(set: (value: T) => void, value: T) => {
    set(value)
    setActive(0)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Add a control to ${riskName}`}
      size={920}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.search}>
        <TextInput
          label="Search all controls"
          placeholder="session lock, AC-11, automatic logoff…"
          leftSection={<SearchIcon />}
          value={query}
          onChange={(event) => narrow(setQuery, event.currentTarget.value)}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={current === undefined ? undefined : `${id}-${at}`}
          aria-autocomplete="list"
          data-autofocus
        />
        <NativeSelect
          label="Standard and edition"
          value={standard ?? ''}
          data={[{ value: '', label: 'All standards' }, ...standards(own.map((row) => row.standard))]}
          onChange={(event) => narrow(setStandard, event.currentTarget.value || undefined)}
        />
        <NativeSelect
          label="Comes from"
          value={offer ?? ''}
          data={[
            { value: '', label: 'Anywhere' },
            ...OFFERS.map((value) => ({ value, label: PROVENANCE[value].label })),
          ]}
          onChange={(event) =>
            narrow(
              setOffer,
              OFFERS.find((each) => each === event.currentTarget.value),
            )
          }
        />
      </div>
      <div className={classes.found}>
        <div className={classes.side}>
          <PickerList
            id={id}
            search={search}
            active={at}
            query={query}
            capability={capability}
            busy={busy}
            twinOf={(control) => twinOf(control)?.[1]}
            onActive={setActive}
            onPick={(control) => {
              const twin = twinOf(control)
              if (twin === undefined) pick(control)
              else setActive(found.indexOf(control))
            }}
          />
        </div>
        {current !== undefined && search.kind === 'ready' && (
          <PickedControl
            control={current}
            capability={capability}
            twin={twinOf(current)}
            risk={risk}
            busy={busy}
            catalogue={search.catalogue}
            onAdd={() => pick(current)}
            onUse={use}
            onLook={(other) => {
              setStandard(other.standard)
              setOffer(undefined)
              narrow(setQuery, other.ref)
            }}
          />
        )}
      </div>
      <OwnWords query={query} busy={busy} onAdd={(title) => add({ title, basis: 'own' })} />
      <Button component="a" className={classes.bring} variant="subtle" href={libraryPath(caseId, capability, risk)}>
        Seen in my other cases…
      </Button>
      {side !== undefined && (
        <Button className={classes.bring} variant="subtle" onClick={() => setImporting(true)}>
          Bring in your organisation's own control table…
        </Button>
      )}
      {importing && <ImportTable onClose={() => setImporting(false)} onImported={again} />}
    </Modal>
  )
}

function keyFields({ standard, ref, title }: FoundControl): Readonly<Record<string, string>> {
  return { ...(standard === '' ? {} : { standard }), ...(ref === '' ? {} : { ref }), title }
}

/** Key, id and name of the controls that the case argues, as lines: texts compare by value. */
function heldControls(graph: Parameters<typeof controlsInCase>[0], risk: ElementId): readonly string[] {
  const strategy = strategyOverControls(graph, risk)
  const here = new Set(strategy === undefined ? [] : graph.supports(strategy.id))
  return [...controlsInCase(graph)].flatMap(([key, same]) => {
    // The one at this risk says that there is nothing to add.
    const shown = same.find(({ id }) => here.has(id)) ?? same[0]
    return shown === undefined ? [] : [`${key}\n${shown.id}\n${shown.name}`]
  })
}

function standards(own: readonly string[]): { value: string; label: string }[] {
  const names = [...new Set([...own.filter((name) => name !== ''), ...CONTROL_STANDARDS.map(({ name }) => name)])]
  return names.map((name) => ({ value: name, label: name }))
}
