'use client'
import { Button, NativeSelect } from '@mantine/core'
import { memo, useMemo, useState } from 'react'
import type { Side } from '@/lib/access/policy'
import type { FindingGroup } from '@/lib/findings/finding-lists'
import type { Finding } from '@/lib/findings/rule'
import type { CaseGraph } from '@/lib/gsn/graph'
import { capabilityName } from '@/lib/reading/capability-names'
import { turnsOf } from '@/lib/reading/what-next'
import { useCaseFindings, useElement, useGraph, useMe, useNavigate, useRoom, useSynced } from './CaseContext'
import { EmptyReading } from './EmptyReading'
import { viewFor } from './finding-place'
import classes from './findings.module.css'
import { countSeverities, countsInWords, SEVERITIES, SEVERITY_ORDER, type Severity } from './findings-index'
import { ActButton, SeverityGlyph, WhatNext } from './WhatNext'

/** Rows drawn of one group before asking for the rest: a fresh case has hundreds of things to do. */
const FIRST = 12

/** What of all findings is shown. */
interface Choice {
  readonly severities: ReadonlySet<Severity>
  /** Whose turn it is; '' for either side's. */
  readonly side: Side | ''
  /** A capability's code, '' for the whole case, 'case' for what concerns no capability. */
  readonly capability: string
}

/**
 * What comes next for each side, then everything that is illegal, missing or unowned, by capability: what, where, and
 * what to do next. A click on the words shows the element beside the list, "Take me there" goes to it on the canvas.
 */
export function FindingsPanel() {
  const groups = useCaseFindings((findings) => findings.byCapability)
  const counts = useCaseFindings((findings) => findings.counts)
  const synced = useSynced()
  const { reader } = useRoom()
  const [choice, setChoice] = useState<Choice>({ severities: new Set(SEVERITY_ORDER), side: '', capability: '' })
  const empty = useGraph((graph) => graph.elements.size === 0)
  const shown = useMemo(() => choose(groups, choice, reader.graph()), [groups, choice, reader])

  const toggle = (severity: Severity) =>
    setChoice((before) => {
      const severities = new Set(before.severities)
      if (!severities.delete(severity)) severities.add(severity)
      return { ...before, severities }
    })

  return (
    <div className={classes.panel}>
      <div className={classes.bar}>
        <h2>Findings</h2>
        <span className="visually-hidden" role="status">
          {countsInWords(counts)}
        </span>
        <NativeSelect
          size="xs"
          aria-label="Whose turn"
          value={choice.side}
          onChange={(event) => setChoice({ ...choice, side: event.currentTarget.value as Choice['side'] })}
          data={[
            { value: '', label: 'Both sides' },
            { value: 'mdm', label: 'Manufacturer' },
            { value: 'hdo', label: 'Hospital' },
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label="Capability"
          value={choice.capability}
          onChange={(event) => setChoice({ ...choice, capability: event.currentTarget.value })}
          data={[
            { value: '', label: 'The whole case' },
            ...groups.map(({ capability }) => ({ value: capability || 'case', label: titleOf(capability) })),
          ]}
        />
        <fieldset className={classes.filters}>
          <legend className="visually-hidden">Show</legend>
          {SEVERITY_ORDER.map((severity) => (
            <button
              key={severity}
              type="button"
              className={classes.filter}
              aria-pressed={choice.severities.has(severity)}
              onClick={() => toggle(severity)}
            >
              <SeverityGlyph severity={severity} />
              {SEVERITIES[severity].word} ({counts[severity]})
            </button>
          ))}
        </fieldset>
      </div>
      <div className={classes.list}>
        {!empty && <WhatNext only={choice.side === '' ? undefined : choice.side} capability={capabilityOf(choice)} />}
        {shown.map((group) => (
          <Group key={group.capability} group={group} />
        ))}
        {shown.length === 0 && empty && <EmptyReading name="findings" />}
        {shown.length === 0 && !empty && (
          <p className={classes.none}>
            {!synced
              ? 'Loading the case ...'
              : counts.red + counts.amber + counts.grey === 0
                ? 'Nothing found: the case is complete as far as the checks can tell.'
                : 'Nothing of this kind.'}
          </p>
        )}
      </div>
    </div>
  )
}

/** What the next steps are narrowed to; undefined for the whole case. */
function capabilityOf({ capability }: Choice): string | undefined {
  return capability === '' ? undefined : capability === 'case' ? '' : capability
}

function titleOf(capability: string): string {
  return capability === '' ? 'The case as a whole' : `${capability} · ${capabilityName(capability)}`
}

/** The groups with what the reader chose; a group of which all is shown stays the same object. */
function choose(groups: readonly FindingGroup[], choice: Choice, graph: CaseGraph): readonly FindingGroup[] {
  return groups
    .filter(({ capability }) => choice.capability === '' || choice.capability === (capability || 'case'))
    .map((group) => {
      const findings = group.findings.filter((finding) => isChosen(finding, choice, graph))
      if (findings.length === group.findings.length) return group
      return { ...group, findings, counts: countSeverities(findings) }
    })
    .filter(({ findings }) => findings.length > 0)
}

function isChosen(finding: Finding, { severities, side }: Choice, graph: CaseGraph): boolean {
  if (!severities.has(finding.severity)) return false
  const element = side === '' ? undefined : graph.elements.get(finding.element)
  return side === '' || element === undefined || turnsOf(finding, element).includes(side)
}

const Group = memo(function Group({ group: { capability, findings, counts } }: { group: FindingGroup }) {
  const [all, setAll] = useState(false)
  const shown = all ? findings : findings.slice(0, FIRST)
  return (
    <section className={classes.group}>
      <h3>
        {titleOf(capability)}
        <span>{countsInWords(counts)}</span>
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
})

const FindingRow = memo(function FindingRow({ finding }: { finding: Finding }) {
  const { select } = useNavigate()
  const { side } = useMe()
  const element = useElement(finding.element)
  const forMe = finding.sides === undefined || (side !== undefined && finding.sides.includes(side))
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
      {finding.act !== undefined && <ActButton act={finding.act} forMe={forMe} />}
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Take me to ${element?.name ?? finding.element}`}
        onClick={() => select(finding.element, { tab: 'details', view: viewFor(finding, element) })}
      >
        Take me there
      </Button>
    </li>
  )
})
