'use client'
import { Button, Modal, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { capabilityByCode, isCapabilityCode } from '@/catalog'
import { libraryPath } from '@/components/library/library-path'
import { useNavigate, useRoom, useRun } from '@/components/workspace/CaseContext'
import { FACETS, TEXT_MAX } from '@/lib/case/fields'
import classes from './element.module.css'

const RISK = { threat: FACETS.risk.threat.label, vulnerability: FACETS.risk.vulnerability.label }
const SCENARIO = {
  cause: FACETS.scenario.cause.label,
  scenario: FACETS.scenario.scenario.label,
  consequence: FACETS.scenario.consequence.label,
}

type Words = Partial<Record<keyof typeof RISK | keyof typeof SCENARIO, string>>

/** A new risk of a capability: what threatens it, and how it comes about as far as that is known already. */
export function AddRisk({ capability, onClose }: { capability: string; onClose: () => void }) {
  const [words, setWords] = useState<Words>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { caseId } = useRoom()
  const run = useRun()
  const { select } = useNavigate()
  const suggestions = isCapabilityCode(capability) ? capabilityByCode(capability).typicalThreats : []

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const given = said(words, RISK)
    if (Object.keys(given).length === 0) {
      setProblem('Say what could happen, or choose one of the suggestions.')
      return
    }
    setBusy(true)
    const outcome = await run('add-risk', { capability, values: given, scenario: said(words, SCENARIO) })
    setBusy(false)
    if (!outcome.ok) return
    onClose()
    const created = outcome.value.created[0]
    if (created !== undefined) select(created)
  }

  const area = (name: keyof Words, label: string) => (
    <Textarea
      key={name}
      label={label}
      value={words[name] ?? ''}
      error={name === 'threat' ? problem : undefined}
      data-autofocus={name === 'threat' ? true : undefined}
      maxLength={TEXT_MAX}
      rows={name === 'threat' ? 2 : 1}
      classNames={{ input: classes.growing }}
      onChange={(event) => {
        setProblem(undefined)
        setWords({ ...words, [name]: event.currentTarget.value })
      }}
    />
  )

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Add a risk to ${capability}`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={(event) => void submit(event)} className={classes.form}>
        {area('threat', RISK.threat)}
        {suggestions.length > 0 && (
          <div className={classes.suggestions}>
            <span>Typical for {capability}:</span>
            {suggestions.map((threat) => (
              <button key={threat} type="button" onClick={() => setWords({ ...words, threat })}>
                {threat}
              </button>
            ))}
          </div>
        )}
        {area('vulnerability', RISK.vulnerability)}
        {Object.entries(SCENARIO).map(([name, label]) => area(name as keyof Words, `${label} (can wait)`))}
        <div className={classes.buttons}>
          <Button type="submit" loading={busy}>
            Add risk
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
          <Button component="a" variant="subtle" href={libraryPath(caseId, capability)}>
            Seen in my other cases ...
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** What was said of these fields, without the empty ones. */
function said(words: Words, fields: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(words).map(([name, text]) => [name, text.trim()] as const)
  return Object.fromEntries(entries.filter(([name, text]) => Object.hasOwn(fields, name) && text !== ''))
}
