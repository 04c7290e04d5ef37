'use client'
import { OneField } from '@/components/element/OneField'
import { useGraph, useNavigate } from '@/components/workspace/CaseContext'
import { CONTROL_STATES, controlState, sidesOf } from '@/lib/control/duty'
import { risksOf } from '@/lib/control/find-control'
import { controlLine, PROVENANCE, provenanceOf } from '@/lib/control/provenance'
import type { Element, ElementId } from '@/lib/gsn/graph'
import classes from './control.module.css'
import { Provenance } from './Provenance'
import { SidePart } from './SidePart'

/** The form of one control: where it comes from, which risks it serves, and each responsible side's part. */
export default function ControlBlock({ id }: { readonly id: ElementId }) {
  const sides = useGraph((graph) => sidesOf(elementIn(graph.elements, id)).join(' '))
  const state = useGraph((graph) => controlState(elementIn(graph.elements, id)))
  return (
    <div className={classes.form}>
      <Origin id={id} />
      <section className={classes.part} aria-label="Risks that it mitigates">
        <h3>Risks that it mitigates</h3>
        <Risks id={id} />
      </section>
      <section className={classes.part} aria-label="Responsibility">
        <h3>
          Responsibility
          <span className={classes.state} data-state={state}>
            {CONTROL_STATES[state]}
          </span>
        </h3>
        <OneField id={id} name="responsible" label="Who sees to it" />
        {sides === 'mdm hdo' && (
          <p className={classes.quiet}>
            Each side has a part. The control is as far as the side that is furthest behind, and needs evidence from
            both.
          </p>
        )}
        {sides
          .split(' ')
          .filter((side) => side === 'mdm' || side === 'hdo')
          .map((side) => (
            <SidePart key={side} id={id} side={side} />
          ))}
      </section>
      <section className={classes.part} aria-label="What it is">
        <h3>What it is</h3>
        <OneField id={id} name="title" />
        <div className={classes.pair}>
          <OneField id={id} name="standard" />
          <OneField id={id} name="ref" />
        </div>
        <div className={classes.pair}>
          <OneField id={id} name="controlType" />
          <OneField id={id} name="basis" />
        </div>
      </section>
    </div>
  )
}

const NOTHING: Pick<Element, 'fields' | 'texts'> = { fields: {}, texts: {} }

function elementIn(elements: ReadonlyMap<ElementId, Element>, id: ElementId): Pick<Element, 'fields' | 'texts'> {
  return elements.get(id) ?? NOTHING
}

/** [CTL18] The chosen control in one line, always with where it comes from. */
function Origin({ id }: { readonly id: ElementId }) {
  const basis = useGraph((graph) => provenanceOf(elementIn(graph.elements, id).fields.basis))
  const line = useGraph((graph) => controlLine(elementIn(graph.elements, id).fields).replace(/ ?\([^()]*\)$/, ''))
  return (
    <div className={classes.named}>
      <strong>{line === '' ? 'No control chosen yet' : line}</strong>
      <div className={classes.origin}>
        <Provenance origin={basis} /> {PROVENANCE[basis].meaning}
      </div>
      {basis === 'editorial' && <OneField id={id} name="basisChecked" />}
    </div>
  )
}

function Risks({ id }: { readonly id: ElementId }) {
  // As a text, which compares by value.
  const risks = useGraph((graph) =>
    risksOf(graph, id)
      .map((risk) => `${risk.id}\n${risk.name} ${risk.statement}`)
      .join('\n\n'),
  )
  const { select } = useNavigate()
  if (risks === '') return <p className={classes.quiet}>None yet. Open a risk, add a control and choose this one.</p>
  return (
    <ul className={classes.list}>
      {risks.split('\n\n').map((each) => {
        const at = each.indexOf('\n')
        return (
          <li key={each}>
            <button type="button" onClick={() => select(each.slice(0, at))}>
              {each.slice(at + 1)}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
