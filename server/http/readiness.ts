import { refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { type Answer, refusalAnswer } from './answer'

/** [OPS5] Whether people should be sent here: the store answers, and nobody has asked this server to stop. Migrations were applied before the server began to listen. */
export async function readiness(): Promise<Answer> {
  const { ping, log, draining } = runtime()
  if (draining()) return refusalAnswer(refuse('unavailable', 'This server is being stopped. Use another one.').refusal)
  try {
    await ping()
    return { status: 200, body: { status: 'ready' } }
  } catch (error) {
    log.error('store.unreachable', error)
    return refusalAnswer(refuse('unavailable', 'The store does not answer. Try again in a moment.').refusal)
  }
}
