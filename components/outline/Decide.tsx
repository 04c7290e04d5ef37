'use client'
import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { createContext, type FormEvent, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useRoom, useRun } from '@/components/workspace/CaseContext'
import { holdsPlaceholder } from '@/lib/gsn/kinds'
import { capabilityName } from '@/lib/reading/capability-names'

export type Decision = 'required' | 'not-required'
type Decide = (capability: string, decision: Decision) => void

const DecideContext = createContext<Decide | undefined>(undefined)

/** Decides a capability. "Not required" asks for the reason first, because that is what the other side agrees to. */
export function useDecide(): Decide {
  const decide = useContext(DecideContext)
  if (decide === undefined) throw new Error('Deciding a capability needs a <DecideProvider> above it.')
  return decide
}

export function DecideProvider({ children }: { children: ReactNode }) {
  const [asking, setAsking] = useState<string>()
  const run = useRun()
  const decide = useCallback<Decide>(
    (capability, decision) => {
      if (decision === 'not-required') setAsking(capability)
      else void run('decide-capability', { capability, decision })
    },
    [run],
  )
  return (
    <DecideContext value={decide}>
      {children}
      <Modal
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={asking === undefined ? '' : `${asking} ${capabilityName(asking)}: not required`}
      >
        {asking !== undefined && <ReasonForm capability={asking} onDone={() => setAsking(undefined)} />}
      </Modal>
    </DecideContext>
  )
}

function ReasonForm({ capability, onDone }: { capability: string; onDone: () => void }) {
  const { reader } = useRoom()
  const run = useRun()
  const known = useMemo(() => {
    const text = reader.graph().elements.get(`J1-${capability}`)?.statement ?? ''
    return holdsPlaceholder(text) ? '' : text
  }, [reader, capability])
  const [reason, setReason] = useState(known)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const outcome = await run('decide-capability', {
      capability,
      decision: 'not-required',
      justification: reason.trim(),
    })
    setBusy(false)
    if (outcome.ok) onDone()
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Text c="dimmed" mb="sm">
        What is argued below it now is parked and comes back when the capability is decided as required. Both sides have
        to agree with the reason.
      </Text>
      <Textarea
        label="Why is it not required here?"
        description="Full sentences that the other side can check."
        autosize
        minRows={4}
        maxRows={12}
        maxLength={20_000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
          Decide: not required
        </Button>
      </Group>
    </form>
  )
}
