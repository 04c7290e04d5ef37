import { VIEW_PATH } from '@/lib/agreement/manifest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readVersion } from '../agreement/proposal-store'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

/** What the view may do in a browser: show itself inside our own pages, with its own style, and nothing else. */
const VIEW_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

/** One file of a frozen version, byte for byte: the manifest, a part, or the page that both sides read. */
export async function readVersionFile(
  person: Person,
  caseId: string,
  number: number,
  path: string,
): Promise<Outcome<Response>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const version = await readVersion(runtime().db, caseId, number)
  const file = version?.files.find((f) => f.path === path)
  if (file === undefined) return refuse('not-found', 'There is no such file in this version.')
  const type = path === VIEW_PATH ? 'text/html; charset=utf-8' : 'application/json'
  return ok(
    new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': type,
        'content-security-policy': VIEW_POLICY,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'cache-control': 'private, no-store',
      },
    }),
  )
}
