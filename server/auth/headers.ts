import type { IncomingHttpHeaders } from 'node:http'

/** Headers of a route, of a page or of a raw upgrade request. */
export type AnyHeaders = Headers | IncomingHttpHeaders | { get(name: string): string | null }

/** One header's value, lower-case name; a repeated header's values are joined. */
export function headerOf(headers: AnyHeaders, name: string): string | undefined {
  if (typeof headers.get === 'function') return (headers as { get(name: string): string | null }).get(name) ?? undefined
  const value = (headers as IncomingHttpHeaders)[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** The cookies of a request, decoded; of two with one name the first counts. A broken one is left out. */
export function cookiesOf(headers: AnyHeaders): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const part of (headerOf(headers, 'cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at < 1) continue
    const name = part.slice(0, at).trim()
    if (cookies.has(name)) continue
    try {
      cookies.set(
        name,
        decodeURIComponent(
          part
            .slice(at + 1)
            .trim()
            .replace(/^"(.*)"$/, '$1'),
        ),
      )
    } catch {
      // Not ours: our values decode.
    }
  }
  return cookies
}

/** Where a request comes from, for counting attempts. Behind a proxy: the last hop that the proxy itself wrote down. */
export function addressOf(headers: AnyHeaders, trustProxy: boolean): string {
  if (trustProxy) return headerOf(headers, 'x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return headerOf(headers, 'x-accord-peer') ?? ''
}
