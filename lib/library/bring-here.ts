import type * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import type { CommandContext } from '@/lib/case/command'
import { readCase } from '@/lib/case/read'
import { Taking } from '@/lib/exchange/taking'
import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { SeenControl, SeenRisk } from './seen'

/** Who may carry what from one case to another. [LIB3] */
export interface Crossing {
  /** On which side one is, in both. */
  readonly side: Side
  /** Whether the other organisation is the same in both cases too. */
  readonly sameOther: boolean
}

/** Whose cases the two are. */
export interface Parties {
  readonly mdm: string
  readonly hdo: string
}

/**
 * [LIB3] Whether something goes from one case to another: one's own organisation is a party to both, on the same side. What
 * the other side alone owes, its duty, and the scenario go along only where that organisation is the same too.
 * @returns undefined where nothing may
 */
export function crossing(from: Parties, to: Parties, sideThere: Side | undefined, sideHere: Side | undefined) {
  if (sideThere === undefined || sideThere !== sideHere) return undefined
  const other: Side = sideHere === 'mdm' ? 'hdo' : 'mdm'
  if (from[sideHere] !== to[sideHere]) return undefined
  return { side: sideHere, sameOther: from[other] === to[other] } satisfies Crossing
}

/** [LIB3] What of a risk goes along, and the controls that stay where they are. */
export function carried(
  risk: SeenRisk,
  { side, sameOther }: Crossing,
): { risk: SeenRisk; left: readonly SeenControl[] } {
  if (sameOther) return { risk, left: [] }
  const other: Side = side === 'mdm' ? 'hdo' : 'mdm'
  const left = risk.controls.filter(({ responsible }) => responsible === other)
  const controls = risk.controls.flatMap((control) =>
    left.includes(control) ? [] : [{ ...control, ...(other === 'mdm' ? { dutyMdm: '' } : { dutyHdo: '' }) }],
  )
  return { risk: { ...risk, controls, scenario: { cause: '', scenario: '', consequence: '' } }, left }
}

/** Where something comes from: told by opaque ids, so that nobody learns of a case that they may not read. */
export interface UsedFrom {
  readonly case: string
  /** Whose library it is, in words. */
  readonly library: string
}

export interface UsedHere {
  readonly created: readonly ElementId[]
  /** The risk or control that stands for it here. */
  readonly element?: ElementId
  /** True when it had been taken before: nothing was done. */
  readonly there: boolean
}

/**
 * [LIB4] Grows a risk that was seen in another case in this one, with the controls that were chosen. Its ids follow from
 * where it comes from and the capability, so that using it twice is using it once.
 * @returns refusals of `add-risk` and `add-control`
 */
export function bringRisk(
  doc: Y.Doc,
  risk: SeenRisk,
  capability: string,
  from: UsedFrom,
  context: CommandContext,
): Outcome<UsedHere> {
  const taking = takingOf(doc, ['library', from.case, risk.element, capability], risk.element, from, context)
  if (taking.isThere()) return ok({ created: [], element: taking.firstWith('C7'), there: true })
  const grown = taking.run(
    'add-risk',
    {
      capability,
      values: filled({
        threat: risk.threat,
        vulnerability: risk.vulnerability,
        cve: risk.cve.join(', '),
        cwe: risk.cwe.join(', '),
        cvss: risk.cvss,
        cvss4: risk.cvss4,
        advisory: risk.advisory,
      }),
      scenario: filled(risk.scenario),
    },
    'C7',
  )
  if (!grown.ok) return grown
  const element = taking.firstWith('C7')
  if (element === undefined) return refuse('element-absent', 'The risk was not grown here. Try again.')
  const created = [...grown.value]
  for (const control of risk.controls) {
    const outcome = addControl(taking, element, control)
    if (!outcome.ok) return outcome
    created.push(...outcome.value)
  }
  return ok({ created, element, there: false })
}

/** [LIB4] Puts a control that was seen in another case under a risk of this one. */
export function bringControl(
  doc: Y.Doc,
  control: SeenControl,
  risk: ElementId,
  from: UsedFrom,
  context: CommandContext,
): Outcome<UsedHere> {
  if (!readCase(doc).elements.has(risk)) return refuse('element-not-found', 'This risk is not in the case any more.')
  const taking = takingOf(doc, ['library', from.case, control.element, risk], control.element, from, context)
  if (taking.isThere()) return ok({ created: [], element: taking.firstId, there: true })
  const outcome = addControl(taking, risk, control)
  return outcome.ok ? ok({ created: outcome.value, element: outcome.value[0], there: false }) : outcome
}

function takingOf(doc: Y.Doc, seed: readonly string[], element: ElementId, from: UsedFrom, context: CommandContext) {
  const origin = { from: from.library, at: `${from.case}/${element}`, key: `library:${from.case}/${element}` }
  return new Taking(doc, context, seed, origin)
}

function addControl(taking: Taking, risk: ElementId, control: SeenControl): Outcome<readonly ElementId[]> {
  const { statement, standard, ref, title, controlType, responsible, dutyMdm, dutyHdo } = control
  return taking.run('add-control', {
    risk,
    statement,
    values: filled({ standard, ref, title, controlType, responsible, dutyMdm, dutyHdo, basis: 'own' }),
  })
}

function filled(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
