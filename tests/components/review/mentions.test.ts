import { describe, expect, it } from 'vitest'
import { passes } from '@/components/review/thread-filter'
import { askedFor, offered } from '@/components/review/use-mentions'
import { cutAtMentions, mentionsIn } from '@/lib/review/mentions'
import type { Thread } from '@/lib/review/threads'

const PEOPLE = [
  { id: 'i', name: 'Ingrid Halvorsen' },
  { id: 'a', name: 'Dr Aoife Brennan' },
  { id: 'd', name: 'Dr Aoife' },
]

describe('naming people while writing', () => {
  it('[REV16] asks for a name behind an @ that begins a word, up to the caret', () => {
    expect(askedFor('Is it so, @Ing', 14)).toEqual({ at: 10, letters: 'Ing' })
    expect(askedFor('(@', 2)).toEqual({ at: 1, letters: '' })
    expect(askedFor('mail me@home', 12)).toBeUndefined()
    expect(askedFor('@Ing\nnext', 9)).toBeUndefined()
  })

  it('[REV16] offers those with a word that begins so, whatever the case of the letters', () => {
    expect(offered(PEOPLE, 'hal').map(({ id }) => id)).toEqual(['i'])
    expect(offered(PEOPLE, 'dr a').map(({ id }) => id)).toEqual(['a', 'd'])
    expect(offered(PEOPLE, 'x')).toEqual([])
  })

  it('[REV16] takes the longest name that stands there, each person once, and nobody who is not of the case', () => {
    const text = '@Dr Aoife Brennan and @Ingrid Halvorsen, @Nobody, @Ingrid Halvorsen'
    expect(mentionsIn(text, PEOPLE)).toEqual(['a', 'i'])
    const pieces = cutAtMentions(text, PEOPLE)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.flatMap(({ person }) => person ?? [])).toEqual(['a', 'i', 'i'])
  })
})

describe('which comments are shown', () => {
  const by = { id: 'i', name: 'Ingrid Halvorsen' }
  const at = '2026-11-12T10:00:00.000Z'
  const thread: Thread = {
    id: 't1',
    element: 'C7',
    audience: 'all',
    text: 'x',
    at,
    by,
    class: 'coverage',
    replies: [{ id: 'r1', text: 'y', at, by, mentions: ['a'] }],
    assigned: { person: 'd', name: 'Dr Aoife', at, by },
  }

  it('tells mine, those given to me, those that name me, and what they ask', () => {
    const seen = (me: string) =>
      (['all', 'open', 'mine', 'assigned', 'mentions', 'coverage', 'relevance', 'suggestions'] as const).filter(
        (filter) => passes(filter, thread, me),
      )
    expect(seen('i')).toEqual(['all', 'open', 'mine', 'coverage'])
    expect(seen('a')).toEqual(['all', 'open', 'mentions', 'coverage'])
    expect(seen('d')).toEqual(['all', 'open', 'assigned', 'coverage'])
  })
})
