'use client'
import { Button, Modal, Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Pattern } from '@/catalog/patterns/pattern'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { TEXT_MAX } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import { mayRelate } from '@/lib/gsn/kinds'
import { topsOf } from '@/lib/pattern/check-pattern'
import { placeholdersIn } from '@/lib/pattern/placeholders'
import classes from './pattern.module.css'
import { useLibrary } from './use-library'

/** Every open place of a pattern, once, in the order of its elements. */
function openPlaces(pattern: Pattern): readonly string[] {
  const texts = pattern.elements.flatMap(({ statement, values }) => [
    statement,
    ...Object.values(values ?? {}).filter((value) => typeof value === 'string'),
  ])
  return [...new Set(texts.flatMap(placeholdersIn))]
}

function byId(patterns: readonly Pattern[]): Pattern[] {
  const newest = new Map<string, Pattern>()
  for (const pattern of patterns) {
    if ((newest.get(pattern.id)?.version ?? 0) < pattern.version) newest.set(pattern.id, pattern)
  }
  return [...newest.values()].sort((a, b) => a.title.localeCompare(b.title))
}

/** [PTN3] Grows a pattern below a claim or a strategy, with words for its open places. */
export function GrowDialog({ id, onClose }: { readonly id: ElementId; readonly onClose: () => void }) {
  const name = useGraph((graph) => graph.elements.get(id)?.name ?? id)
  const kind = useGraph((graph) => graph.elements.get(id)?.kind ?? 'goal')
  const inCase = useGraph((graph) => [...graph.patterns.values()])
  const { kept, problem } = useLibrary()
  const [chosen, setChosen] = useState<string | null>(null)
  const [words, setWords] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const run = useRun()
  const { select } = useNavigate()
  const fitting = byId([...inCase, ...(kept ?? []).map(({ pattern }) => pattern)]).filter((pattern) => {
    const top = pattern.elements.find(({ role }) => role === topsOf(pattern)[0])
    return top !== undefined && (mayRelate(kind, 'supportedBy', top.kind) || mayRelate(kind, 'inContextOf', top.kind))
  })
  const pattern = fitting.find((each) => each.id === chosen)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (pattern === undefined) return
    setBusy(true)
    const brought = await run('add-pattern', { pattern })
    const outcome = brought.ok
      ? await run('grow-pattern', { pattern: pattern.id, under: id, bindings: words })
      : brought
    setBusy(false)
    if (!outcome.ok) return
    onClose()
    const created = outcome.value.created[0]
    if (created !== undefined) select(created)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Grow a pattern below ${name}`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        {problem !== undefined && <p className={classes.note}>{problem}</p>}
        {/* It stays when there is nothing to choose: the focus is in it. */}
        <Select
          label="Pattern"
          placeholder={kept === undefined ? 'Looking into your library ...' : 'Choose or search'}
          nothingFoundMessage="No pattern fits here"
          data={fitting.map(({ id: value, title }) => ({ value, label: title }))}
          value={chosen}
          onChange={setChosen}
          searchable
          data-autofocus
        />
        {fitting.length === 0 && kept !== undefined && (
          <p className={classes.note}>
            There is no pattern that can stand here yet. Load one under Patterns, or save a branch of a case as a
            pattern.
          </p>
        )}
        {pattern !== undefined &&
          openPlaces(pattern).map((place) => (
            <Textarea
              key={place}
              label={`${place.charAt(0).toUpperCase()}${place.slice(1)}`}
              description="Can wait"
              value={words[place] ?? ''}
              onChange={(event) => setWords({ ...words, [place]: event.currentTarget.value })}
              maxLength={TEXT_MAX}
              autosize
              minRows={1}
              maxRows={5}
            />
          ))}
        <div className={classes.buttons}>
          <Button type="submit" loading={busy} disabled={pattern === undefined}>
            Grow it
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
