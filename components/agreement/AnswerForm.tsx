'use client'
import { Button, Checkbox, NativeSelect, PasswordInput, Textarea } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { METHODS, type Side } from '@/lib/agreement/charter'
import { REFUSAL_CODES, type RefusalCode } from '@/lib/agreement/refusal-codes'
import { type Act, MEANINGS } from '@/lib/agreement/statement'
import type { Outcome } from '@/lib/gsn/outcome'
import classes from './agreement.module.css'
import type { Receipt } from './answer'
import { sideName } from './words'

export interface Filled {
  readonly code: RefusalCode | ''
  readonly text: string
  readonly password: string
}

interface Props {
  readonly act: Act
  readonly number: number
  readonly side: Side
  readonly give: (filled: Filled) => Promise<Outcome<Receipt>>
  readonly done: (receipt: Receipt) => void
  readonly cancel: () => void
}

const BUTTON: Readonly<Record<Act, string>> = {
  sign: 'Sign',
  unsign: 'Take back my signature on',
  refuse: 'Refuse',
  withdraw: 'Withdraw',
  confirm: 'Confirm',
  terminate: 'End',
}

/** The last step of an answer: what it means, in the words that are signed, and the password again. */
export function AnswerForm({ act, number, side, give, done, cancel }: Props) {
  const [read, setRead] = useState(false)
  const [code, setCode] = useState<RefusalCode | ''>('')
  const [text, setText] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // The form is longer than the buttons that stood here: bring all of it into view, and begin at its first field.
    form.current?.scrollIntoView({ block: 'nearest' })
    form.current?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true })
  }, [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (act === 'sign' && !read) return setProblem('Say first that you have read what your side will do.')
    if (act === 'refuse' && (code === '' || text.trim() === '')) {
      return setProblem('Choose a reason and say what would have to change.')
    }
    setBusy(true)
    setProblem('')
    const outcome = await give({ code, text, password })
    setBusy(false)
    setPassword('')
    if (outcome.ok) done(outcome.value)
    else setProblem(outcome.refusal.message)
  }

  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={submit}
      method="post"
      aria-label={`${BUTTON[act]} version ${number}`}
    >
      <p className={classes.said}>
        {MEANINGS[act]} <span className={classes.muted}>For the {sideName(side)}.</span>
      </p>
      {act === 'sign' && (
        <Checkbox
          label="I have read what my side will do and which open points we accept"
          checked={read}
          onChange={(event) => setRead(event.currentTarget.checked)}
        />
      )}
      {act === 'refuse' && (
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
      {act !== 'sign' && (
        <Textarea
          label={act === 'refuse' ? 'What would have to change' : 'Why (the other side reads this)'}
          autosize
          minRows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        label="Your password, again"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <p className={classes.muted}>{METHODS.password.words}</p>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={classes.choices}>
        <Button type="submit" loading={busy} size="sm" color={act === 'refuse' ? 'red' : undefined}>
          {BUTTON[act]} version {number}
        </Button>
        <Button type="button" variant="default" size="sm" onClick={cancel} disabled={busy}>
          Go back without answering
        </Button>
      </div>
    </form>
  )
}
