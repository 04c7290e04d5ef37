'use client'
import { Button, Modal, Select } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { whyNotUnder } from '@/lib/case/commands'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { mayRelate } from '@/lib/gsn/kinds'
import { moduleOf, moduleWord } from '@/lib/gsn/module'
import classes from './pattern.module.css'

/** Public elements of other modules that may stand here. Whether a circle would close is said when one is chosen. */
function offered(graph: CaseGraph, id: ElementId): string[] {
  const under = graph.elements.get(id)
  if (under === undefined) return []
  return [...graph.elements.values()]
    .filter((each) => {
      const type = mayRelate(under.kind, 'supportedBy', each.kind) ? 'supportedBy' : 'inContextOf'
      const fits = each.public === true && each.away === undefined && moduleOf(each) !== moduleOf(under)
      return fits && whyNotUnder(under, type, each.kind) === undefined
    })
    .map((each) => `${each.id}\t${each.name} (${moduleWord(moduleOf(each))}): ${each.statement}`)
}

/** [GSN13] Lets an element rest on a public one of another module, without copying its argument. */
export function CiteDialog({ id, onClose }: { readonly id: ElementId; readonly onClose: () => void }) {
  const name = useGraph((graph) => graph.elements.get(id)?.name ?? id)
  const lines = useGraph((graph) => offered(graph, id))
  const [target, setTarget] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const run = useRun()
  const { select } = useNavigate()
  const options = lines.map((line) => {
    const [value = '', label = ''] = line.split('\t')
    return { value, label }
  })

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (target === null) return
    setBusy(true)
    const outcome = await run('add-away', { under: id, target })
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
      title={`Cite another module below ${name}`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        {options.length === 0 ? (
          <p className={classes.note}>
            No other module offers anything that can stand here. Go to a claim of another capability and choose "Offer
            it to other modules" there first.
          </p>
        ) : (
          <Select
            label="Public element"
            placeholder="Choose or search"
            data={options}
            value={target}
            onChange={setTarget}
            searchable
            data-autofocus
          />
        )}
        <div className={classes.buttons}>
          <Button type="submit" loading={busy} disabled={target === null}>
            Cite it
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  )
}
