/** What one client may send, and how often things happen. Told to every client in `hello`. */
export const LIMITS = {
  /** Bytes of one WebSocket frame. */
  frame: 1_048_576,
  /** Bytes of one client's presence. */
  awareness: 4_096,
  /** Characters of one text. */
  text: 100_000,
  /** New Yjs client ids that one connection may bring. */
  clientsPerConnection: 64,
  /** New Yjs client ids that one person may bring to a case while its room is open. */
  clientsPerPerson: 5_000,
  /** Nesting of objects in one client's presence. */
  awarenessDepth: 8,
} as const

/** Milliseconds between heartbeats. A y-websocket client reconnects after 30 s without a message. */
export const HEARTBEAT_MS = 15_000
/** Presence that changes within this window goes out together. */
export const PRESENCE_WINDOW_MS = 50
