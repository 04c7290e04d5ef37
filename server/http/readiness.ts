import { refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { type Answer, refusalAnswer } from './answer'

/** Whether the store answers. Migrations were applied before the server began to listen. */
export async function readiness(): Promise<Answer> {
  const { ping, log } = runtime()
  try {
    await ping()
    return { status: 200, body: { status: 'ready' } }
  } catch (error) {
    log.error('store.unreachable', error)
    return refusalAnswer(refuse('unavailable', 'The store does not answer. Try again in a moment.').refusal)
  }
}
