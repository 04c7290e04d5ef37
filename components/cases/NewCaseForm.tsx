'use client'
import { Alert, Button, Group, NativeSelect, Radio, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import Link from 'next/link'
import { type FormEvent, useRef, useState } from 'react'
import { LIFE_CYCLE } from '@/catalog/life-cycle'
import { type ChosenFile, FromFile } from '@/components/exchange/FromFile'
import { sendFile } from '@/components/exchange/import-answers'
import type { Side } from '@/lib/access/policy'
import { callApi } from './call-api'
import classes from './cases.module.css'
import { randomKey } from './random-key'

const TEMPLATES = [
  {
    value: 'iec-80001-2-9',
    label: 'From the security capability pattern',
    description: 'The top claim and all 19 security capabilities, ready to be decided one by one.',
  },
  {
    value: 'example',
    label: 'From the worked example',
    description: 'A complete case of a fictional infusion pump, to look around in and to change.',
  },
  {
    value: 'file',
    label: 'From a file',
    description: 'An argument of another tool (GSN YAML, LTAC, SACM, TEA), or a case or signed version of Accord.',
  },
  { value: 'blank', label: 'Blank', description: 'Nothing at all: you draw the argument yourself.' },
] as const

const REMOTE = [
  { value: '', label: 'Say it later' },
  { value: 'none', label: 'No' },
  { value: 'on-request', label: 'On request, each time agreed' },
  { value: 'permanent', label: 'Permanently' },
]

interface Props {
  readonly organisation: string | undefined
  readonly side: Side | undefined
}

/** What a new case needs to be told; everything else grows in it. */
export function NewCaseForm({ organisation, side: usualSide }: Props) {
  const [template, setTemplate] = useState<string>('iec-80001-2-9')
  const [side, setSide] = useState<string>(usualSide ?? 'mdm')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [from, setFrom] = useState<ChosenFile>()
  // One key per form: a second click or a lost answer does not make a second case.
  const key = useRef<string>(undefined)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const optional = (name: string) => text(name) || undefined
    setBusy(true)
    setProblem(undefined)
    key.current ??= randomKey()
    const about = {
      title: text('title'),
      device: {
        name: text('device'),
        model: optional('model'),
        version: optional('version'),
        intendedUse: optional('intendedUse'),
        environment: optional('environment'),
        lifeCycle: optional('lifeCycle'),
        remoteAccess: optional('remoteAccess'),
      },
      mdm: { organisation: text('mdm') },
      hdo: { organisation: text('hdo') },
      side,
    }
    const outcome =
      template === 'file' && from !== undefined
        ? await sendFile<{ id: string }>('/api/cases/from-file', from.file, {
            format: from.format,
            fields: { case: JSON.stringify(about) },
          })
        : await callApi<{ id: string }>('/api/cases', { key: key.current, body: { ...about, template } })
    // A case from the pattern begins with what it is about; the others are there to be looked at.
    const start = template === 'iec-80001-2-9' ? '?view=context' : ''
    if (outcome.ok) return window.location.assign(`/cases/${encodeURIComponent(outcome.value.id)}${start}`)
    key.current = undefined
    setProblem(outcome.refusal.message)
    setBusy(false)
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <h1>New case</h1>
      {problem !== undefined && (
        <Alert color="red" variant="light" role="alert" title="The case was not created">
          {problem}
        </Alert>
      )}
      <section className={classes.card}>
        <h2>What is it about?</h2>
        <Stack gap="md">
          <TextInput
            name="title"
            label="Title"
            placeholder="Infusion pump at St. Brigid's"
            required
            maxLength={200}
            data-autofocus
          />
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md">
            <TextInput name="device" label="Device" placeholder="Infusion pump" required maxLength={200} />
            <TextInput name="model" label="Model" maxLength={200} />
            <TextInput name="version" label="Version" maxLength={200} />
          </SimpleGrid>
          <Textarea
            name="intendedUse"
            label="Intended use"
            description="Can be written later."
            autosize
            minRows={2}
            maxRows={8}
            maxLength={5000}
          />
          <Textarea
            name="environment"
            label="Operational environment"
            description="Where the device stands and what it is connected to."
            autosize
            minRows={2}
            maxRows={8}
            maxLength={5000}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <NativeSelect
              name="lifeCycle"
              label="Where is it in its life?"
              description="It decides what is asked for next."
              data={[
                { value: '', label: 'Say it later' },
                ...LIFE_CYCLE.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <NativeSelect
              name="remoteAccess"
              label="Does anybody reach it from afar?"
              description="Remote service, monitoring, updates."
              data={REMOTE}
            />
          </SimpleGrid>
        </Stack>
      </section>
      <section className={classes.card}>
        <h2>Who are the two sides?</h2>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <TextInput
              name="mdm"
              label="Manufacturer"
              required
              maxLength={200}
              defaultValue={usualSide === 'mdm' ? organisation : undefined}
            />
            <TextInput
              name="hdo"
              label="Hospital"
              required
              maxLength={200}
              defaultValue={usualSide === 'hdo' ? organisation : undefined}
            />
          </SimpleGrid>
          <Radio.Group label="I am on the side of" value={side} onChange={setSide}>
            <Group mt={6} gap="lg">
              <Radio size="xs" value="mdm" label="the manufacturer" />
              <Radio size="xs" value="hdo" label="the hospital" />
            </Group>
          </Radio.Group>
        </Stack>
      </section>
      <section className={classes.card}>
        <Radio.Group
          label={<h2 className={classes.legend}>What does it start from?</h2>}
          value={template}
          onChange={setTemplate}
        >
          <Stack gap="sm">
            {TEMPLATES.map((one) => (
              <Radio key={one.value} size="xs" {...one} />
            ))}
          </Stack>
        </Radio.Group>
        {template === 'file' && (
          <div className={classes.fromFile}>
            <FromFile onChange={setFrom} />
          </div>
        )}
      </section>
      <Group justify="flex-end" gap="sm">
        <Button component={Link} href="/" variant="default">
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={template === 'file' && from === undefined}>
          Create the case
        </Button>
      </Group>
    </form>
  )
}
