import type { Side } from '@/lib/access/policy'
import {
  AXES,
  type Axis,
  adoptedField,
  cellField,
  LEVEL_NUMBERS,
  levelsField,
  MAX_LEVELS,
  MIN_LEVELS,
  meaningField,
  wordField,
} from '@/lib/case/facets/policy'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { defaultScale, defaultVerdict } from './default-policy'
import { isVerdict, type Level, VERDICTS, type Verdict } from './verdict'

/** One side's risk acceptability policy, as it stands on one element of the case. */
export interface SidePolicy {
  readonly side: Side
  /** The element that holds it (J2, or one capability's J3); absent when the case has none. */
  readonly element: ElementId | undefined
  /** The side has made it its own. Until then it is only this program's proposal, and no verdict of the side. */
  readonly adopted: boolean
  /** Lowest first. */
  readonly likelihood: readonly Level[]
  readonly severity: readonly Level[]
  /** `cells[likelihood - 1][severity - 1]`; undefined where the side has not decided. */
  readonly cells: readonly (readonly (Verdict | undefined)[])[]
}

/**
 * [POL1] Reads one side's matrix from the fields of a policy element. Tolerant: a number of levels out of range becomes
 * the nearest lawful one, a missing word the level's number, and an unknown verdict counts as not decided. What the side
 * has not said is filled with the proposal only until it adopts the policy: afterwards a gap is a gap.
 */
export function readPolicy(element: Element | undefined, side: Side): SidePolicy {
  const known = element === undefined ? undefined : readings[side].get(element)
  if (known !== undefined) return known
  const policy = readAnew(element, side)
  if (element !== undefined) readings[side].set(element, policy)
  return policy
}

/** An element never changes, so its policies are read once. */
const readings: Readonly<Record<Side, WeakMap<Element, SidePolicy>>> = { mdm: new WeakMap(), hdo: new WeakMap() }

function readAnew(element: Element | undefined, side: Side): SidePolicy {
  const fields = element?.fields ?? {}
  const adopted = fields[adoptedField(side)] === true
  const scales = Object.fromEntries(
    AXES.map((axis) => [axis, readScale(fields, axis, side, adopted)]),
  ) as unknown as Record<Axis, readonly Level[]>
  const cells = scales.likelihood.map((_, l) =>
    scales.severity.map((_, s): Verdict | undefined => {
      const said = fields[cellField(l + 1, s + 1, side)]
      if (isVerdict(said)) return said
      return adopted ? undefined : defaultVerdict(l + 1, s + 1, scales.likelihood.length, scales.severity.length)
    }),
  )
  return { side, element: element?.id, adopted, ...scales, cells }
}

function readScale(fields: Element['fields'], axis: Axis, side: Side, adopted: boolean): readonly Level[] {
  const said = fields[levelsField(axis, side)]
  const count = typeof said === 'number' ? Math.min(MAX_LEVELS, Math.max(MIN_LEVELS, Math.round(said))) : 5
  const proposed = defaultScale(axis, count)
  return LEVEL_NUMBERS.slice(0, count).map((level) => {
    const word = fields[wordField(axis, level, side)]
    const meaning = fields[meaningField(axis, level, side)]
    const standard = adopted ? { word: `Level ${level}`, meaning: '' } : proposed[level - 1]
    return {
      word: typeof word === 'string' && word.trim() !== '' ? word : (standard?.word ?? `Level ${level}`),
      meaning: typeof meaning === 'string' && meaning.trim() !== '' ? meaning : (standard?.meaning ?? ''),
    }
  })
}

const found = new WeakMap<CaseGraph, readonly Element[]>()

/** The elements that hold policies: the case's own (J2) and those of single capabilities (J3). Only what the case argues. */
export function policyElements(graph: CaseGraph): readonly Element[] {
  const known = found.get(graph)
  if (known !== undefined) return known
  const policies = [...graph.elements.values()].filter(
    (element) => element.facet === 'policy' && graph.reachable.has(element.id),
  )
  found.set(graph, policies)
  return policies
}

/**
 * [POL2] The policy by which a side judges a capability's risks: the one of the capability when the side has adopted a
 * matrix there, else the one of the case. Each side overrides for itself alone. Of several the first by id counts, the
 * same on every replica.
 * @param elements the policy elements of the case, in the order of their ids
 */
export function choosePolicy(elements: readonly Element[], capability: string | undefined, side: Side): SidePolicy {
  const nearer = elements.find(
    (element) => element.capability !== undefined && element.capability === capability && hasAdopted(element, side),
  )
  return readPolicy(nearer ?? elements.find((element) => element.capability === undefined), side)
}

function hasAdopted(element: Element, side: Side): boolean {
  return element.fields[adoptedField(side)] === true
}

/** [POL2] As `choosePolicy`, from the whole case. */
export function policyFor(graph: CaseGraph, capability: string | undefined, side: Side): SidePolicy {
  return choosePolicy(policyElements(graph), capability, side)
}

/** [POL5] Where a policy calls a worse combination better than a better one: pairs of cells, each [likelihood, severity]. */
export interface Contradiction {
  readonly better: readonly [number, number]
  readonly worse: readonly [number, number]
}

/** Neighbouring cells only: if no neighbours contradict each other, no cells do. */
export function contradictionsOf(policy: SidePolicy): readonly Contradiction[] {
  const rank = (l: number, s: number): number | undefined => {
    const verdict = policy.cells[l - 1]?.[s - 1]
    return verdict === undefined ? undefined : VERDICTS.indexOf(verdict)
  }
  return policy.cells.flatMap((row, l) =>
    row.flatMap((_, s) => {
      const better = [l + 1, s + 1] as const
      const here = rank(...better)
      return [[l + 2, s + 1] as const, [l + 1, s + 2] as const].flatMap((worse) => {
        const there = rank(...worse)
        return here !== undefined && there !== undefined && there < here ? [{ better, worse }] : []
      })
    }),
  )
}

/** How many cells a side has not decided. */
export function openCells(policy: SidePolicy): number {
  return policy.cells.flat().filter((cell) => cell === undefined).length
}
