/** Longest address of a link in a narrative; the server holds to the same. */
const LONGEST = 2000
const SAFE = /^(https?:\/\/[^\s/]|mailto:[^\s@]+@)/i

/** [TXT9] Whether a link may lead there: to a web page or a mail address, and nowhere that runs code. */
export function isSafeAddress(address: unknown): address is string {
  return typeof address === 'string' && address.length <= LONGEST && SAFE.test(address)
}

/**
 * [TXT9] What somebody typed as an address, made complete: `example.org` becomes https, `a@b.org` a mail address.
 * @returns undefined when no safe address can be made of it
 */
export function linkAddress(typed: string): string | undefined {
  const text = typed.trim()
  if (text === '' || /\s/.test(text)) return undefined
  const complete = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d+(\/|$)/.test(text) ? text : completed(text)
  return isSafeAddress(complete) && URL.canParse(complete) ? complete : undefined
}

function completed(text: string): string {
  return /^[^@/]+@[^@/]+\.[^@/]+$/.test(text) ? `mailto:${text}` : `https://${text}`
}
