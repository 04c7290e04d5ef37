import { encodeBase64 } from '@/lib/agreement/base64'
import { METHODS, SIDE_WORD } from '@/lib/agreement/charter'
import { instantWords } from '@/lib/agreement/instant'
import { ACT_WORDS, type Facts, VERDICT_WORDS, type Verdict } from '@/lib/agreement/verdict'
import type { AdoptionFact } from '@/lib/agreement/verify-adoptions'
import type { ActFact } from '@/lib/agreement/verify-envelopes'
import { digestGroups } from '@/lib/agreement/word-phrase'
import { el } from './dom'

const MEANS: Readonly<Record<Verdict['status'], string>> = {
  valid: 'Everything in this file fits together: what was signed, who signed it, and the history they witnessed.',
  remarks: 'Everything in this file fits together. Read the remarks before you rely on it.',
  'not-valid': 'Do not rely on this file. Ask for it again, from both sides, and compare.',
}

/** The verdict on one file, as a section of the page. */
export function verdictSection(name: string, verdict: Verdict, view: string | undefined): HTMLElement {
  const { status, digest, problems, remarks, facts } = verdict
  const trusted = status === 'not-valid' ? undefined : facts
  return el(
    'section',
    { class: 'result', 'data-file': name, 'data-status': status },
    el('h2', { class: `verdict ${status}` }, el('span', { class: 'word' }, VERDICT_WORDS[status]), ` ${name}`),
    el('p', {}, MEANS[status]),
    problems.length === 0
      ? undefined
      : [
          el('h3', {}, 'What is wrong, and where'),
          el(
            'ul',
            { class: 'problems' },
            problems.map(({ code, where, message }) =>
              el('li', { 'data-code': code }, el('strong', {}, where), `: ${message}`),
            ),
          ),
        ],
    remarks.length === 0
      ? undefined
      : [
          el('h3', {}, 'Remarks'),
          el(
            'ul',
            { class: 'remarks' },
            remarks.map((remark) => el('li', {}, remark)),
          ),
        ],
    trusted === undefined ? undefined : factsOf(trusted),
    digest === undefined ? undefined : digestOf(digest),
    trusted === undefined ? undefined : signaturesOf(trusted.acts),
    trusted === undefined || trusted.adoptions.length === 0 ? undefined : adoptionsOf(trusted.adoptions),
    view === undefined || trusted === undefined ? undefined : viewOf(view),
  )
}

function factsOf(facts: Facts): HTMLElement {
  const { embedded, referenced } = facts.evidence
  const files =
    embedded + referenced === 0
      ? 'No file of evidence is kept with it.'
      : `${embedded} in this file, ${referenced} named by their SHA-256 only.`
  const rows: readonly (readonly [string, string])[] = [
    ['Case', facts.title],
    ['Parties', facts.parties.join(' and ')],
    ['Baseline', facts.baseline === undefined ? `Version ${facts.proposal}, not in force` : `${facts.baseline}`],
    ...(facts.since === undefined ? [] : [['In force since', instantWords(facts.since)] as const]),
    ['Evidence', files],
    [
      'Checked',
      `${facts.parts} parts, ${facts.entries} entries of the history, ${facts.acts.length} signed statements`,
    ],
    ['Key of the service', facts.serviceKey],
    ['History ends at', `${facts.entries}:${facts.head}`],
  ]
  return el(
    'dl',
    {},
    rows.map(([term, value]) => [el('dt', {}, term), el('dd', {}, value)]),
  )
}

function digestOf(digest: string): HTMLElement {
  return el(
    'div',
    {},
    el('h3', {}, 'Digest of this version'),
    el('p', {}, 'Compare it with your receipt, or let the other side read theirs to you.'),
    el(
      'ol',
      { class: 'digest', 'data-digest': digest },
      digestGroups(digest).map(({ hex, words }) => el('li', {}, el('code', {}, hex), ` ${words.join(' ')}`)),
    ),
  )
}

function signaturesOf(acts: readonly ActFact[]): HTMLElement {
  return el(
    'div',
    {},
    el('h3', {}, 'Who did what'),
    acts.length === 0 ? el('p', {}, 'Nobody has signed or answered this version.') : undefined,
    el('ul', { class: 'acts' }, acts.map(actItem)),
  )
}

function actItem(act: ActFact): HTMLElement {
  const { key } = act
  const checked =
    key === undefined ? '' : ` Passkey “${key.label}”, checked by ${key.checkedBy} for the ${SIDE_WORD[act.side]}.`
  return el(
    'li',
    { 'data-act': act.act, 'data-side': act.side },
    el('strong', {}, act.name),
    ` (${act.title}) for the ${SIDE_WORD[act.side]}: ${ACT_WORDS[act.act].toLowerCase()}, ${instantWords(act.at)}.`,
    el('div', { class: 'soft' }, `“${act.meaning}”`),
    act.reason === '' ? undefined : el('div', { class: 'soft' }, `Reason given: ${act.reason}`),
    el('div', {}, METHODS[act.method].words, checked),
  )
}

function adoptionsOf(adoptions: readonly AdoptionFact[]): HTMLElement {
  return el(
    'div',
    {},
    el('h3', {}, 'Who adopted the rules of signing'),
    el(
      'ul',
      { class: 'acts' },
      adoptions.map(({ side, name, at, methodWords, key }) =>
        el(
          'li',
          { 'data-adopted': side },
          el('strong', {}, name),
          ` for the ${SIDE_WORD[side]}, ${instantWords(at)}. ${methodWords}`,
          key === undefined ? undefined : ` Passkey “${key.label}”, checked by ${key.checkedBy}.`,
        ),
      ),
    ),
  )
}

/**
 * The page that was signed, in a frame that may neither run nor load anything. By an address of its own, so that the links
 * to its sections lead within it.
 */
function viewOf(view: string): HTMLElement {
  const address = `data:text/html;charset=utf-8;base64,${encodeBase64(new TextEncoder().encode(view))}`
  return el(
    'details',
    { open: '' },
    el('summary', {}, 'The page that both sides read and signed'),
    el('iframe', { sandbox: '', src: address, title: 'The page that was signed', referrerpolicy: 'no-referrer' }),
  )
}
