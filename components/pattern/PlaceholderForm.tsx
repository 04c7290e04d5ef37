'use client'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCanEdit, useGraph, useRun } from '@/components/workspace/CaseContext'
import { facetOf, fieldsOf, TEXT_MAX } from '@/lib/case/fields'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { placeholdersOf } from '@/lib/pattern/placeholders'
import classes from './pattern.module.css'

/** `threat\tstatement,cause`: equal while others write elsewhere. */
function placesOf(graph: CaseGraph, id: ElementId): string {
  const element = graph.elements.get(id)
  if (element === undefined) return ''
  return placeholdersOf(element)
    .map(({ words, fields }) => `${words}\t${fields.join(',')}`)
    .join('\n')
}

/** [PTN1] A form for the open places of an element that the pattern has not been told about yet. */
export function PlaceholderForm({ id }: { readonly id: ElementId }) {
  const lines = useGraph((graph) => placesOf(graph, id))
  const facet = useGraph((graph) => {
    const element = graph.elements.get(id)
    return element === undefined ? undefined : facetOf(element)
  })
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const canEdit = useCanEdit()
  const run = useRun()
  if (lines === '' || !canEdit) return null
  const places = lines.split('\n').map((line) => {
    const [words = '', fields = ''] = line.split('\t')
    return { words, fields: fields.split(',') }
  })
  const said = Object.fromEntries(
    places.flatMap(({ words }) => (given[words]?.trim() ? [[words, given[words].trim()]] : [])),
  )

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const outcome = await run('fill-placeholders', { element: id, words: said })
    setBusy(false)
    if (outcome.ok) setGiven({})
  }

  return (
    <form className={classes.block} onSubmit={(event) => void submit(event)} aria-labelledby={`open-${id}`}>
      <h3 id={`open-${id}`}>{places.length === 1 ? 'One thing is still open' : `${places.length} things are open`}</h3>
      {places.map(({ words, fields }) => (
        <Textarea
          key={words}
          label={sentence(words)}
          description={whereWords(fields, facet)}
          value={given[words] ?? ''}
          onChange={(event) => setGiven({ ...given, [words]: event.currentTarget.value })}
          maxLength={TEXT_MAX}
          autosize
          minRows={1}
          maxRows={6}
        />
      ))}
      <div className={classes.buttons}>
        <Button type="submit" loading={busy} disabled={Object.keys(said).length === 0}>
          Fill in
        </Button>
      </div>
    </form>
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** In which longer texts the place stands; nothing for the statement, which stands right above. */
function whereWords(fields: readonly string[], facet: string | undefined): string | undefined {
  const rows = fieldsOf(facet)
  const labels = fields.flatMap((name) => (name === 'statement' ? [] : [rows[name]?.label ?? name]))
  return labels.length === 0 ? undefined : `Also in: ${labels.join(', ')}`
}
