'use client'
import { Button } from '@mantine/core'
import { CONTROL_SOURCES, type ControlSource } from '@/catalog'
import type { FoundControl } from '@/catalog/controls/search'
import { useGraph } from '@/components/workspace/CaseContext'
import { strategyOverControls } from '@/lib/control/find-control'
import { PROVENANCE } from '@/lib/control/provenance'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './control.module.css'
import { Provenance } from './Provenance'
import type { SearchState } from './use-control-search'

interface Props {
  readonly control: FoundControl
  readonly capability: string | undefined
  /** Id and name of the control of the case that says the same. */
  readonly twin: readonly string[] | undefined
  readonly risk: ElementId
  readonly busy: boolean
  readonly catalogue: Extract<SearchState, { kind: 'ready' }>['catalogue']
  readonly onAdd: () => void
  readonly onUse: (control: ElementId) => void
  readonly onLook: (other: { readonly standard: string; readonly ref: string }) => void
}

/** Everything about the control that is looked at: where it comes from, what it became elsewhere, and what can be done. */
export function PickedControl({ control, capability, twin, risk, busy, catalogue, onAdd, onUse, onLook }: Props) {
  const [twinId, twinName] = (twin ?? []) as [ElementId?, string?]
  const there = useGraph((graph) => {
    const strategy = strategyOverControls(graph, risk)
    return twinId !== undefined && strategy !== undefined && graph.supports(strategy.id).includes(twinId)
  })
  const { row, own, withdrawn, capabilities, group } = control
  const links = catalogue.seeAlso(control.standard, control.ref)
  return (
    <section className={classes.picked} aria-label="The selected control">
      <h3>
        {control.ref} {control.title}
      </h3>
      <p className={classes.quiet}>{[control.standard, group].filter(Boolean).join(' · ')}</p>
      <div className={classes.origin}>
        <Provenance origin={control.offer} /> {PROVENANCE[control.offer].meaning}
      </div>
      {row !== undefined && <p className={classes.quiet}>{CONTROL_SOURCES[row.source as ControlSource]}</p>}
      {row?.via !== undefined && <p className={classes.quiet}>Follows from {row.via.join(', ')}.</p>}
      {row?.note !== undefined && <p className={classes.quiet}>{row.note}</p>}
      {own !== undefined && (
        <p className={classes.quiet}>
          {own.side === 'mdm' ? 'The manufacturer' : 'The hospital'} brought it from its own table.
        </p>
      )}
      {withdrawn !== undefined && (
        <p className={classes.quiet}>
          Withdrawn in this edition{withdrawn.length === 0 ? '' : `; its subject went to ${withdrawn.join(', ')}`}.
        </p>
      )}
      {capabilities.length > 0 && (
        <p className={classes.quiet}>
          Linked to {capabilities.join(', ')}
          {capability === undefined || capabilities.some((each) => each === capability) ? '' : `, not to ${capability}`}
          .
        </p>
      )}
      <div className={classes.choose}>
        {twinId === undefined ? (
          <Button loading={busy} onClick={onAdd}>
            Add this control
          </Button>
        ) : there ? (
          <p className={classes.quiet}>{twinName} already mitigates this risk.</p>
        ) : (
          <>
            <p className={classes.quiet}>The case has it already, as {twinName}.</p>
            <Button loading={busy} onClick={() => onUse(twinId)}>
              Use {twinName} for this risk too
            </Button>
            <Button variant="default" disabled={busy} onClick={onAdd}>
              Add a second one
            </Button>
          </>
        )}
      </div>
      {links.length > 0 && (
        <details open={links.length <= 6}>
          <summary>See also ({links.length})</summary>
          <ul className={classes.links}>
            {links.map((link) => (
              <li key={`${link.standard} ${link.ref} ${link.direction} ${link.relation}`}>
                <button type="button" onClick={() => onLook(link)}>
                  {link.ref} {catalogue.listedControl(link.standard, link.ref)?.title ?? ''}
                </button>
                <span>
                  {link.standard} · {link.relation}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
