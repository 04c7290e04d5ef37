import type { ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { ControlSuggestion, RiskSuggestion } from './facts-file'
import type { Taking } from './taking'

/** Characters of a recommendation that become the statement of its control. */
const STATEMENT_MAX = 300

/** [EXC10] The risk of a vulnerability, grown from the pattern. @returns `there` when the case took it before */
export function takeRisk(
  taking: Taking,
  risk: RiskSuggestion,
  capability: string,
): Outcome<readonly ElementId[]> | 'there' {
  if (taking.isThere()) return 'there'
  const { cve, cwe, cvss, cvss4, advisory, vulnerability, consequence } = risk
  const grown = taking.run(
    'add-risk',
    {
      capability,
      values: {
        threat: risk.title,
        vulnerability,
        ...(cve === undefined ? {} : { cve }),
        ...(cwe.length === 0 ? {} : { cwe: cwe.join(', ') }),
        ...(cvss === undefined ? {} : { cvss }),
        ...(cvss4 === undefined ? {} : { cvss4 }),
        ...(advisory === undefined || advisory === '' ? {} : { advisory }),
      },
      scenario: consequence === undefined ? {} : { consequence },
    },
    'C7',
  )
  const id = grown.ok ? taking.firstWith('C7') : undefined
  const { stateReason } = risk
  if (id !== undefined && stateReason !== undefined) {
    taking.write((writer) => writer.appendParagraphs(id, [`${risk.state}: ${stateReason}`]))
  }
  return grown
}

/**
 * [EXC10] A recommendation as a control of the side that can carry it out.
 * @param risk the risk that it is against
 * @returns `there` when the case took it before; refusal `element-absent` when people took its risk away
 */
export function takeControl(
  taking: Taking,
  risk: ElementId | undefined,
  { side, statement, url }: ControlSuggestion,
): Outcome<readonly ElementId[]> | 'there' {
  if (taking.isThere()) return 'there'
  if (risk === undefined) return refuse('element-absent', 'The risk that this is against is not in the case any more.')
  const [line = ''] = statement.split('\n')
  const short = line.length > STATEMENT_MAX ? `${line.slice(0, STATEMENT_MAX - 1)}…` : line
  const duty = side === 'mdm' ? 'dutyMdm' : 'dutyHdo'
  const grown = taking.run('add-control', {
    risk,
    statement: short,
    values: { responsible: side, basis: 'own', title: short.slice(0, 120), [duty]: statement },
  })
  const id = grown.ok ? grown.value[0] : undefined
  if (id !== undefined && url !== undefined) taking.write((writer) => writer.appendParagraphs(id, [url]))
  return grown.ok ? ok(grown.value) : grown
}
