import { randomBytes } from 'node:crypto'
import { ownCookie, ownCookieHeader, type SetCookie } from './cookies'
import type { AnyHeaders } from './headers'
import { keyedDigest } from './sealed'

/** People who share a browser and are all known in it. */
const MOST = 5
const SECONDS = 365 * 86_400
const COOKIE = 'device'
/** Characters of a mark before its digest. */
const NONCE = 18

/**
 * [AUTH3] Whether this browser shows that the person has signed in with it before: then strangers who guess at the same
 * name do not make them wait. It opens nothing by itself.
 * @returns the browser's mark for this person, to be counted under
 */
export function knownDevice(headers: AnyHeaders, personId: string): string | undefined {
  return marksOf(headers).find((mark) => {
    return mark.slice(NONCE + 1) === keyedDigest('known device', personId, mark.slice(0, NONCE))
  })
}

/** Remembers that the person has signed in with this browser. */
export function rememberDevice(headers: AnyHeaders, personId: string, set: SetCookie): void {
  const marks = marksOf(headers)
  const nonce = randomBytes(9).toString('hex')
  const known = knownDevice(headers, personId)
  const mark = known ?? `${nonce}_${keyedDigest('known device', personId, nonce)}`
  const kept = [mark, ...marks.filter((one) => one !== mark)].slice(0, MOST)
  set(ownCookieHeader(COOKIE, kept.join('.'), SECONDS))
}

function marksOf(headers: AnyHeaders): string[] {
  return (ownCookie(headers, COOKIE) ?? '').split('.', MOST).filter((mark) => /^[0-9a-f]{18}_[\w-]{43}$/.test(mark))
}
