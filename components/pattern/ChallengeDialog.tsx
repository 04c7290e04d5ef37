'use client'
import { Button, Modal, SegmentedControl, Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { TEXT_MAX } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './pattern.module.css'

/** [GSN14] Speaks against an element, or against the step from it to something that it rests on. */
export function ChallengeDialog({ id, onClose }: { readonly id: ElementId; readonly onClose: () => void }) {
  const name = useGraph((graph) => graph.elements.get(id)?.name ?? id)
  const steps = useGraph((graph) =>
    [
      ...graph.supports(id).map((to) => ({ to, type: 'supportedBy', verb: 'rests on' })),
      ...graph.contexts(id).map((to) => ({ to, type: 'inContextOf', verb: 'stands in the context of' })),
    ].map(({ to, type, verb }) => `${type}:${to}\t${verb} ${graph.elements.get(to)?.name ?? to}`),
  )
  const [what, setWhat] = useState('element')
  const [kind, setKind] = useState<'goal' | 'solution'>('goal')
  const [statement, setStatement] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const run = useRun()
  const { select } = useNavigate()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (statement.trim() === '') return setProblem('Say what speaks against it.')
    const [type, to] = what.split(':')
    const target = to === undefined ? { element: id } : { relation: { from: id, type, to } }
    setBusy(true)
    const outcome = await run('add-challenge', { target, kind, statement: statement.trim() })
    setBusy(false)
    if (!outcome.ok) return
    onClose()
    const created = outcome.value.created[0]
    if (created !== undefined) select(created)
  }

  const options = steps.map((line) => {
    const [value = '', words = ''] = line.split('\t')
    return { value, label: `That it ${words}` }
  })
  return (
    <Modal opened onClose={onClose} title={`Challenge ${name}`} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        {options.length > 0 && (
          <Select
            label="What do you challenge?"
            data={[{ value: 'element', label: `What ${name} says` }, ...options]}
            value={what}
            onChange={(value) => setWhat(value ?? 'element')}
            allowDeselect={false}
          />
        )}
        <SegmentedControl
          aria-label="What speaks against it"
          value={kind}
          onChange={(value) => setKind(value === 'solution' ? 'solution' : 'goal')}
          data={[
            { value: 'goal', label: 'A counter-claim' },
            { value: 'solution', label: 'Counter-evidence' },
          ]}
        />
        <Textarea
          label={kind === 'goal' ? 'The counter-claim' : 'The counter-evidence'}
          description={
            kind === 'goal'
              ? 'It puts what you challenge in doubt, and defeats it once evidence supports it.'
              : 'It defeats what you challenge, until it is answered.'
          }
          placeholder={
            kind === 'goal' ? 'The lock can be bypassed over the service port' : 'Penetration test PT-3, finding 4'
          }
          value={statement}
          error={problem}
          onChange={(event) => {
            setProblem(undefined)
            setStatement(event.currentTarget.value)
          }}
          maxLength={TEXT_MAX}
          autosize
          minRows={2}
          maxRows={8}
          data-autofocus
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={busy}>
            Challenge
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
