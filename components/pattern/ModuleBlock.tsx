'use client'
import { Button } from '@mantine/core'
import { useCanEdit, useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { moduleOf, moduleWord } from '@/lib/gsn/module'
import classes from './pattern.module.css'

function read(graph: CaseGraph, id: ElementId) {
  const element = graph.elements.get(id)
  if (element === undefined) return undefined
  const target = element.away === undefined ? undefined : graph.elements.get(element.away)
  const cited = graph.awaysOf(id)
  return {
    away: element.away,
    isPublic: element.public === true,
    target: target?.name,
    from: target === undefined ? '' : moduleWord(moduleOf(target)),
    // Its own words change at every keystroke, and only an away element shows them here.
    words: element.away === undefined ? '' : element.statement,
    cited: cited.map((away) => graph.elements.get(away)?.name ?? away).join(', '),
  }
}

/** [GSN13] What an element is to other modules: offered to them, cited by them, or standing in for one of theirs. */
export function ModuleBlock({ id }: { readonly id: ElementId }) {
  const facts = useGraph((graph) => read(graph, id))
  const canEdit = useCanEdit()
  const run = useRun()
  const { select } = useNavigate()
  if (facts === undefined) return null
  const { away, isPublic, target, from, words, cited } = facts
  if (away !== undefined) {
    return (
      <section className={classes.block} aria-label="Cited from another module">
        <h3>{target === undefined ? 'Cited from another module' : `${target}, cited from ${from}`}</h3>
        <p className={classes.note}>
          {target === undefined
            ? 'The element that it stands in for is gone. Put this one into the bin, or bring that one back.'
            : `"${words}" It is argued there; whatever it says or rests on there holds here, too.`}
        </p>
        {target !== undefined && (
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => select(away)}>
              Go to {target}
            </Button>
          </div>
        )}
      </section>
    )
  }
  if (!isPublic) return null
  return (
    <section className={classes.block} aria-label="Public">
      <h3>Public: other modules may cite it</h3>
      <p className={classes.note}>
        {cited === '' ? 'No module cites it yet.' : `Cited as ${cited}. Reword it with them in mind.`}
      </p>
      {canEdit && cited === '' && (
        <div className={classes.buttons}>
          <Button variant="subtle" color="gray" onClick={() => void run('set-public', { element: id, public: false })}>
            Keep it to its own module
          </Button>
        </div>
      )}
    </section>
  )
}
