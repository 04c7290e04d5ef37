import { type Block, heading, type PagedDocument, paragraph, type Run } from '@/lib/document/document'
import { redline } from '@/lib/document/redline'
import { tableOf } from '@/lib/document/table-of'
import { compareKeys } from '@/lib/gsn/graph'
import { type Charter, METHODS, SIDE_WORD, SIDES, type Side } from './charter'
import type { Content } from './content'
import { CHANGE_WORDS, type Change, differenceOf } from './difference'
import type { Duty } from './duties'
import { instantWords } from './instant'
import type { Baseline } from './proposal'
import { dutyKey } from './since-baseline'
import type { TermPart } from './terms'

/** One of the two baselines that are held against each other. */
export interface Compared {
  readonly baseline: Baseline
  readonly content: Content
}

interface Difference {
  readonly name: string
  readonly what: string
  readonly before: string
  readonly after: string
}

/**
 * [PAP2] Two baselines as one text: what the later one took away and what it added, marked as tracked changes; the duties
 * of each side first.
 */
export function redlineDocument(title: string, before: Compared, after: Compared): PagedDocument {
  const numbers = `baseline ${after.baseline.number} against baseline ${before.baseline.number}`
  const changes = differenceOf(before.content.case, after.content.case)
  const blocks: Block[] = [
    paragraph(`Baseline ${before.baseline.number}: ${standing(before.baseline)} Digest ${before.baseline.digest}.`),
    paragraph(`Baseline ${after.baseline.number}: ${standing(after.baseline)} Digest ${after.baseline.digest}.`),
    ...SIDES.flatMap((side) => [
      heading(1, `What the ${SIDE_WORD[side]} does otherwise`, `duties-${side}`),
      differencesOf(dutyDifferences(before.content, after.content, side), 'The duties of this side are the same.'),
    ]),
    heading(1, 'Responsibility terms', 'terms'),
    differencesOf(termDifferences(before.content.terms, after.content.terms), 'The terms are the same.'),
    heading(1, 'How a version is signed', 'charter'),
    differencesOf(charterDifferences(before.content, after.content), 'Charter and signatories are the same.'),
    heading(1, 'Every change of the case', 'changes'),
    differencesOf(changes.map(changeDifference), 'The case says the same in both.'),
  ]
  return {
    title,
    subtitle: `Redline: ${numbers}`,
    language: 'en',
    at: after.baseline.since,
    author: 'Accord',
    footer: `${title}, redline: ${numbers}`,
    blocks,
  }
}

function standing({ since, until, state }: Baseline): string {
  if (state === 'pending-effect') return 'Signed, not yet in force.'
  if (until === undefined) return `In force since ${instantWords(since)}.`
  return `In force from ${instantWords(since)} to ${instantWords(until)}.`
}

function differencesOf(differences: readonly Difference[], none: string): Block {
  const rows = differences.map(({ name, what, before, after }): (readonly Run[] | string)[] => [
    [{ text: name, bold: true }],
    what,
    redline(before, after),
  ])
  return tableOf(['Where', 'What', 'Text'], rows, none, [2, 2, 7])
}

function changeDifference({ kind, name, label, before, after }: Change): Difference {
  return { name, what: `${CHANGE_WORDS[kind]}: ${label}`, before, after }
}

function dutyDifferences(before: Content, after: Content, side: Side): Difference[] {
  const own = ({ responsibilities }: Content) =>
    new Map(responsibilities.filter((duty) => duty.side === side).map((duty) => [dutyKey(duty), duty]))
  const words = ({ duty, owner, due, shared }: Duty) =>
    [
      duty,
      owner === '' ? '' : `Person: ${owner}`,
      due === '' ? '' : `Due: ${due}`,
      shared ? 'Shared with the other side' : '',
    ]
      .filter((line) => line !== '')
      .join('\n')
  return paired(own(before), own(after), ({ name }) => name, words)
}

function termDifferences(before: readonly TermPart[], after: readonly TermPart[]): Difference[] {
  const byId = (terms: readonly TermPart[]) => new Map(terms.map((term) => [term.term, term]))
  const words = ({ state, reason, title, statement, shares, persons }: TermPart) =>
    state === 'dropped'
      ? `${title}\nDropped: ${reason}`
      : [title, statement, ...SIDES.map((side) => `${SIDE_WORD[side]}: ${shares[side]} ${persons[side]}`.trim())].join(
          '\n',
        )
  return paired(byId(before), byId(after), ({ name }) => name, words)
}

function charterDifferences(before: Content, after: Content): Difference[] {
  const facts = ({ charter, roster }: Content): ReadonlyMap<string, string> =>
    new Map([
      ['Parties', SIDES.map((side) => charter.parties[side].organisation).join(' and ')],
      ['Signatures needed', SIDES.map((side) => `${SIDE_WORD[side]} ${charter.quorum[side]}`).join(', ')],
      ['Methods', charter.methods.map((method) => METHODS[method].words).join('\n')],
      ['Days to sign', String(charter.timeLimitDays)],
      ['Days of notice', daysOfNotice(charter)],
      ['Key of the service', charter.service.publicKey],
      ...SIDES.map(
        (side) => [`Signatories, ${SIDE_WORD[side]}`, roster[side].map(({ name }) => name).join(', ')] as const,
      ),
    ])
  return paired(
    facts(before),
    facts(after),
    (_value, key) => key,
    (value) => value,
  )
}

function daysOfNotice({ noticeDays }: Charter): string {
  return noticeDays === undefined ? '' : String(noticeDays)
}

/** What stands in both, in one or in the other, by its name; what reads the same in both is left out. */
function paired<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  name: (value: T, key: string) => string,
  words: (value: T) => string,
): Difference[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  const found = keys.flatMap((key): Difference[] => {
    const [was, is] = [before.get(key), after.get(key)]
    const texts = { before: was === undefined ? '' : words(was), after: is === undefined ? '' : words(is) }
    if (texts.before === texts.after) return []
    const what = was === undefined ? 'New' : is === undefined ? 'Gone' : 'Changed'
    const known = (is ?? was) as T
    return [{ name: name(known, key), what, ...texts }]
  })
  return found.sort((a, b) => compareKeys(a.name, b.name))
}
