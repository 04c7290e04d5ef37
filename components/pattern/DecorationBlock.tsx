'use client'
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCanEdit, useGraph, useRun, useSynced } from '@/components/workspace/CaseContext'
import type { CaseGraph, ElementId, Relation } from '@/lib/gsn/graph'
import { isMultiplicity } from '@/lib/gsn/multiplicity'
import { type Often, oftenOf, relationWords } from './decoration-words'
import classes from './pattern.module.css'

const OFTEN: readonly { readonly value: Often; readonly label: string }[] = [
  { value: 'once', label: 'Once' },
  { value: 'optional', label: 'None or one (optional)' },
  { value: 'many', label: 'One or more' },
  { value: 'counted', label: 'A number or a range' },
]

/**
 * [PNL10] What a pattern says about the relations below an element: how often a branch stands, and between which of them
 * one chooses. For those who write patterns: a finished argument holds none of it, and a finding says so.
 */
export function DecorationBlock({ id }: { readonly id: ElementId }) {
  // As lines, which compare by value.
  const lines = useGraph((graph) => below(graph, id).map((relation) => JSON.stringify(relation)))
  const canEdit = useCanEdit()
  const synced = useSynced()
  const relations = lines.map((line) => JSON.parse(line) as Named)
  const said = relations.filter(({ relation }) => relationWords(relation) !== '').length
  if (relations.length === 0 || (said === 0 && !canEdit)) return null
  return (
    <details className={classes.decorations} open={said > 0 || undefined}>
      <summary>How often, and choices (for patterns){said === 0 ? '' : `: ${said} said`}</summary>
      <p className={classes.note}>
        In a pattern a branch may stand several times, or be one of several to choose from. A finished argument says
        neither.
      </p>
      <ul className={classes.relations}>
        {relations.map((each) => (
          <li key={`${each.relation.type} ${each.relation.to}`}>
            {canEdit && synced ? (
              <RelationForm key={relationWords(each.relation)} {...each} />
            ) : (
              <p className={classes.note}>
                {each.name}: {relationWords(each.relation) || 'once'}
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface Named {
  readonly relation: Relation
  readonly name: string
}

/** In the order of the picture: what it rests on, then its contexts. */
function below(graph: CaseGraph, id: ElementId): Named[] {
  const own = new Map(
    graph.relations.filter(({ from }) => from === id).map((each) => [`${each.type} ${each.to}`, each]),
  )
  const at = (type: Relation['type']) => (to: ElementId) => {
    const relation = own.get(`${type} ${to}`)
    return relation === undefined ? [] : [{ relation, name: graph.elements.get(to)?.name ?? to }]
  }
  return [...graph.supports(id).flatMap(at('supportedBy')), ...graph.contexts(id).flatMap(at('inContextOf'))]
}

function RelationForm({ relation, name }: Named) {
  const { from, type, to } = relation
  const run = useRun()
  const [often, setOften] = useState<Often>(oftenOf(relation))
  const [count, setCount] = useState(relation.multiplicity ?? '')
  const [choice, setChoice] = useState(relation.choice ?? '')
  const [take, setTake] = useState<number>(relation.take ?? 1)
  const [problem, setProblem] = useState<string>()
  const at = { from, type, to }

  function save(next: Often, label: string): void {
    if (next === 'counted' && !isMultiplicity(label)) {
      setProblem('Write a number or a range: 3, 0..2, 1..*.')
      return
    }
    setProblem(undefined)
    const multiplicity = next === 'many' ? '' : next === 'counted' ? label : null
    void run('set-multiplicity', { ...at, multiplicity, optional: next === 'optional' })
  }

  return (
    <div className={classes.relation}>
      <strong>{name}</strong>
      <NativeSelect
        size="xs"
        aria-label={`How often ${name} stands`}
        data={OFTEN.map((each) => ({ ...each }))}
        value={often}
        onChange={(event) => {
          const next = event.currentTarget.value as Often
          setOften(next)
          setProblem(undefined)
          if (next !== 'counted') save(next, '')
        }}
      />
      {often === 'counted' && (
        <TextInput
          size="xs"
          aria-label={`Number or range for ${name}`}
          placeholder="0..2"
          value={count}
          error={problem}
          maxLength={12}
          onChange={(event) => setCount(event.currentTarget.value)}
          onBlur={() => save('counted', count.trim())}
          onKeyDown={(event) => event.key === 'Enter' && save('counted', count.trim())}
        />
      )}
      {type === 'supportedBy' && (
        <form
          className={classes.choice}
          aria-label={`Choice of ${name}`}
          onSubmit={(event) => {
            event.preventDefault()
            void run('set-choice', { ...at, choice: choice.trim() === '' ? null : choice.trim(), take })
          }}
        >
          <TextInput
            size="xs"
            label="One of those called"
            description="Branches with the same word stand at one diamond."
            placeholder="how it is protected"
            value={choice}
            maxLength={64}
            onChange={(event) => setChoice(event.currentTarget.value)}
          />
          <NumberInput
            size="xs"
            label="Take"
            min={1}
            max={999}
            allowDecimal={false}
            value={take}
            onChange={(next) => setTake(typeof next === 'number' ? next : 1)}
          />
          <Button type="submit" size="xs" variant="default">
            Set the choice
          </Button>
        </form>
      )}
    </div>
  )
}
