import type { Side } from '@/lib/access/policy'
import { type Block, heading, type PagedDocument, paragraph, plain, type Run } from '@/lib/document/document'
import { redline } from '@/lib/document/redline'
import { answersOf, STANDING_WORDS, standingOf } from './poll'
import {
  type AgendaItem,
  ANSWER_WORDS,
  ITEM_WORDS,
  itemOf,
  type Note,
  notesOf,
  type Poll,
  stateOf,
  talkedFor,
  type Workshop,
} from './workshop'

/** One place in which the case differs, in the terms of the case. */
export interface ToldChange {
  readonly element: string
  readonly name: string
  /** What happened, as the comparison says it: `Reworded`. */
  readonly what: string
  readonly label: string
  readonly before: string
  readonly after: string
}

/** What minutes are made of besides the workshop itself. Nothing that only one side may read belongs in here. */
export interface MinutesScene {
  readonly caseTitle: string
  readonly organisations: Readonly<Record<Side, string>>
  /** Names of elements by id, the binned ones included. */
  readonly elementName: (id: string) => string | undefined
  /** The web address of an element in the case. */
  readonly elementLink: (id: string) => string
  /** Whether the conversation that follows up an action item is resolved. */
  readonly isResolved: (thread: string) => boolean
  /** In what the case differs between the beginning and the end; undefined when that can no longer be told. */
  readonly changes: readonly ToldChange[] | undefined
  /** Now, ISO 8601 UTC. */
  readonly now: string
}

/** More elements than this are counted: the comparison in the case shows them all. */
const MOST_CHANGED = 200

/** [WSH6] The minutes of a workshop, as they can be read out: the same entries and case give the same document. */
export function composeMinutes(workshop: Workshop, scene: MinutesScene): PagedDocument {
  const { closed, title, number } = workshop
  const at = closed?.at ?? workshop.last
  return {
    title: `Minutes: ${title}`,
    subtitle: scene.caseTitle,
    language: 'en',
    at,
    author: 'Accord',
    footer: `${closed === undefined ? 'Draft minutes' : 'Minutes'} of workshop ${number} · ${scene.caseTitle}`.slice(
      0,
      300,
    ),
    blocks: [
      ...(closed === undefined
        ? [paragraph('This workshop is still going on. These minutes say how far it has come.')]
        : []),
      ...frame(workshop),
      ...present(workshop, scene),
      ...agenda(workshop, scene),
      ...actions(workshop, scene),
      ...parked(workshop, scene),
      ...changed(scene),
    ],
  }
}

function frame({ opened, closed, facilitator, number }: Workshop): readonly Block[] {
  const opener = opened.by.id === facilitator.id ? '' : `opened by ${opened.by.name}, `
  const led = `Workshop ${number}, ${opener}led by ${facilitator.name}.`
  const began = `It began on ${moment(opened.at)}`
  const ended = closed === undefined ? '.' : ` and was closed on ${moment(closed.at)} by ${closed.by.name}.`
  return [paragraph(`${led} ${began}${ended}`)]
}

function present({ present: people }: Workshop, { organisations }: MinutesScene): readonly Block[] {
  const of = (side: Side | undefined) => [...people.values()].filter(({ by }) => by.side === side)
  const line = (word: string, side: Side | undefined): readonly Run[] => {
    const names = of(side).map(({ by, at }) => `${by.name} (from ${time(at)})`)
    return [{ text: `${word}: `, bold: true }, ...plain(names.length === 0 ? 'nobody' : names.join(', '))]
  }
  const items = [line(`Manufacturer, ${organisations.mdm}`, 'mdm'), line(`Hospital, ${organisations.hdo}`, 'hdo')]
  if (of(undefined).length > 0) items.push(line('Without a side', undefined))
  return [heading(1, 'Who took part', 'present'), { kind: 'list', ordered: false, items }]
}

function agenda(workshop: Workshop, scene: MinutesScene): readonly Block[] {
  const blocks: Block[] = [heading(1, 'Agenda', 'agenda')]
  if (workshop.agenda.length === 0) blocks.push(paragraph('There was no agenda.'))
  for (const [index, item] of workshop.agenda.entries()) blocks.push(...point(workshop, item, index + 1, scene))
  const rest = sayings(workshop, undefined, scene)
  if (rest.length > 0) blocks.push(heading(2, 'Outside the agenda', 'outside'), ...rest)
  return blocks
}

function point(workshop: Workshop, item: AgendaItem, number: number, scene: MinutesScene): readonly Block[] {
  const talked = Math.round(talkedFor(item, scene.now) / 60_000)
  const at = stateOf(item)
  const state = at === 'waiting' && workshop.closed !== undefined ? 'Not reached' : ITEM_WORDS[at]
  const spent = item.spans.length === 0 ? '' : `, ${minutes(talked)} taken`
  const about = item.element === undefined ? [] : [{ text: ' About ' }, elementRun(item.element, scene), { text: '.' }]
  return [
    heading(2, `${number}. ${item.title}`, `item-${number}`),
    {
      kind: 'paragraph',
      runs: [
        { text: `${state}${item.dropped ? ', taken off the agenda' : ''}: ${minutes(item.minutes)} planned${spent}.` },
        ...about,
      ],
    },
    ...sayings(workshop, item.item, scene),
  ]
}

