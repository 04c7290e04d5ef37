/**
 * [AUTH5] Where somebody goes after signing in: only a path of our own, never a way to another site, and never back to a page of
 * signing in.
 */
export function ownPath(value: string | string[] | undefined): string {
  if (typeof value !== 'string') return '/'
  const here = 'http://here.invalid'
  if (!URL.canParse(value, here)) return '/'
  const url = new URL(value, here)
  const path = `${url.pathname}${url.search}`
  return url.pathname.startsWith('/sign-in') || path.startsWith('//') ? '/' : path
}
