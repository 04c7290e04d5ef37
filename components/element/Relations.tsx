'use client'
import { useGraph, useNavigate } from '@/components/workspace/CaseContext'
import { KIND_CLASS, kindWord } from '@/components/workspace/kind-words'
import { fieldsOf } from '@/lib/case/fields'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'

interface Row {
  readonly title: string
  readonly read: (graph: CaseGraph, id: ElementId) => readonly ElementId[]
}

const LISTS: readonly Row[] = [
  { title: 'What it rests on', read: (graph, id) => graph.supports(id) },
  { title: 'Stated in the context of', read: (graph, id) => graph.contexts(id) },
  { title: 'What rests on it', read: (graph, id) => graph.supporterOf(id) },
  { title: 'Gives context to', read: (graph, id) => graph.contextOf(id) },
]

/** The element's neighbours in the argument, each a way to go there. */
export function Relations({ id }: { id: ElementId }) {
  return LISTS.map((list) => <RelationList key={list.title} id={id} list={list} />)
}

function RelationList({ id, list }: { id: ElementId; list: Row }) {
  const elements = useGraph((graph) =>
    list.read(graph, id).flatMap((other) => {
      const element = graph.elements.get(other)
      return element === undefined ? [] : [element]
    }),
  )
  const { select } = useNavigate()
  if (elements.length === 0) return null
  return (
    <section className={classes.section} aria-label={list.title}>
      <h3>{list.title}</h3>
      <ul className={classes.links}>
        {elements.map((element) => (
          <li key={element.id}>
            <button type="button" onClick={() => select(element.id)}>
              <span className={KIND_CLASS[element.kind]} aria-hidden="true" />
              <span className={classes.linkName}>{element.name}</span>
              <span className="visually-hidden"> {kindWord(element.kind)}: </span>
              <span className={classes.linkText}>{element.statement || 'Nothing written yet'}</span>
              <span className={classes.linkState}>{stateOf(element)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The one thing about a neighbour that matters most in a list: how far a control is, which version evidence has. */
function stateOf({ facet, fields, undeveloped }: Element): string {
  const word = (name: string) => {
    const field = fieldsOf(facet)[name]
    const value = fields[name]
    if (field?.type === 'choice') return field.values.find((choice) => choice.value === value)?.label ?? ''
    return typeof value === 'string' ? value : ''
  }
  if (undeveloped) return 'Undeveloped'
  if (facet === 'control') return word('state')
  if (facet === 'evidence') return word('version')
  if (facet === 'decision') return word('decision')
  return facet === 'risk' ? word('treatment') : ''
}
