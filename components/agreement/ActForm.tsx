'use client'
import { Button, MultiSelect, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { REFUSAL_CODES, type RefusalCode } from '@/lib/agreement/refusal-codes'
import type { Act } from '@/lib/agreement/statement'
import { MEANINGS } from '@/lib/agreement/statement'
import type { AnswerProps } from './AnswerPage'
import { type Answered, actTitle } from './acts'
import classes from './agreement.module.css'
import { giveAnswer, giveCounter } from './answer'
import { checkView } from './check-view'
import { elementChoices } from './element-choices'
import { PreflightItems } from './PreflightItems'
import { ProofFields } from './ProofFields'
import { useProof } from './use-proof'
import { sideName } from './words'

type Props = AnswerProps & { readonly what: Exclude<Answered, 'ask' | 'object'> }

/** An act that is proven and recorded: its reason, the elements it names, and the proof. */
export function ActForm({ caseId, what, proposal, side, methods, elements, preflight, noticeDays }: Props) {
  const { number, digest } = proposal
  const act: Act = what === 'counter' ? 'refuse' : what
  const refusing = act === 'refuse'
  const [code, setCode] = useState<RefusalCode | ''>('')
  const [text, setText] = useState('')
  const [named, setNamed] = useState<string[]>([])
  const [ending, setEnding] = useState<'together' | 'notice'>('together')
  const [name, setName] = useState('')
  const [accepted, setAccepted] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const { proof, forget, fields } = useProof(methods)
  const base = `/cases/${encodeURIComponent(caseId)}/agreement`
  const red = what === 'counter' ? (preflight?.red ?? []) : []
  const button = what === 'counter' ? `Refuse version ${number} and propose another` : actTitle(act, number)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (refusing && (code === '' || text.trim() === '')) {
      return setProblem('Choose a reason and say what would have to change.')
    }
    if (act === 'unsign' && text.trim() === '') return setProblem('Say why.')
    setBusy(true)
    setProblem('')
    const outcome = await give()
    forget()
    if (outcome.ok) return window.location.assign(outcome.value)
    setBusy(false)
    setProblem(outcome.refusal.message)
  }

  async function give() {
    const checked = await checkView(caseId, number, digest)
    if (!checked.ok) return checked
    const answer = {
      act,
      digest,
      view: checked.value.view,
      coverage: [],
      reason: { code, text: text.trim(), elements: named },
      ...(act === 'terminate' ? { ending } : {}),
    }
    if (what === 'counter' && preflight !== null) {
      const { digest: seen, warnings, supersedes } = preflight
      const propose = {
        digest: seen,
        warnings,
        supersedes,
        reason: accepted,
        title: name,
        effect: { kind: 'at-once' } as const,
      }
      const done = await giveCounter(caseId, number, answer, proof, propose)
      return done.ok ? { ok: true as const, value: `${base}/${done.value.proposal}` } : done
    }
    const done = await giveAnswer(caseId, number, answer, proof)
    return done.ok ? { ok: true as const, value: `${base}/${number}/receipt` } : done
  }

  return (
    <form className={classes.form} onSubmit={submit} method="post" aria-label={button}>
      <p className={classes.said}>
        {MEANINGS[act]} <span className={classes.muted}>For the {sideName(side)}.</span>
      </p>
      {red.length > 0 && (
        <div role="alert">
          <p className={classes.bad}>
            Another version cannot be proposed before this is solved. You can refuse now and propose later.
          </p>
          <PreflightItems caseId={caseId} items={red} />
        </div>
      )}
      {refusing && (
        <NativeSelect
          label="Reason"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value as RefusalCode | '')}
          data={[
            { value: '', label: 'Choose a reason' },
            ...Object.entries(REFUSAL_CODES).map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      {act === 'terminate' && (
        <Radio.Group
          label="How it ends"
          value={ending}
          onChange={(value) => setEnding(value === 'notice' ? 'notice' : 'together')}
        >
          <Radio value="together" label="Together: at once, as soon as the other side says so too" mt={4} />
          <Radio value="notice" label={`Alone, with notice: ${noticeDays} days from now`} mt={4} />
        </Radio.Group>
      )}
      <Textarea
        label={refusing ? 'What would have to change' : 'Why (the other side reads this)'}
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {refusing && (
        <MultiSelect
          label="Elements it is about (a comment is opened on each)"
          searchable
          limit={50}
          maxValues={50}
          value={named}
          onChange={setNamed}
          data={elementChoices(elements)}
          placeholder={named.length === 0 ? 'Type a name or words of its statement' : ''}
        />
      )}
      {what === 'counter' && red.length === 0 && preflight !== null && (
        <>
          <h3>The version in its place</h3>
          <p className={classes.muted}>
            The case is frozen as it stands now
            {preflight.changes === null ? '' : `; it differs from the baseline in force in ${preflight.changes} places`}
            . It would accept {preflight.amber.length} open points.
          </p>
          <TextInput
            label="A name for the new version (optional)"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {preflight.amber.length > 0 && (
            <Textarea
              label="Why the open points are acceptable"
              required
              autosize
              minRows={2}
              maxLength={4000}
              value={accepted}
              onChange={(event) => setAccepted(event.currentTarget.value)}
            />
          )}
        </>
      )}
      <ProofFields {...fields} busy={busy} />
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={classes.choices}>
        <Button
          type="submit"
          size="md"
          loading={busy}
          color={act === 'terminate' || refusing ? 'red' : undefined}
          disabled={red.length > 0}
        >
          {button}
        </Button>
        <Button component="a" href={`${base}/${number}`} size="md" variant="default">
          Go back without answering
        </Button>
      </div>
    </form>
  )
}
