'use client'
import { useCaseFindings, useMe } from '@/components/workspace/CaseContext'
import { SEVERITIES } from '@/components/workspace/findings-index'
import { ActButton } from '@/components/workspace/WhatNext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'

/** What the checks say about this element, with the next step, at one click where a command can take it. */
export function ElementFindings({ id }: { id: ElementId }) {
  const findings = useCaseFindings((now) => now.of(id))
  const { side } = useMe()
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
              {finding.act !== undefined && (
                <ActButton
                  act={finding.act}
                  forMe={finding.sides === undefined || (side !== undefined && finding.sides.includes(side))}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
