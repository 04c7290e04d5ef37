'use client'
import { Autocomplete } from '@mantine/core'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useDraft } from '@/components/element/use-draft'
import { useFacts } from '@/components/element/use-facts'
import { useCanEdit, useGraph, useRoom, useRun, useSynced } from '@/components/workspace/CaseContext'
import type { Side } from '@/lib/access/policy'
import { FACETS, problemWith } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'

interface Props {
  readonly id: ElementId
  readonly side: Side
  readonly name: 'ownerMdm' | 'ownerHdo'
  /** Who is named for the whole control, while the side names nobody. */
  readonly inherited: string
}

/** Who sees to one side's part: somebody of that side who takes part in the case, or any other name. */
export function PersonField({ id, side, name, inherited }: Props) {
  const value = useGraph((graph) => String((graph.elements.get(id) ?? graph.bin.get(id))?.fields[name] ?? ''))
  const facts = useFacts(id)
  const canEdit = useCanEdit()
  const synced = useSynced()
  const run = useRun()
  const people = usePeopleOf(side)
  const save = (next: string) => void run('set-field', { element: id, field: name, value: next })
  const draft = useDraft(value, (next) => problemWith(FACETS.control[name], next), save)
  const readOnly = !canEdit || !synced || facts?.deleted === true
  return (
    <Autocomplete
      label="Named person"
      placeholder={inherited === '' ? 'Who sees to it' : inherited}
      data={[...people]}
      value={draft.value}
      error={draft.problem}
      readOnly={readOnly}
      maxLength={500}
      onChange={draft.change}
      onBlur={draft.commit}
      onOptionSubmit={save}
      onKeyDown={draft.onKeyDown}
      comboboxProps={{ withinPortal: true, shadow: 'md', transitionProps: { duration: 60 } }}
    />
  )
}

interface Participant {
  readonly name: string
  readonly side?: Side
}

/** One question to the server per case and page, however many fields ask. */
const asked = new Map<string, Promise<readonly Participant[]>>()

function usePeopleOf(side: Side): readonly string[] {
  const { caseId } = useRoom()
  const [people, setPeople] = useState<readonly Participant[]>([])
  useEffect(() => {
    let current = true
    const question = asked.get(caseId) ?? fetchPeople(caseId)
    asked.set(caseId, question)
    void question.then((all) => {
      if (all.length === 0) asked.delete(caseId)
      if (current) setPeople(all)
    })
    return () => {
      current = false
    }
  }, [caseId])
  return [...new Set(people.filter((person) => person.side === side).map((person) => person.name))]
}

async function fetchPeople(caseId: string): Promise<readonly Participant[]> {
  const answer = await callApi<{ participants?: readonly Participant[] }>(
    `/api/cases/${encodeURIComponent(caseId)}/participants`,
  )
  return answer.ok ? (answer.value.participants ?? []) : []
}
