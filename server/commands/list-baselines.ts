import type { Baseline } from '@/lib/agreement/proposal'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { readProposals } from './read-proposals'

/** Every version that came into force, oldest first. */
export async function listBaselines(
  person: Person,
  caseId: string,
): Promise<Outcome<{ baselines: readonly Baseline[]; inForce: number | null }>> {
  const all = await readProposals(person, caseId)
  if (!all.ok) return all
  return ok({ baselines: all.value.baselines, inForce: all.value.inForce?.number ?? null })
}
