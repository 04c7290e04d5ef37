import { assessPage } from '@/lib/access/assess-page'
import { VIEW_PATH } from '@/lib/agreement/manifest'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { NO_LINK, openLink } from '../access/open-link'
import { bundleOf } from '../agreement/bundle-of'
import { paperOf } from '../agreement/paper-of'
import { LINK_HEADERS, linkPage } from '../http/link-route'
import { baselineFileName } from './export-bundle'

/** [ASL4] The page that a link opens. @returns refusals `link-not-found`, `too-many-attempts` */
export async function showBaselineByLink(token: string, request: Request): Promise<Outcome<Response>> {
  const opened = await openLink(token, 'page', request.headers)
  if (!opened.ok) return opened
  const { signed, expiresAt } = opened.value
  const { baseline, version } = signed
  const { title } = version.manifest.case
  const here = `/assess/${encodeURIComponent(token)}`
  const { number, state, since, digest } = baseline
  return ok(linkPage(assessPage({ title, baseline: number, state, since, digest, expiresAt, here })))
}

/** The frozen page, byte for byte what both sides signed, for the frame of the page. */
export async function viewBaselineByLink(token: string, request: Request): Promise<Outcome<Response>> {
  const opened = await openLink(token, 'view', request.headers)
  if (!opened.ok) return opened
  const view = opened.value.signed.version.files.find(({ path }) => path === VIEW_PATH)
  if (view === undefined) return NO_LINK
  return ok(
    new Response(new Uint8Array(view.bytes), {
      headers: {
        ...LINK_HEADERS,
        // Its own style, whichever version froze it; nothing else, and only inside our page.
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
        'x-frame-options': 'SAMEORIGIN',
        'content-type': 'text/html; charset=utf-8',
      },
    }),
  )
}

/** [ASL4] The `.rab` file, as both sides have it. */
export async function fileOfBaselineByLink(token: string, request: Request): Promise<Outcome<Response>> {
  const opened = await openLink(token, 'bundle', request.headers)
  if (!opened.ok) return opened
  const { caseId, signed } = opened.value
  const drawn = await paperOf(caseId, signed)
  if (!drawn.ok) return drawn
  const bundle = await bundleOf(caseId, signed, drawn.value)
  return ok(
    new Response(new Uint8Array(bundle), {
      headers: {
        ...LINK_HEADERS,
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${baselineFileName(signed, 'rab')}"`,
      },
    }),
  )
}
