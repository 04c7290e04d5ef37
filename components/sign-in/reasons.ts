const REASONS: Readonly<Record<string, string>> = {
  'wrong-credentials': 'The e-mail address or the password is not right. Check both and try again.',
  CredentialsSignin: 'The e-mail address or the password is not right. Check both and try again.',
  'too-many-attempts': 'There were too many wrong answers. Wait a minute, then try again.',
  SessionRequired: 'Sign in to go on.',
  offline: 'The server cannot be reached. Check your connection and try again.',
  'wrong-code': 'That did not fit, or was used before. Try again.',
  'step-expired': 'This took too long, or there were too many tries. Sign in again.',
  'password-off': 'On this server people sign in by their organisation’s service. Use the button for it.',
  OAuthSignin:
    'The sign-in service of your organisation cannot be reached. Try again in a moment, or ask whoever runs it.',
  OAuthCallback:
    'The sign-in service of your organisation gave an answer that does not count here. Try again; if it stays so, tell whoever runs it.',
  'oidc-issuer': 'The sign-in service speaks for another organisation than the one that is set up here.',
  'oidc-email':
    'The sign-in service gave no e-mail address that it has verified, so no account can be found. Ask its administrator.',
  'oidc-other':
    'Your e-mail address belongs to another account of the sign-in service here. Ask an administrator of your organisation.',
  'oidc-side':
    'The sign-in service does not say for which side you work, or another one than your account stands on. Ask its administrator.',
  'oidc-disabled': 'This account is closed. Ask an administrator of your organisation.',
}
const OTHER = 'Signing in did not work. Try again in a moment.'

/** A sentence for why signing in did not work. */
export function reasonWords(code: string): string {
  return Object.hasOwn(REASONS, code) ? (REASONS[code] ?? OTHER) : OTHER
}
