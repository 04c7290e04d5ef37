'use client'
import { Alert, Button, Checkbox, Group, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import classes from '@/components/cases/cases.module.css'
import { FreshLink } from '@/components/invite/FreshLink'

/** Invites somebody into the organisation, by a link or by mail. @param made  runs after it is made */
export function InviteColleague({ mail, made }: { readonly mail: boolean; readonly made: () => void }) {
  const [way, setWay] = useState<'link' | 'mail'>('link')
  const [email, setEmail] = useState('')
  const [administer, setAdminister] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fresh, setFresh] = useState<string>()
  const [message, setMessage] = useState<{ readonly text: string; readonly bad: boolean }>()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi<{ url?: string }>('/api/organisation/invitations', {
      body: { way, administer, ...(email.trim() === '' ? {} : { email: email.trim() }) },
    })
    setBusy(false)
    if (!outcome.ok) return setMessage({ text: outcome.refusal.message, bad: true })
    setFresh(outcome.value.url)
    setMessage(way === 'mail' ? { text: `The invitation is on its way to ${email}.`, bad: false } : undefined)
    setEmail('')
    made()
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <h2>Invite somebody into the organisation</h2>
      {message !== undefined && (
        <Alert color={message.bad ? 'red' : 'teal'} variant="light" mb="sm" role={message.bad ? 'alert' : 'status'}>
          {message.text}
        </Alert>
      )}
      <Group gap="md" align="flex-end">
        <SegmentedControl
          aria-label="How they come in"
          size="xs"
          data={[
            { value: 'link', label: 'By a link' },
            { value: 'mail', label: 'By mail', disabled: !mail },
          ]}
          value={way}
          onChange={(value) => setWay(value as 'link' | 'mail')}
        />
        <TextInput
          label="E-mail address"
          description={
            way === 'mail' ? 'The invitation is sent there.' : 'May be left out: then it is for whoever has it.'
          }
          type="email"
          required={way === 'mail'}
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          className={classes.grow}
        />
        <Button type="submit" loading={busy}>
          {way === 'mail' ? 'Send the mail' : 'Make a link'}
        </Button>
      </Group>
      <Checkbox
        mt="sm"
        size="xs"
        label="They administer the organisation as well"
        checked={administer}
        onChange={(event) => setAdminister(event.currentTarget.checked)}
      />
      {fresh !== undefined && (
        <FreshLink
          url={fresh}
          label="Send this link to the person. It lets one person in."
          done={() => setFresh(undefined)}
        />
      )}
    </form>
  )
}
