'use client'
import { Checkbox } from '@mantine/core'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { assetsOf, itemsOf } from '@/lib/context/lists'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'
import { useReadOnly } from './Ticks'

/** Which claim names assets here: an established capability, also from its list of assets, or a risk. */
function claimOf(graph: CaseGraph, id: ElementId): ElementId | undefined {
  const element = graph.elements.get(id)
  if (element?.role === 'C4' || element?.role === 'C7') return id
  return element?.role === 'CTXT3' ? graph.contextOf(id)[0] : undefined
}

/** The assets of the case as ticks: which of them a capability protects or a risk touches. Draws nothing elsewhere. */
export function AssetChoice({ id }: { id: ElementId }) {
  const claim = useGraph((graph) => claimOf(graph, id))
  if (claim === undefined) return null
  return <Choice claim={claim} />
}

function Choice({ claim }: { claim: ElementId }) {
  const title = useGraph((graph) =>
    graph.elements.get(claim)?.role === 'C7' ? 'Assets that this risk touches' : 'Assets that this capability protects',
  )
  // As texts, which compare by value.
  const assets = useGraph((graph) =>
    itemsOf(graph, 'asset')
      .map(({ id, statement }) => `${id} ${statement.replaceAll('\n', ' ')}`)
      .join('\n'),
  )
  const chosen = useGraph((graph) =>
    assetsOf(graph, claim)
      .map(({ id }) => id)
      .join(' '),
  ).split(' ')
  const readOnly = useReadOnly()
  const run = useRun()
  const { select } = useNavigate()
  const rows = assets === '' ? [] : assets.split('\n').map((line) => splitOnce(line))
  return (
    <section className={classes.block} aria-label={title}>
      {rows.length === 0 ? (
        <p className={classes.note}>
          The case lists no asset yet.{' '}
          <button type="button" className={classes.link} onClick={() => select('CTXT2', { view: 'context' })}>
            List the assets
          </button>{' '}
          to choose from them here.
        </p>
      ) : (
        <fieldset className={classes.ticks}>
          <legend>{title}</legend>
          {rows.map(([asset, name]) => (
            <Checkbox
              key={asset}
              size="xs"
              label={name || 'No name yet'}
              checked={chosen.includes(asset)}
              disabled={readOnly}
              onChange={(event) => void run('choose-asset', { claim, asset, chosen: event.currentTarget.checked })}
            />
          ))}
        </fieldset>
      )}
    </section>
  )
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf(' ')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
}
