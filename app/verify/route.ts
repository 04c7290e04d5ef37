import { readPage } from '@/server/agreement/verifier'

/**
 * The verifier's page, byte for byte the one that travels in every bundle. For anybody, without an account: it is the
 * same for all, and what is checked with it never leaves the browser.
 */
export async function GET(): Promise<Response> {
  const page = await readPage()
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(new TextDecoder().decode(page))?.[1]
  if (policy === undefined) throw new Error('The built verifier has no policy of its own: run npm run build.')
  return new Response(new Uint8Array(page), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      // A page that may connect to nothing cannot send away what is dropped on it.
      'content-security-policy': `${policy}; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  })
}
