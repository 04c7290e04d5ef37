const FIRST: Readonly<Record<string, string>> = { password: 'password', service: 'sign-in service' }
const SECOND: Readonly<Record<string, string>> = { code: 'code', key: 'key', backup: 'backup code' }

/** By what somebody signed in, in words. */
export function howWords(how: string): string {
  const [first = '', second] = how.split('+')
  const words = FIRST[first] ?? first
  return second === undefined ? `by ${words}` : `by ${words} and ${SECOND[second] ?? second}`
}
