'use client'
import { Button, MultiSelect, PasswordInput, Radio, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import classes from '@/components/cases/cases.module.css'
import { ALL_SCOPES, TOKEN_SCOPES, type TokenScope } from '@/lib/access/token-scope'
import own from './account.module.css'
import type { MadeToken } from './token-words'

const DAYS = [
  { value: '7', label: 'a week' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
]

interface Props {
  readonly cases: readonly { readonly id: string; readonly title: string }[]
  readonly needsPassword: boolean
  readonly done: (made: MadeToken) => void
}

/** What a new token may do, for how long, in which cases. */
export function TokenForm({ cases, needsPassword, done }: Props) {
  const [name, setName] = useState('')
  const [scope, setScope] = useState<TokenScope>('read')
  const [days, setDays] = useState('90')
  const [only, setOnly] = useState<string[]>([])
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (name.trim() === '') return setProblem('Give the token a name, such as the program that will use it.')
    if (needsPassword && password === '') return setProblem('Type your password again.')
    setBusy(true)
    setProblem('')
    const body = {
      name: name.trim(),
      scope,
      days: Number(days),
      ...(only.length === 0 ? {} : { cases: only }),
      ...(needsPassword ? { password } : {}),
    }
    const outcome = await callApi<MadeToken>('/api/me/tokens', { body })
    setBusy(false)
    setPassword('')
    if (!outcome.ok) return setProblem(outcome.refusal.message)
    setName('')
    done(outcome.value)
  }

  return (
    <form className={`${classes.card} ${own.form}`} onSubmit={(event) => void submit(event)} aria-label="Make a token">
      <h2>Make a token</h2>
      <TextInput
        label="What is it for?"
        placeholder="Nightly export"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group label="What may it do?" value={scope} onChange={(value) => setScope(value as TokenScope)}>
        {ALL_SCOPES.map((each) => (
          <Radio
            key={each}
            mt={6}
            value={each}
            label={TOKEN_SCOPES[each].label}
            description={TOKEN_SCOPES[each].words}
          />
        ))}
      </Radio.Group>
      <MultiSelect
        label="In which cases?"
        placeholder={only.length === 0 ? 'All my cases' : undefined}
        data={cases.map(({ id, title }) => ({ value: id, label: title }))}
        value={only}
        onChange={setOnly}
        maxValues={50}
        searchable
        clearable
      />
      <Select
        label="Ends after"
        w={180}
        data={DAYS}
        value={days}
        onChange={(value) => setDays(value ?? '90')}
        allowDeselect={false}
      />
      {needsPassword && (
        <PasswordInput
          label="Your password again"
          w={300}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      {problem !== '' && (
        <p role="alert" className={own.bad}>
          {problem}
        </p>
      )}
      <div>
        <Button type="submit" loading={busy}>
          Make the token
        </Button>
      </div>
    </form>
  )
}
