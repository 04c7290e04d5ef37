/**
 * Why the server closes a case socket. A y-websocket client takes 4400-4499 as final and retries after everything else.
 * What is not our mistake or theirs is retried, a full disk too: somebody will make room. `retry` says what Accord's own client does: `again` connects anew, `renew` first renews the session, `reload` needs a
 * newer page or a fresh copy, `never` keeps a rescue copy of what was not taken and opens the case afresh or not at all.
 * The sentence is at most 123 bytes, the room a close frame has. [WIRE2]
 */
export const CLOSE_CODES = {
  malformed: { code: 4400, retry: 'never', sentence: 'The server could not understand a message. Reload the page.' },
  'session-expired': { code: 4401, retry: 'renew', sentence: 'Your session has ended. Sign in again to continue.' },
  forbidden: {
    code: 4403,
    retry: 'never',
    sentence: 'You may not change this case, or no longer take part in it. Ask an administrator of the case.',
  },
  'not-found': { code: 4404, retry: 'never', sentence: 'There is no such case, or you take no part in it.' },
  'epoch-differs': { code: 4409, retry: 'reload', sentence: 'The case was restored from a backup. Reload the page.' },
  'too-large': {
    code: 4413,
    retry: 'never',
    sentence: 'A message was larger than the server takes. Make smaller changes.',
  },
  'schema-violation': {
    code: 4422,
    retry: 'never',
    sentence: 'A change did not fit the shape of a case and was refused.',
  },
  'app-too-old': { code: 4426, retry: 'reload', sentence: 'Accord was updated. Reload the page to continue.' },
  'too-many': {
    code: 4429,
    retry: 'reload',
    sentence: 'This case is open in too many windows. Close some of them, then reload the page.',
  },
  unavailable: {
    code: 1013,
    retry: 'again',
    sentence: 'The server could not save just now. Your changes are kept here.',
  },
  'disk-full': {
    code: 4507,
    retry: 'again',
    sentence: 'Not saved: the server’s disk is full or read-only. Your changes are kept here. Tell your administrator.',
  },
  restarting: { code: 1012, retry: 'again', sentence: 'The server is restarting. Your changes are kept here.' },
} as const satisfies Record<string, { code: number; retry: 'again' | 'renew' | 'reload' | 'never'; sentence: string }>

export type CloseReason = keyof typeof CLOSE_CODES
export type Retry = (typeof CLOSE_CODES)[CloseReason]['retry']

/** The row of a close code; undefined for codes that are not ours, such as 1006. */
export function closeReasonOf(code: number): CloseReason | undefined {
  return (Object.keys(CLOSE_CODES) as CloseReason[]).find((reason) => CLOSE_CODES[reason].code === code)
}
