import type { Actor } from '@/lib/access/policy'
import type { Author } from '../sync/rooms'

/** The signature under everything an actor changes. */
export function authorOf(actor: Actor): Author {
  return { personId: actor.personId, name: actor.name, side: actor.participation?.side }
}
