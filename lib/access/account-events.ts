/** What can happen to an account: how it is told, whether its person is written to, and what the mail adds. */
export const ACCOUNT_EVENTS = {
  'new-device': { words: 'Signed in with a browser that was not known before', mail: false },
  'password-changed': { words: 'Changed the password; every other session ended', mail: true },
  'password-reset': { words: 'Chose a new password by a link from a mail; every session ended', mail: true },
  'password-set': { words: 'Got a new password from whoever runs this server; every session ended', mail: true },
  'code-app-added': { words: 'Added an app for codes as second factor', mail: true },
  'code-app-removed': { words: 'Removed the app for codes', mail: true },
  'key-added': { words: 'Added a key for signing in', mail: true },
  'key-removed': { words: 'Removed a key for signing in', mail: true },
  'backup-codes-made': { words: 'Made new backup codes; the earlier ones are void', mail: true },
  'backup-code-used': { words: 'Signed in with a backup code', mail: true },
  'factors-reset': { words: 'Took the second factors off this account; every session ended', mail: true },
  'service-linked': { words: 'Tied the account to the sign-in service of the organisation', mail: true },
  'session-ended': { words: 'Ended a session', mail: false },
  'sessions-ended': { words: 'Ended every other session', mail: false },
} as const satisfies Record<string, { readonly words: string; readonly mail: boolean }>

export type AccountEvent = keyof typeof ACCOUNT_EVENTS

export function isAccountEvent(kind: string): kind is AccountEvent {
  return Object.hasOwn(ACCOUNT_EVENTS, kind)
}
