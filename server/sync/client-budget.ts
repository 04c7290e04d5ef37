import { LIMITS } from '@/lib/wire/limits'

/**
 * [SYN7] How many new Yjs client ids one connection and one person may bring while a room is open. Each is bound in the
 * store for ever; an honest page brings one.
 */
export class ClientBudget {
  private readonly byConnection = new WeakMap<object, Set<number>>()
  private readonly byPerson = new Map<string, Set<number>>()

  /**
   * @param clients ids that nobody owns yet; the same id counts once
   * @returns whether they are allowed; only then do they count
   */
  take(connection: object, personId: string, clients: readonly number[]): boolean {
    if (clients.length === 0) return true
    const ofConnection = union(this.byConnection.get(connection), clients)
    const ofPerson = union(this.byPerson.get(personId), clients)
    if (ofConnection.size > LIMITS.clientsPerConnection || ofPerson.size > LIMITS.clientsPerPerson) return false
    this.byConnection.set(connection, ofConnection)
    this.byPerson.set(personId, ofPerson)
    return true
  }
}

function union(known: Set<number> | undefined, clients: readonly number[]): Set<number> {
  if (known !== undefined && clients.every((client) => known.has(client))) return known
  return new Set([...(known ?? []), ...clients])
}
