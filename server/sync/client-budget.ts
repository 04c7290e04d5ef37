import { LIMITS } from '@/lib/wire/limits'

/**
 * [SYN7] How many new Yjs client ids one connection and one person may bring while a room is open. Each is bound in the
 * store for ever; an honest page brings one.
 */
export class ClientBudget {
  private readonly byConnection = new WeakMap<object, number>()
  private readonly byPerson = new Map<string, number>()

  /** @returns whether this many more are allowed; they count only then */
  take(connection: object, personId: string, fresh: number): boolean {
    const ofConnection = (this.byConnection.get(connection) ?? 0) + fresh
    const ofPerson = (this.byPerson.get(personId) ?? 0) + fresh
    if (ofConnection > LIMITS.clientsPerConnection || ofPerson > LIMITS.clientsPerPerson) return false
    this.byConnection.set(connection, ofConnection)
    this.byPerson.set(personId, ofPerson)
    return true
  }
}
