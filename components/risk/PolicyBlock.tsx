'use client'
import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useCanEdit, useGraph, useMe, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { SIDES, type Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { policyElements } from '@/lib/risk/policy'
import classes from './risk.module.css'
import { SideMatrix } from './SideMatrix'
import { SIDE_NAMES } from './words'

/** Both sides' risk acceptability policies on one element: one's own first. */
export default function PolicyBlock({ id }: { readonly id: ElementId }) {
  const { side: own } = useMe()
  const [shown, setShown] = useState<Side>(own ?? 'mdm')
  const capability = useGraph((graph) => graph.elements.get(id)?.capability)
  return (
    <div className={classes.form}>
      {capability !== undefined && (
        <p className={classes.quiet}>
          This stands beside the policy of the case, for {capability} alone. A side that adopts no matrix here keeps the
          one of the case.
        </p>
      )}
      <SegmentedControl
        aria-label="Whose policy"
        fullWidth
        value={shown}
        transitionDuration={0}
        data={SIDES.map((side) => ({
          value: side,
          label: side === own ? `${SIDE_NAMES[side]} (you)` : SIDE_NAMES[side],
        }))}
        onChange={(next) => setShown(next as Side)}
      />
      <SideMatrix key={shown} id={id} side={shown} />
      {capability === undefined && <OwnPolicies />}
      <HeatMapLink />
    </div>
  )
}

function HeatMapLink() {
  const { setView } = useNavigate()
  return (
    <Button variant="default" className={classes.start} onClick={() => setView('heat')}>
      Show the risks in the matrix
    </Button>
  )
}

/** The capabilities that have a policy of their own, and a way to give one to another. */
function OwnPolicies() {
  const canEdit = useCanEdit()
  const run = useRun()
  const { select } = useNavigate()
  const own = useGraph((graph) => policyElements(graph).flatMap((element) => element.capability ?? []))
  const required = useGraph((graph) =>
    [...graph.elements.values()]
      .filter((element) => element.role === 'S1' && graph.reachable.has(element.id))
      .flatMap((element) => element.capability ?? []),
  )
  const [chosen, setChosen] = useState('')
  const free = required.filter((capability) => !own.includes(capability)).sort()

  async function add(): Promise<void> {
    const outcome = await run('override-policy', { capability: chosen })
    setChosen('')
    const created = outcome.ok ? outcome.value.created[0] : undefined
    if (created !== undefined) select(created)
  }

  if (own.length === 0 && (!canEdit || free.length === 0)) return null
  return (
    <section className={classes.part} aria-label="Other matrices for single capabilities">
      <h3>Another matrix for one capability</h3>
      {own.length > 0 && (
        <ul className={classes.plain}>
          {own.map((capability) => (
            <li key={capability}>
              <Button variant="subtle" onClick={() => select(`J3-${capability}`)}>
                {capability}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {canEdit && free.length > 0 && (
        <div className={classes.adding}>
          <NativeSelect
            label="Capability"
            data={[{ value: '', label: 'Choose ...' }, ...free]}
            value={chosen}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Button disabled={chosen === ''} onClick={() => void add()}>
            Give it its own
          </Button>
        </div>
      )}
    </section>
  )
}
