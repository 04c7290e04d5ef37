import { type Refusal, refuse } from '@/lib/gsn/outcome'
import type { Audience } from './entries'
import { type Participants, reachable } from './participants'

/** [REV16] Why these people cannot be named in a thread of this audience; undefined when they can. */
export function whyNotNamed(
  people: Participants,
  audience: Audience,
  mentions: readonly string[] = [],
): { ok: false; refusal: Refusal } | undefined {
  const known = new Set(reachable(people, audience).map(({ id }) => id))
  const stranger = mentions.find((id) => !known.has(id))
  if (stranger === undefined) return undefined
  const name = people.get(stranger)?.name
  return refuse(
    'invalid',
    name === undefined || audience === 'all'
      ? 'Somebody you named does not take part in this case. Name people of the case only.'
      : `${name} cannot read what is said on one side only. Name people of your own side, or write to both sides.`,
  )
}

/** The mentions as a body holds them: each once, left out when there are none. */
export function named(mentions: readonly string[] | undefined): { mentions?: string[] } {
  return mentions === undefined || mentions.length === 0 ? {} : { mentions: [...new Set(mentions)] }
}

/** A piece of what somebody wrote: plain words, or a person named in them. */
export type WordPiece = { readonly text: string; readonly person?: string }

/** Cuts a text at the `@Name` of the people named in it, so that they can be told apart on screen. */
export function cutAtMentions(text: string, people: readonly { id: string; name: string }[]): readonly WordPiece[] {
  const byLength = [...people].filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length)
  const pieces: WordPiece[] = []
  let plain = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const who = byLength.find(({ name }) => text.startsWith(name, at + 1))
    if (who === undefined) continue
    if (at > plain) pieces.push({ text: text.slice(plain, at) })
    pieces.push({ text: `@${who.name}`, person: who.id })
    plain = at + 1 + who.name.length
    at = plain - 1
  }
  if (plain < text.length) pieces.push({ text: text.slice(plain) })
  return pieces
}

/** Who is named in a text as `@Name`, each once, in the order of the text. */
export function mentionsIn(text: string, people: readonly { id: string; name: string }[]): string[] {
  return [...new Set(cutAtMentions(text, people).flatMap(({ person }) => person ?? []))]
}
