'use client'
import { Button, Checkbox, Modal, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useGraph } from '@/components/workspace/CaseContext'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { branchElements, countWords, patternFromBranch, type Replacement } from '@/lib/pattern/save-branch'
import { PatternParts } from './PatternParts'
import classes from './pattern.module.css'
import { downloadPattern } from './pattern-files'
import { useLibrary } from './use-library'

const NONE: Replacement = { words: '', placeholder: '' }

/** A title as an id: small letters, digits and hyphens. */
function idFrom(title: string): string {
  const id = title
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|(?<!-)-+$/g, '')
  return id.slice(0, 48)
}

/** [PTN4] Saves a branch as a pattern: its person says which words are of this device only. */
export function SaveDialog({ id, onClose }: { readonly id: ElementId; readonly onClose: () => void }) {
  const graph = useGraph((now): CaseGraph => now)
  const name = graph.elements.get(id)?.name ?? id
  const { kept, keep } = useLibrary()
  const [title, setTitle] = useState('')
  const [swaps, setSwaps] = useState<readonly Replacement[]>([NONE])
  const [note, setNote] = useState('')
  const [evidence, setEvidence] = useState(true)
  const [told, setTold] = useState<string>()
  const [busy, setBusy] = useState(false)
  const elements = useMemo(() => branchElements(graph, id, evidence), [graph, id, evidence])
  const replacements = swaps.filter(({ words, placeholder }) => words !== '' && placeholder.trim() !== '')
  const patternId = idFrom(title)
  const version =
    Math.max(0, ...(kept ?? []).flatMap(({ pattern }) => (pattern.id === patternId ? [pattern.version] : []))) + 1
  const made = useMemo(
    () =>
      patternFromBranch(graph, id, {
        id: patternId || 'unnamed',
        version,
        title: title.trim() || 'Unnamed',
        source: `Saved from ${name}`,
        replacements,
        evidence,
      }),
    [graph, id, patternId, version, title, name, replacements, evidence],
  )
  const ready = made.ok && patternId !== ''

  function change(index: number, part: Partial<Replacement>): void {
    const next = swaps.map((swap, at) => (at === index ? { ...swap, ...part } : swap))
    const last = next.at(-1)
    setSwaps(last !== undefined && last.words !== '' && last.placeholder !== '' ? [...next, NONE] : next)
  }

  async function save(): Promise<void> {
    if (!made.ok) return
    setBusy(true)
    const problem = await keep(made.value, note.trim())
    setBusy(false)
    setTold(problem ?? `Your library has ${made.value.title}, version ${made.value.version}.`)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={`Save the branch of ${name} as a pattern`}
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.form}>
        <TextInput
          label="Title"
          placeholder="Unlocked device at the bedside"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          maxLength={200}
          data-autofocus
        />
        {version > 1 && (
          <Textarea
            label={`What is new in version ${version}`}
            description={`Your library has version ${version - 1} under this title. It stays readable.`}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={2000}
            autosize
            minRows={1}
            maxRows={4}
          />
        )}
        <fieldset className={classes.block}>
          <legend className={classes.note}>
            Words that are of this device only become open places, wherever they stand. The capability's code is one
            already.
          </legend>
          {swaps.map((swap, index) => {
            const found = countWords(elements, swap.words)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
              <div key={index} className={classes.swap}>
                <TextInput
                  label="Words in the branch"
                  value={swap.words}
                  onChange={(event) => change(index, { words: event.currentTarget.value })}
                  maxLength={200}
                />
                <TextInput
                  label="Become"
                  placeholder="product"
                  value={swap.placeholder}
                  onChange={(event) => change(index, { placeholder: event.currentTarget.value })}
                  maxLength={80}
                />
                {swap.words !== '' && (
                  <p className={classes.found} role="status">
                    {found === 0
                      ? 'These words stand nowhere in the branch.'
                      : `Found ${found === 1 ? 'once' : `${found} times`}.`}
                  </p>
                )}
              </div>
            )
          })}
        </fieldset>
        <Checkbox
          label="Ask for evidence: each item becomes an open place"
          checked={evidence}
          onChange={(event) => setEvidence(event.currentTarget.checked)}
        />
        {made.ok ? (
          <div className={classes.preview}>
            <PatternParts pattern={made.value} />
          </div>
        ) : (
          <p className={classes.bad}>{made.refusal.message}</p>
        )}
        {told !== undefined && (
          <p className={classes.note} role="status">
            {told}
          </p>
        )}
        <div className={classes.buttons}>
          <Button onClick={() => void save()} loading={busy} disabled={!ready}>
            Keep in my library
          </Button>
          <Button variant="default" disabled={!ready} onClick={() => made.ok && downloadPattern(made.value)}>
            Save as a file
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    </Modal>
  )
}
