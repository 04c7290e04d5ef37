'use client'
import { Button, SegmentedControl } from '@mantine/core'
import { OneField } from '@/components/element/OneField'
import { useCanEdit, useGraph, useMe, useRun } from '@/components/workspace/CaseContext'
import type { Side } from '@/lib/access/policy'
import { AXES, type Axis, cellField, levelsField, MAX_LEVELS, MIN_LEVELS, ofSide } from '@/lib/case/facets/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { contradictionsOf, openCells, readPolicy, type SidePolicy } from '@/lib/risk/policy'
import { VERDICT_WORDS, type Verdict } from '@/lib/risk/verdict'
import { LevelWords } from './LevelWords'
import { MatrixGrid } from './MatrixGrid'
import { type MatrixPlace, nextVerdict, verdictOfKey } from './matrix-keys'
import classes from './risk.module.css'
import { VerdictLegend } from './VerdictLegend'
import { OPEN_SIGN, SIDE_NAMES, SIDE_WORDS, VERDICT_SHORT, VERDICT_SIGNS } from './words'

interface Props {
  readonly id: ElementId
  readonly side: Side
}

/** One side's risk acceptability policy: in words and as a matrix that it edits cell by cell. [POL3] [POL12] */
export function SideMatrix({ id, side }: Props) {
  const policy = useGraph((graph) => readPolicy(graph.elements.get(id), side))
  const mine = useMe().side === side
  const canEdit = useCanEdit() && mine
  const run = useRun()

  function setCell({ likelihood, severity }: MatrixPlace, value: Verdict): void {
    void run('set-field', { element: id, field: cellField(likelihood, severity, side), value })
  }

  const verdictAt = ({ likelihood, severity }: MatrixPlace) => policy.cells[likelihood - 1]?.[severity - 1]
  const contradicting = new Set(contradictionsOf(policy).map(({ worse }) => worse.join('-')))
  const words = (place: MatrixPlace) =>
    `${policy.likelihood[place.likelihood - 1]?.word} with ${policy.severity[place.severity - 1]?.word}`
  return (
    <div className={classes.sidePolicy}>
      <Standing id={id} policy={policy} canEdit={canEdit} mine={mine} />
      <OneField id={id} name={ofSide('policy', side)} rows={3} />
      <div className={classes.levels}>
        {AXES.map((axis) => (
          <Levels key={axis} id={id} side={side} axis={axis} count={policy[axis].length} canEdit={canEdit} />
        ))}
      </div>
      <MatrixGrid
        policy={policy}
        label={`${SIDE_NAMES[side]}: which combination is acceptable`}
        cellLabel={(place) => {
          const verdict = verdictAt(place)
          const said = verdict === undefined ? 'not decided' : VERDICT_WORDS[verdict]
          const wrong = contradicting.has(`${place.likelihood}-${place.severity}`)
          return `${words(place)}: ${said}${wrong ? '. Judged better than a better combination' : ''}`
        }}
        cell={(place) => {
          const verdict = verdictAt(place)
          return (
            <>
              <span className={classes.cellSign}>{verdict === undefined ? OPEN_SIGN : VERDICT_SIGNS[verdict]}</span>
              <span className={classes.cellWord}>{verdict === undefined ? 'Open' : VERDICT_SHORT[verdict]}</span>
            </>
          )
        }}
        mark={(place) => (contradicting.has(`${place.likelihood}-${place.severity}`) ? 'contradicts' : undefined)}
        onChoose={canEdit ? (place) => setCell(place, nextVerdict(verdictAt(place))) : undefined}
        onKey={(place, key) => {
          const verdict = canEdit ? verdictOfKey(key) : undefined
          if (verdict !== undefined) setCell(place, verdict)
          return verdict !== undefined
        }}
      />
      <VerdictLegend open={openCells(policy) > 0} />
      {canEdit && (
        <p className={classes.quiet}>
          Click a cell to change it. With the keyboard: arrows move, A accepts, T tolerates with a reason, N does not
          accept.
        </p>
      )}
      {contradicting.size > 0 && (
        <p className={classes.problem} role="alert">
          The outlined cells are judged better than a better combination. Change one of the two.
        </p>
      )}
      <LevelWords id={id} side={side} policy={policy} canEdit={canEdit} />
    </div>
  )
}

interface StandingProps {
  readonly id: ElementId
  readonly policy: SidePolicy
  readonly canEdit: boolean
  readonly mine: boolean
}

/** Whose matrix it is: proposed by the program, or the side's own. */
function Standing({ id, policy, canEdit, mine }: StandingProps) {
  const run = useRun()
  const { side, adopted } = policy
  if (adopted) {
    return (
      <p className={classes.standing} data-own>
        {mine ? 'This is your matrix. ' : `This is the matrix of ${SIDE_WORDS[side]}. `}
        {canEdit ? 'What you change counts at once.' : !mine && `Only ${SIDE_WORDS[side]} writes here.`}
      </p>
    )
  }
  return (
    <div className={classes.standing}>
      <p>
        <strong>Proposed, not yet {mine ? 'yours' : `the ${SIDE_NAMES[side].toLowerCase()}'s own`}.</strong>{' '}
        {mine
          ? 'Change words, levels and cells to your own rules, then adopt the matrix. Until then nothing counts as acceptable to you.'
          : `Only ${SIDE_WORDS[side]} writes here. Until it adopts a matrix, nothing counts as acceptable to it.`}
      </p>
      {canEdit && <Button onClick={() => void run('adopt-policy', { element: id })}>Adopt as our matrix</Button>}
    </div>
  )
}

interface LevelsProps {
  readonly id: ElementId
  readonly side: Side
  readonly axis: Axis
  readonly count: number
  readonly canEdit: boolean
}

const COUNTS = Array.from({ length: MAX_LEVELS - MIN_LEVELS + 1 }, (_, index) => String(MIN_LEVELS + index))

function Levels({ id, side, axis, count, canEdit }: LevelsProps) {
  const run = useRun()
  const label = `Levels of ${axis}`
  return (
    <div className={classes.levelCount}>
      <span>{label}</span>
      {canEdit ? (
        <SegmentedControl
          aria-label={label}
          size="xs"
          data={COUNTS}
          value={String(count)}
          transitionDuration={0}
          onChange={(value) =>
            void run('set-field', { element: id, field: levelsField(axis, side), value: Number(value) })
          }
        />
      ) : (
        <span>{count}</span>
      )}
    </div>
  )
}
