/** What the preparing program leaves beside the data directory, for servers without a store and for clients. */
export interface Prepared {
  /** Session cookies, one for each person; everybody takes part in every case. */
  readonly cookies: readonly string[]
  readonly cases: Readonly<Record<string, PreparedCase>>
  /** Ids of small cases that hold the same. */
  readonly small: readonly string[]
}

export interface PreparedCase {
  readonly id: string
  /** Elements whose statements may be edited. */
  readonly elements: readonly string[]
  /** File of its document: one Yjs update, v1 encoding. */
  readonly update: string
}

/** What a peer's server is told: room name -> file of its document. */
export type Rooms = Readonly<Record<string, string>>
