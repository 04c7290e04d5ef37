/**
 * The messages of the case socket. 0 to 3 are those of y-websocket, which an unmodified provider speaks; the others are
 * ours and are unknown to it without harm. [WIRE1]
 */
export const MESSAGES = {
  sync: { type: 0, to: 'both', body: 'y-protocols sync: step 1, step 2 or update' },
  awareness: { type: 1, to: 'both', body: 'y-protocols awareness update; a client speaks for its own clientID only' },
  auth: { type: 2, to: 'client', body: 'permission denied, with the reason as a string' },
  queryAwareness: { type: 3, to: 'server', body: 'nothing: asks for everybody’s presence' },
  control: { type: 100, to: 'client', body: 'JSON string, see control.ts' },
  barrier: { type: 101, to: 'both', body: 'client: n; server: n, seq. All sent before it is committed at <= seq' },
  ledger: { type: 102, to: 'client', body: 'JSON string: ledger entries, oldest first within each chain' },
} as const satisfies Record<string, { type: number; to: 'client' | 'server' | 'both'; body: string }>

export type MessageName = keyof typeof MESSAGES

/** The kinds of a sync message, as in y-protocols. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const
