'use client'
import { OneField } from '@/components/element/OneField'
import { useGraph, useNavigate } from '@/components/workspace/CaseContext'
import { namedBy } from '@/lib/context/lists'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'
import { Ticks } from './Ticks'

const NEEDS = ['needsConfidentiality', 'needsIntegrity', 'needsAvailability', 'needsAccountability']

/** One asset: of what kind it is, what must hold for it, whose it is, and which claims name it. */
export default function AssetBlock({ id }: { id: ElementId }) {
  return (
    <div className={classes.block}>
      <OneField id={id} name="assetKind" />
      <Ticks id={id} legend="What must hold for it" names={NEEDS} />
      <OneField id={id} name="assetSide" />
      <OneField id={id} name="assetNote" placeholder="The pump would infuse by wrong limits." />
      <NamedBy id={id} />
    </div>
  )
}

/** Claims that name the asset, each a way to it. */
function NamedBy({ id }: { id: ElementId }) {
  const names = useGraph((graph) =>
    namedBy(graph, id)
      .map((claim) => `${claim.id} ${claim.name}`)
      .join('\n'),
  )
  const { select } = useNavigate()
  const claims = names === '' ? [] : names.split('\n').map((line) => line.split(' ', 2))
  return (
    <p className={classes.note}>
      {claims.length === 0 ? 'No capability and no risk names it yet.' : 'Named by '}
      {claims.map(([claim, name], index) => (
        <span key={claim}>
          {index > 0 && ', '}
          <button type="button" className={classes.link} onClick={() => select(claim)}>
            {name}
          </button>
        </span>
      ))}
    </p>
  )
}
