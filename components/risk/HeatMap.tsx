'use client'
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import { useGraph, useMe, useNavigate } from '@/components/workspace/CaseContext'
import { EmptyReading } from '@/components/workspace/EmptyReading'
import { SIDES, type Side } from '@/lib/access/policy'
import { STAGES, type Stage } from '@/lib/case/facets/risk'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { heatMaps, type HeatMap as SideMap } from '@/lib/risk/heat-map'
import { VERDICT_WORDS } from '@/lib/risk/verdict'
import { MatrixGrid } from './MatrixGrid'
import type { MatrixPlace } from './matrix-keys'
import { RiskList } from './RiskList'
import classes from './risk.module.css'
import { VerdictLegend } from './VerdictLegend'
import { OPEN_SIGN, SIDE_NAMES, SIDE_WORDS, VERDICT_SIGNS } from './words'

const kept = new WeakMap<CaseGraph, Record<string, readonly SideMap[]>>()

/** Each graph is read once for a side and a stage. */
function mapsOf(graph: CaseGraph, side: Side, stage: Stage): readonly SideMap[] {
  const known = kept.get(graph) ?? {}
  kept.set(graph, known)
  known[`${side} ${stage}`] ??= heatMaps(graph, side, stage)
  return known[`${side} ${stage}`] ?? []
}

/** Every risk of the case in the matrix that a side judges it by, before or after treatment. */
export default function HeatMap() {
  const { side: own } = useMe()
  const { select } = useNavigate()
  const [side, setSide] = useState<Side>(own ?? 'mdm')
  const [stage, setStage] = useState<Stage>('after')
  const [which, setWhich] = useState<ElementId>()
  const [chosen, setChosen] = useState<MatrixPlace>()
  const maps = useDeferredValue(useGraph((graph) => mapsOf(graph, side, stage)))
  const map = maps.find(({ policy }) => policy.element === which) ?? maps[0]
  const none = useGraph((graph) => ![...graph.elements.values()].some(({ facet }) => facet === 'risk'))
  if (map === undefined || none) return <EmptyReading name="heat" />
  const { policy, cells, unrated, rated } = map
  const cellAt = (place: MatrixPlace) => cells[place.likelihood - 1]?.[place.severity - 1]
  const here = chosen === undefined ? undefined : cellAt(chosen)
  const words = (place: MatrixPlace) =>
    `${policy.likelihood[place.likelihood - 1]?.word} with ${policy.severity[place.severity - 1]?.word}`

  return (
    <section className={classes.heat} aria-label="Heat map">
      <header className={classes.heatHead}>
        <h2>Heat map</h2>
        <SegmentedControl
          aria-label="Whose matrix"
          value={side}
          transitionDuration={0}
          data={SIDES.map((each) => ({ value: each, label: SIDE_NAMES[each] }))}
          onChange={(next) => {
            setSide(next as Side)
            setChosen(undefined)
          }}
        />
        <SegmentedControl
          aria-label="When"
          value={stage}
          transitionDuration={0}
          data={STAGES.map((each) => ({
            value: each,
            label: each === 'before' ? 'Before treatment' : 'After treatment',
          }))}
          onChange={(next) => setStage(next as Stage)}
        />
        {maps.length > 1 && (
          <NativeSelect
            aria-label="Which policy"
            value={policy.element ?? ''}
            data={maps.map((each) => ({ value: each.policy.element ?? '', label: policyLabel(each) }))}
            onChange={(event) => {
              setWhich(event.currentTarget.value)
              setChosen(undefined)
            }}
          />
        )}
      </header>
      {!policy.adopted && (
        <p className={classes.standing}>
          <strong>Proposed matrix.</strong> {SIDE_NAMES[side]} has not made a matrix its own, so this is no verdict of{' '}
          {SIDE_WORDS[side]}.{' '}
          {policy.element !== undefined && (
            <button type="button" className={classes.link} onClick={() => select(policy.element)}>
              Open the policy
            </button>
          )}
        </p>
      )}
      <div className={classes.heatBody}>
        <div>
          <MatrixGrid
            large
            policy={policy}
            label={`Risks ${stage} treatment in the matrix of ${SIDE_WORDS[side]}`}
            cellLabel={(place) => {
              const cell = cellAt(place)
              const verdict = cell?.verdict === undefined ? 'not decided' : VERDICT_WORDS[cell.verdict]
              return `${words(place)}, ${verdict}: ${risksInWords(cell?.risks.length ?? 0)}`
            }}
            cell={(place) => {
              const cell = cellAt(place)
              const count = cell?.risks.length ?? 0
              return (
                <>
                  <span className={classes.count}>{count === 0 ? '' : count}</span>
                  <span className={classes.corner}>
                    {cell?.verdict === undefined ? OPEN_SIGN : VERDICT_SIGNS[cell.verdict]}
                  </span>
                </>
              )
            }}
            chosen={chosen}
            onChoose={setChosen}
          />
          <VerdictLegend open={cells.some((row) => row.some(({ verdict }) => verdict === undefined))} />
        </div>
        <div className={classes.drill}>
          {here === undefined || chosen === undefined ? (
            <p className={classes.quiet}>
              {rated === 0
                ? `No risk is rated ${stage} treatment yet. Rate the risks in their details, then they stand here.`
                : `${risksInWords(rated)} stand in the matrix. Choose a cell to see which.`}
            </p>
          ) : (
            <RiskList title={`${words(chosen)}: ${risksInWords(here.risks.length)}`} ids={here.risks} />
          )}
          {unrated.length > 0 && <RiskList title={`Not rated ${stage} treatment: ${unrated.length}`} ids={unrated} />}
        </div>
      </div>
    </section>
  )
}

function risksInWords(count: number): string {
  return count === 0 ? 'no risk' : count === 1 ? '1 risk' : `${count} risks`
}

function policyLabel({ policy, rated, unrated }: SideMap): string {
  const where = policy.element?.startsWith('J3-') ? policy.element.slice('J3-'.length) : 'The case'
  return `${where}: ${risksInWords(rated + unrated.length)}`
}
