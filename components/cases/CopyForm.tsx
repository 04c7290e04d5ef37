'use client'
import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import type { ListedCase } from './CaseList'
import { callApi } from './call-api'
import { randomKey } from './random-key'

/** Asks what a copy of a case is for, and makes it. */
export function CopyForm({ one, onCancel }: { one: ListedCase; onCancel: () => void }) {
  const [kind, setKind] = useState('version')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  // One key per form: a second click or a lost answer does not make a second copy.
  const key = useRef<string>(undefined)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    setBusy(true)
    setProblem(undefined)
    key.current ??= randomKey()
    const outcome = await callApi<{ id: string }>(`/api/cases/${encodeURIComponent(one.id)}/duplicate`, {
      key: key.current,
      body: {
        kind,
        title: text('title'),
        device: { name: text('device'), model: text('model') || undefined, version: text('version') || undefined },
        ...(kind === 'site' ? { hdo: { organisation: text('hdo') } } : {}),
      },
    })
    if (outcome.ok) return window.location.assign(`/cases/${encodeURIComponent(outcome.value.id)}`)
    key.current = undefined
    setProblem(outcome.refusal.message)
    setBusy(false)
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Radio.Group label="What the copy is for" value={kind} onChange={setKind}>
          <Stack gap={6} mt={6}>
            <Radio
              value="version"
              label="Another version of the device"
              description={`For ${one.mdm.organisation} and ${one.hdo.organisation}, with the same people.`}
            />
            <Radio
              value="site"
              disabled={one.side !== 'mdm'}
              label="The same device at another hospital"
              description={
                one.side === 'mdm'
                  ? `Without what ${one.hdo.organisation} wrote for itself: its evidence, places, people and policy.`
                  : 'Only the manufacturer takes a case to another hospital.'
              }
            />
          </Stack>
        </Radio.Group>
        <TextInput
          label="Title"
          name="title"
          required
          maxLength={200}
          defaultValue={`${one.title} (copy)`.slice(0, 200)}
        />
        <Group gap="sm" grow>
          <TextInput label="Device" name="device" required maxLength={200} defaultValue={one.device.name} />
          <TextInput label="Model" name="model" maxLength={200} defaultValue={one.device.model} />
          <TextInput label="Version" name="version" maxLength={200} defaultValue={one.device.version} />
        </Group>
        {kind === 'site' && <TextInput label="The other hospital" name="hdo" required maxLength={200} />}
        <Text size="sm" c="dimmed">
          The copy holds what the case says now. Conversations, approvals and the agreement stay here, and so does what
          only the other side writes. The copy knows where it comes from and tells you later what has changed here.
        </Text>
        {problem !== undefined && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Make the copy
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
