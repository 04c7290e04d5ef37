import { AUDIENCE_WORDS, type Audience, audiencesOf, isAudience } from '@/lib/access/audience'
import type { Actor } from '@/lib/access/policy'
import { canonicalCase } from '@/lib/case/canonical-case'
import { readOffsets } from '@/lib/case/offsets'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readableChains } from '@/lib/wire/ledger'
import { authorise, type CaseRow, type Person } from '../auth/person'
import type { CaseMaterial } from '../document/material'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'

export interface Taking {
  readonly actor: Actor
  readonly case: CaseRow
  readonly audience: Audience
}

/**
 * [FOR2] Who asks for a file of a case, and for whom: `audience` of the address, or the usual one of the person.
 * @returns refusals of `authorise`; `malformed` for a word that is no audience, `not-allowed` for one that is not theirs
 */
export async function takeAlong(person: Person, caseId: string, query: URLSearchParams): Promise<Outcome<Taking>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const may = audiencesOf(actor.participation)
  const asked = query.get('audience') ?? may[0]
  if (!isAudience(asked)) return refuse('malformed', 'Say for whom: audience is both, own or outside.')
  if (!may.includes(asked)) {
    return refuse(
      'not-allowed',
      `You take part without a side, so your files are those for "${AUDIENCE_WORDS.outside.label}": audience is outside.`,
    )
  }
  return ok({ actor, case: row, audience: asked })
}

/** The case at its latest committed state with what this person may read of its ledger, as plain data. */
export async function caseMaterial(
  caseId: string,
  { actor, audience }: Taking,
): Promise<CaseMaterial & { readonly seq: number }> {
  const { rooms, db } = runtime()
  const side = actor.participation?.side
  const read = await rooms.read(caseId, (doc, seq) => ({
    canonical: canonicalCase(doc),
    offsets: readOffsets(doc),
    seq,
  }))
  const store = createRoomStore(db)
  const chains = await Promise.all(readableChains(side).map((chain) => store.entriesAfter(caseId, chain, 0)))
  return { ...read, entries: chains.flat(), audience, ...(side === undefined ? {} : { side }) }
}

/** A file to be saved and never shown in the page that asked for it. */
export function fileAnswer(body: Uint8Array | string, mediaType: string, name: string): Response {
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      // Even opened on its own, a picture runs nothing and reaches nothing.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
    },
  })
}
