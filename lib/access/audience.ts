import type { Participation } from './policy'

/** Whom a file is for: both sides of the case, the own side alone, or anybody outside it. */
export const AUDIENCES = ['both', 'own', 'outside'] as const
export type Audience = (typeof AUDIENCES)[number]

/** What the screen says of each. */
export const AUDIENCE_WORDS: Readonly<Record<Audience, { readonly label: string; readonly means: string }>> = {
  both: {
    label: 'Both sides',
    means: 'Everything that both sides read in the case. What your side says among itself is left out and counted.',
  },
  own: {
    label: 'Only our side',
    means: 'The same, with what your side says among itself. Keep this file inside your organisation.',
  },
  outside: {
    label: 'Outside the case',
    means:
      'For a regulator, an assessor or a customer: without comments, names of people, judgements in words and evidence that is not for everybody. What is left out is counted.',
  },
}

interface Row {
  /** Which files hold it. */
  readonly in: readonly Audience[]
  /** One of it is not in the file; several are not. */
  readonly one: string
  readonly many: string
}

const BOTH_AND_OWN = ['both', 'own'] as const

/**
 * [FOR1] The one table of what is in a file for whom. What stands in no row is part of the argument and in every file.
 * What the other side says among itself is in no row either: nobody who writes a file for us can read it.
 */
export const KEPT = {
  'side-comments': { in: ['own'], one: 'comment of one side', many: 'comments of one side' },
  comments: { in: BOTH_AND_OWN, one: 'comment of the two sides', many: 'comments of the two sides' },
  people: { in: BOTH_AND_OWN, one: 'name of a person', many: 'names of people' },
  judgements: {
    in: BOTH_AND_OWN,
    one: "side's judgement or reason in its own words",
    many: 'judgements and reasons in the words of one side',
  },
  'kept-evidence': {
    in: BOTH_AND_OWN,
    one: 'piece of evidence that stays with its owner',
    many: 'pieces of evidence that stay with their owner',
  },
  'evidence-place': {
    in: BOTH_AND_OWN,
    one: 'place where evidence is kept',
    many: 'places where evidence is kept',
  },
  bin: { in: BOTH_AND_OWN, one: 'element in the bin', many: 'elements in the bin' },
  // A picture is a file of the case: who may have it is asked of each (mayShow).
  pictures: { in: [], one: 'picture that is not for its readers', many: 'pictures that are not for its readers' },
} as const satisfies Record<string, Row>

export type KeptKind = keyof typeof KEPT

/** [FOR1] Whether files for this audience hold content of this kind. */
export function holds(audience: Audience, kind: KeptKind): boolean {
  return (KEPT[kind].in as readonly Audience[]).includes(audience)
}

/**
 * [FOR2] The audiences for which somebody may write files, the usual one first. People without a side write for the
 * outside only: they speak for nobody in the case.
 */
export function audiencesOf(part: Pick<Participation, 'side'> | undefined): readonly [Audience, ...Audience[]] {
  return part?.side === undefined ? ['outside'] : AUDIENCES
}

/** How much was left out of a file, by kind. */
export type LeftOut = Readonly<Partial<Record<KeptKind, number>>>

/** Counts what is left out while a file is made. */
export class Tally {
  private readonly counts: Partial<Record<KeptKind, number>> = {}

  add(kind: KeptKind, count = 1): void {
    if (count > 0) this.counts[kind] = (this.counts[kind] ?? 0) + count
  }

  get left(): LeftOut {
    return this.counts
  }
}

/** [FOR3] What was left out, a sentence for each kind, in the order of the table: "3 comments of one side are not in this file." */
export function leftOutWords(left: LeftOut): readonly string[] {
  return (Object.keys(KEPT) as KeptKind[]).flatMap((kind) => {
    const count = left[kind] ?? 0
    if (count === 0) return []
    const { one, many } = KEPT[kind]
    return [count === 1 ? `1 ${one} is not in this file.` : `${count} ${many} are not in this file.`]
  })
}

export function isAudience(word: string): word is Audience {
  return (AUDIENCES as readonly string[]).includes(word)
}
