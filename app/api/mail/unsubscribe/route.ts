import { endMailByLink } from '@/server/commands/end-mail'
import { refusalAnswer } from '@/server/http/answer'
import { handleOpen } from '@/server/http/handle'
import { runtime } from '@/server/runtime'

const tokenIn = (request: Request) => new URL(request.url).searchParams.get('token') ?? ''
const pageOf = (token: string, more = '') => {
  const address = `${runtime().env.publicUrl}/mail/unsubscribe?token=${encodeURIComponent(token)}${more}`
  return new Response(null, { status: 303, headers: { location: address, 'cache-control': 'no-store' } })
}

/** A person opened the link: the page asks first. Nothing is changed by looking. */
export function GET(request: Request): Response {
  return pageOf(tokenIn(request))
}

/** The button of that page, or one click in a mail program (RFC 8058): no session and no page of ours is needed. */
export const POST = handleOpen(async (request) => {
  const outcome = await endMailByLink(tokenIn(request))
  if (!outcome.ok) return refusalAnswer(outcome.refusal)
  const fromPage = new URL(request.url).searchParams.has('page')
  return fromPage ? pageOf(tokenIn(request), '&done=1') : { status: 200, body: outcome.value }
})