/** What was decided and asked under a point; under none when the point is gone. */
function sayings(workshop: Workshop, item: string | undefined, scene: MinutesScene): readonly Block[] {
  const here = (one: { item?: string }) =>
    item === undefined ? itemOf(workshop, one.item) === undefined : one.item === item
  const decisions = notesOf(workshop, 'decision').filter(here)
  const decided: Block[] =
    decisions.length === 0
      ? []
      : [{ kind: 'list', ordered: false, items: decisions.map((note) => said('Decided', note, scene)) }]
  return [...decided, ...workshop.polls.filter(here).map((poll) => asked(poll, scene))]
}

function said(word: string, note: Note, scene: MinutesScene): readonly Run[] {
  const about: Run[] =
    note.element === undefined ? [] : [{ text: ' (' }, elementRun(note.element, scene), { text: ')' }]
  return [
    { text: `${word}: `, bold: true },
    { text: note.text },
    ...about,
    { text: ` Put down by ${note.by.name}, ${time(note.at)}.`, italic: true },
  ]
}

function asked(poll: Poll, scene: MinutesScene): Block {
  const row = (word: string, side: Side): readonly (readonly Run[])[] => {
    const answers = answersOf(poll, side).map(
      ({ by, answer, note }) => `${by.name}: ${ANSWER_WORDS[answer]}${note === undefined ? '' : ` (${note})`}`,
    )
    return [plain(word), plain(STANDING_WORDS[standingOf(poll, side)]), plain(answers.join('\n') || 'nobody')]
  }
  const about = poll.element === undefined ? '' : ` (${scene.elementName(poll.element) ?? 'an element that is gone'})`
  return {
    kind: 'table',
    caption: `Asked: ${poll.question}${about}`,
    head: ['Side', 'Where it stands', 'Answers'],
    widths: [1, 1, 3],
    rows: [row('Manufacturer', 'mdm'), row('Hospital', 'hdo')],
  }
}

function actions(workshop: Workshop, scene: MinutesScene): readonly Block[] {
  const all = notesOf(workshop, 'action')
  if (all.length === 0) return [heading(1, 'Action items', 'actions'), paragraph('No action items were put down.')]
  const rows = all.map((note) => [
    [{ text: note.text }],
    plain(note.name ?? 'nobody yet'),
    plain(note.due ?? ''),
    note.element === undefined ? [] : [elementRun(note.element, scene)],
    plain(note.thread !== undefined && scene.isResolved(note.thread) ? 'Done' : 'Open'),
  ])
  const head = ['What is to be done', 'Who', 'By', 'About', 'State']
  return [heading(1, 'Action items', 'actions'), { kind: 'table', head, widths: [5, 2, 1.6, 1.8, 1], rows }]
}

function parked(workshop: Workshop, scene: MinutesScene): readonly Block[] {
  const all = notesOf(workshop, 'parked')
  if (all.length === 0) return [heading(1, 'Parking lot', 'parked'), paragraph('Nothing was parked.')]
  const items = all.map((note) => said('Parked', note, scene))
  return [heading(1, 'Parking lot', 'parked'), { kind: 'list', ordered: false, items }]
}

function changed({ changes, elementLink }: MinutesScene): readonly Block[] {
  const head = heading(1, 'What changed in the case', 'changes')
  if (changes === undefined) return [head, paragraph('What changed can no longer be told: the states are not kept.')]
  if (changes.length === 0) return [head, paragraph('The case says the same as before.')]
  const elements = new Set(changes.map(({ element }) => element))
  const shown = new Set([...elements].slice(0, MOST_CHANGED))
  const items = changes.filter(({ element }) => shown.has(element)).map((change) => changeRuns(change, elementLink))
  const more = elements.size - shown.size
  const words = `And ${more} more ${more === 1 ? 'element' : 'elements'}: the history of the case compares them all.`
  const rest = more > 0 ? [paragraph(words)] : []
  return [head, { kind: 'list', ordered: false, items }, ...rest]
}

function changeRuns(change: ToldChange, elementLink: MinutesScene['elementLink']): readonly Run[] {
  const { what, element, name, label, before, after } = change
  return [
    { text: name, bold: true, link: elementLink(element) },
    { text: ` ${what.toLowerCase()}: ${label}. ` },
    ...redline(before, after),
  ]
}

function elementRun(element: string, { elementName, elementLink }: MinutesScene): Run {
  const name = elementName(element)
  return name === undefined ? { text: 'an element that is gone' } : { text: name, link: elementLink(element) }
}

function minutes(count: number): string {
  return `${count} minute${count === 1 ? '' : 's'}`
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** An instant in words that mean the same everywhere: `22 November 2026, 08:05 UTC`. */
function moment(at: string): string {
  const [year = '', month = '', day = ''] = at.slice(0, 10).split('-')
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}, ${time(at)}`
}

function time(at: string): string {
  return `${at.slice(11, 16)} UTC`
}
