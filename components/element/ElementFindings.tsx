'use client'
import { useFindings } from '@/components/workspace/CaseContext'
import { findingsByElement, SEVERITIES } from '@/components/workspace/findings-index'
import type { Finding } from '@/lib/findings/rule'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'

function parse(line: string): Pick<Finding, 'severity' | 'rule' | 'message' | 'nextStep'> {
  const [severity, rule = '', message = '', nextStep = ''] = line.split('\n')
  return { severity: severity as Finding['severity'], rule, message, nextStep }
}

/** What the checks say about this element, with the next step. */
export function ElementFindings({ id }: { id: ElementId }) {
  // As texts, which compare by value: findings are worked out anew after every change of the case.
  const lines = useFindings((all) =>
    (findingsByElement(all).get(id) ?? []).map((one) => [one.severity, one.rule, one.message, one.nextStep].join('\n')),
  )
  const findings = lines.map(parse)
  if (findings.length === 0) return null
  return (
    <section className={classes.section} aria-labelledby={`findings-${id}`}>
      <h3 id={`findings-${id}`}>To solve here</h3>
      <ul className={classes.findings}>
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.message}`} data-severity={finding.severity}>
            <span className={classes.severity} title={SEVERITIES[finding.severity].word} aria-hidden="true">
              {SEVERITIES[finding.severity].glyph}
            </span>
            <div>
              <span className="visually-hidden">{SEVERITIES[finding.severity].word}: </span>
              {finding.message} <span className={classes.next}>{finding.nextStep}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
