import { canonicalCase } from '@/lib/case/canonical-case'
import { readCase } from '@/lib/case/read'
import { digestOf } from '@/lib/gsn/digest'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { documentChecklist } from '@/lib/reading/documents'
import { responsibilities } from '@/lib/reading/responsibilities'
import { riskRegister } from '@/lib/reading/risk-register'
import { traceMatrix } from '@/lib/reading/trace-matrix'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

/** The canonical reading of the case with its digest: what is compared and signed. */
export async function readGraph(person: Person, caseId: string): Promise<Outcome<unknown>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  return runtime().rooms.read(caseId, (doc, seq) => {
    const canonical = canonicalCase(doc)
    return ok({ seq, digest: digestOf(canonical), ...canonical })
  })
}

/** The readings of the graph that are served by name. Each is computed from the graph alone. */
const READINGS = {
  register: (graph: CaseGraph) => ({ risks: riskRegister(graph) }),
  matrix: (graph: CaseGraph) => ({ rows: traceMatrix(graph) }),
  responsibilities: (graph: CaseGraph) => ({ responsibilities: responsibilities(graph) }),
  documents: (graph: CaseGraph) => ({ documents: documentChecklist(graph) }),
} as const

export type ReadingName = keyof typeof READINGS

/** One reading of the case at its latest committed state. */
export async function readReading(person: Person, caseId: string, name: ReadingName): Promise<Outcome<unknown>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  return runtime().rooms.read(caseId, (doc, seq) => ok({ seq, ...READINGS[name](readCase(doc)) }))
}
