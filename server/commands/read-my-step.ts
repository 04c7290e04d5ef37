import type { StepAnswer } from '@/lib/access/account-answer'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { factorsOf } from '../auth/code-app'
import type { AnyHeaders } from '../auth/headers'
import { STEP_EXPIRED } from '../auth/sign-in'
import { keyOptions } from '../auth/sign-in-keys'
import { keepStepChallenge, readStep } from '../auth/steps'
import { runtime } from '../runtime'

/**
 * [AUTH12] What the second step of this browser's sign-in can be. Only whoever has just given the password is told; a new
 * challenge is made for the key each time.
 */
export async function readMyStep(peer: AnyHeaders): Promise<Outcome<StepAnswer>> {
  const step = await readStep(peer)
  if (step?.kind !== 'second-factor') return STEP_EXPIRED
  const { app, backupCodes } = await factorsOf(runtime().db, step.personId)
  const key = await keyOptions(step.personId)
  if (key !== undefined) await keepStepChallenge(step, key.challenge)
  return ok({ app, backupCodes: backupCodes > 0, key: key ?? null })
}
