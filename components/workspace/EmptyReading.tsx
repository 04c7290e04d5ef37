'use client'
import { Button } from '@mantine/core'
import { EmptyView } from '@/components/look/EmptyView'
import { FirstElement } from '@/components/outline/FirstElement'
import { useGraph, useMe, useNavigate, useSynced } from './CaseContext'
import { EMPTY_READINGS, type EmptyReadingName } from './empty-readings'

/** [UI15] What a reading of the case says while it has nothing to show, with the way to what would fill it. */
export function EmptyReading({ name }: { readonly name: EmptyReadingName }) {
  const synced = useSynced()
  const none = useGraph((graph) => graph.elements.size === 0)
  const { rights } = useMe()
  const { setView, openCapability } = useNavigate()
  if (!synced) return <EmptyView title="Loading the case ...">It is on its way.</EmptyView>
  const { title, words, next } = EMPTY_READINGS[name]
  if (none) {
    return (
      <EmptyView title={title} acts={<FirstElement />}>
        {words} {rights.includes('edit') ? 'First of all the case needs its claims.' : 'The case has no claims yet.'}
      </EmptyView>
    )
  }
  return (
    <EmptyView
      title={title}
      acts={
        <Button onClick={() => (next === 'overview' ? openCapability(undefined) : setView(next))}>
          {next === 'overview' ? 'Go to the capabilities' : 'Show what comes next'}
        </Button>
      }
    >
      {words}
    </EmptyView>
  )
}
