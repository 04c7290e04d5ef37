'use client'
import { Button } from '@mantine/core'
import { memo, useState } from 'react'
import type { Finding } from '@/lib/findings/rule'
import { useElement, useFindings, useGraph, useNavigate, useRoom, useSynced } from './CaseContext'
import { capabilityName } from './capability-names'
import classes from './findings.module.css'
import {
  countSeverities,
  countsInWords,
  findingsByCapability,
  SEVERITIES,
  SEVERITY_ORDER,
  type Severity,
} from './findings-index'

/** Rows drawn of one group before asking for the rest: a fresh case has hundreds of things to do. */
const FIRST = 12

/**
 * Everything that is illegal, missing or unowned, by capability: what, where, and what to do next. A click on
 * the words shows the element beside the list, "Take me there" goes to it on the canvas.
 */
export function FindingsPanel() {
  const findings = useFindings((all) => all)
  const synced = useSynced()
  const { reader } = useRoom()
  const [shown, setShown] = useState<ReadonlySet<Severity>>(new Set(SEVERITY_ORDER))
  const counts = countSeverities(findings)
  const empty = useGraph((graph) => graph.elements.size === 0)
  const visible = findings.filter(({ severity }) => shown.has(severity))
  const groups = [...findingsByCapability(visible, reader.graph())].sort(([a], [b]) => a.localeCompare(b))

  const toggle = (severity: Severity) =>
    setShown((before) => {
      const after = new Set(before)
      if (!after.delete(severity)) after.add(severity)
      return after
    })

  return (
    <div className={classes.panel}>
      <div className={classes.bar}>
        <h2>Findings</h2>
        <span className="visually-hidden" role="status">
          {countsInWords(counts)}
        </span>
        <fieldset className={classes.filters}>
          <legend className="visually-hidden">Show</legend>
          {SEVERITY_ORDER.map((severity) => (
            <button
              key={severity}
              type="button"
              className={classes.filter}
              aria-pressed={shown.has(severity)}
              onClick={() => toggle(severity)}
            >
              <SeverityGlyph severity={severity} />
              {SEVERITIES[severity].word} ({counts[severity]})
            </button>
          ))}
        </fieldset>
      </div>
      <div className={classes.list}>
        {groups.map(([code, own]) => (
          <Group key={code} code={code} findings={own} />
        ))}
        {groups.length === 0 && (
          <p className={classes.none}>
            {!synced
              ? 'Loading the case ...'
              : findings.length === 0
                ? empty
                  ? 'This case has no elements yet: there is nothing to check.'
                  : 'Nothing found: the case is complete as far as the checks can tell.'
                : 'Nothing of this kind.'}
          </p>
        )}
      </div>
    </div>
  )
}

function Group({ code, findings }: { code: string; findings: readonly Finding[] }) {
  const [all, setAll] = useState(false)
  const shown = all ? findings : findings.slice(0, FIRST)
  return (
    <section className={classes.group}>
      <h3>
        {code === '' ? 'The case as a whole' : `${code} · ${capabilityName(code)}`}
        <span>{countsInWords(countSeverities(findings))}</span>
      </h3>
      <ul>
        {shown.map((finding) => (
          <FindingRow key={`${finding.rule} ${finding.element} ${finding.message}`} finding={finding} />
        ))}
      </ul>
      {shown.length < findings.length && (
        <Button variant="subtle" ml={30} onClick={() => setAll(true)}>
          Show {findings.length - shown.length} more
        </Button>
      )}
    </section>
  )
}

const FindingRow = memo(function FindingRow({ finding }: { finding: Finding }) {
  const { select } = useNavigate()
  const element = useElement(finding.element)
  return (
    <li className={classes.row}>
      <SeverityGlyph severity={finding.severity} />
      <button type="button" className={classes.words} onClick={() => select(finding.element, { tab: 'details' })}>
        <span className="visually-hidden">{SEVERITIES[finding.severity].word}: </span>
        <strong>{finding.message}</strong> <span className={classes.next}>{finding.nextStep}</span>
      </button>
      <code className={classes.rule} title="The rule behind this finding">
        {finding.rule}
      </code>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Take me to ${element?.name ?? finding.element}`}
        onClick={() => select(finding.element, { tab: 'details', view: 'canvas' })}
      >
        Take me there
      </Button>
    </li>
  )
})

function SeverityGlyph({ severity }: { severity: Severity }) {
  return (
    <span className={classes.glyph} data-severity={severity} title={SEVERITIES[severity].word} aria-hidden>
      {SEVERITIES[severity].glyph}
    </span>
  )
}
