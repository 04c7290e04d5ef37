'use client'
import { Alert, Button, Group, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import classes from '@/components/cases/cases.module.css'
import { MAIL_CHOICES, MAIL_KINDS, type MailChoice, type MailKind } from '@/lib/mail/kinds'
import own from './mail.module.css'

interface Props {
  readonly email: string
  readonly sends: boolean
  readonly choices: Readonly<Record<MailKind, MailChoice>>
  readonly digestTime: string
}

/** What I am written about, and when. */
export function MailSettings({ email, sends, choices: before, digestTime }: Props) {
  const [choices, setChoices] = useState(before)
  const [time, setTime] = useState(digestTime)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<{ readonly text: string; readonly bad: boolean }>()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi('/api/me/mail', { body: { choices, digestTime: time } })
    setBusy(false)
    setMessage(
      outcome.ok ? { text: 'Your choices are kept.', bad: false } : { text: outcome.refusal.message, bad: true },
    )
  }

  return (
    <form className={own.form} onSubmit={(event) => void submit(event)}>
      <h1>Mail</h1>
      <p className={classes.lead}>
        {sends
          ? `Choose what is written to ${email}, and when. Everything stands in your inbox here, whatever you choose.`
          : 'This server sends no mail: its administrator has not set a mail server. Your choices are kept for when it does.'}
      </p>
      <div className={`${classes.card} ${own.kinds}`}>
        {(Object.keys(MAIL_KINDS) as MailKind[]).map((kind) => {
          const { label, help, choices: possible } = MAIL_KINDS[kind]
          return (
            <fieldset key={kind} className={own.kind}>
              <legend>{label}</legend>
              <p className={classes.muted}>{help}</p>
              <SegmentedControl
                aria-label={label}
                size="xs"
                data={possible.map((value) => ({ value, label: MAIL_CHOICES[value] }))}
                value={choices[kind]}
                onChange={(value) => setChoices({ ...choices, [kind]: value as MailChoice })}
              />
            </fieldset>
          )
        })}
      </div>
      <TextInput
        type="time"
        label="Time of the daily digest, in UTC"
        description="It comes only on days on which something waits for you."
        w={300}
        required
        withAsterisk={false}
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
      {message !== undefined && (
        <Alert color={message.bad ? 'red' : 'green'} role={message.bad ? 'alert' : 'status'}>
          {message.text}
        </Alert>
      )}
      <Group>
        <Button type="submit" loading={busy}>
          Keep my choices
        </Button>
      </Group>
    </form>
  )
}
