'use client'
import { useGraph, useNavigate } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { acceptabilityOf, accordWords } from '@/lib/risk/acceptability'
import classes from './risk.module.css'

/** The risks of one cell: each leads to its details, and says where the two sides differ. */
export function RiskList({ title, ids }: { readonly title: string; readonly ids: readonly ElementId[] }) {
  const { select } = useNavigate()
  const text = useGraph((graph) =>
    JSON.stringify(
      ids.flatMap((id) => {
        const risk = graph.elements.get(id)
        if (risk === undefined) return []
        const { accord } = acceptabilityOf(graph, risk)
        const words = risk.texts.threat || risk.texts.vulnerability || risk.statement
        const differs = accord === 'only-mdm' || accord === 'only-hdo'
        return [{ id, name: risk.name, words: words.slice(0, 200), accord: differs ? accordWords(accord) : '' }]
      }),
    ),
  )
  const risks = JSON.parse(text) as { id: string; name: string; words: string; accord: string }[]
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={classes.risks}>
        {risks.map(({ id, name, words, accord }) => (
          <li key={id}>
            <button type="button" onClick={() => select(id, { stay: true })}>
              <span className={classes.name}>{name}</span>
              <span>{words}</span>
              {accord !== '' && <span className={classes.differs}>{accord}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
