import { createHash } from 'node:crypto'
import { ASSESS_STYLE, assessRefusal } from '@/lib/access/assess-page'
import type { Outcome } from '@/lib/gsn/outcome'
import { statusOf } from '@/lib/wire/refusals'
import { runtime } from '../runtime'

const STYLE = createHash('sha256').update(ASSESS_STYLE).digest('base64')

/** [ASL4] Sent with whatever a link opens: nothing runs, nothing is kept, nobody is told where it was. */
export const LINK_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE}'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow, noarchive',
} as const

/** A route under a link with a secret part: a refusal is a page, and the address is never written down. */
export function linkRoute(
  run: (token: string, request: Request) => Promise<Outcome<Response>>,
): (request: Request, context: { params: Promise<{ token: string }> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const { token } = await context.params
      const outcome = await run(token, request)
      return outcome.ok ? outcome.value : says(outcome.refusal.message, statusOf(outcome.refusal.code))
    } catch (error) {
      const { ids, log } = runtime()
      const reference = ids()
      log.error('link.failed', error, { reference })
      return says(`Something went wrong on our side. Try again; if it stays so, quote ${reference}.`, 500)
    }
  }
}

/** A page of ours in answer to a link. */
export function linkPage(page: string, status = 200): Response {
  return new Response(page, { status, headers: { ...LINK_HEADERS, 'content-type': 'text/html; charset=utf-8' } })
}

function says(sentence: string, status: number): Response {
  return linkPage(assessRefusal(sentence), status)
}
