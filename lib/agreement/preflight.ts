import type { CanonicalElement } from '@/lib/case/canonical-case'
import { digestOf } from '@/lib/gsn/digest'
import { compareKeys, type ElementId } from '@/lib/gsn/graph'
import { isTerm } from '@/lib/term/read'
import { type Charter, type OpenIssueRule, type Roster, SIDE_WORD, SIDES, type Side } from './charter'
import type { ApprovalPart, ApprovalWord, CasePart, ThreadPart } from './content'
import { argued } from './duties'
import { hiddenCharacter, hiddenInElement } from './hidden-text'

export interface PreflightItem {
  /** Stays the same while the matter does: code and element. */
  readonly key: string
  readonly code: string
  readonly severity: 'red' | 'amber'
  /** Empty for a matter of the whole case. */
  readonly element: ElementId
  readonly name: string
  readonly message: string
  readonly nextStep: string
}

/** The part of a finding of lib/gsn and lib/pattern that the pre-flight takes over. */
export interface CaseFinding {
  readonly rule: string
  readonly severity: 'red' | 'amber' | 'grey'
  readonly element: ElementId
  readonly message: string
  readonly nextStep: string
}

export interface PreflightInput {
  readonly title: string
  readonly case: CasePart
  readonly findings: readonly CaseFinding[]
  readonly threads: readonly ThreadPart[]
  readonly approvals: readonly ApprovalPart[]
  readonly roster: Roster
  readonly charter: Charter
  /** `YYYY-MM-DD`. */
  readonly today: string
}

export interface Preflight {
  /** Must be solved before a version can be proposed. */
  readonly red: readonly PreflightItem[]
  /** Can be accepted with a reason. */
  readonly amber: readonly PreflightItem[]
  /** Digest of the amber list: a proposal names the list that was accepted. */
  readonly warnings: string
}

/** [AGR7] What stands in the way of proposing the case as it is, and what both sides would have to accept. */
export function preflight(input: PreflightInput): Preflight {
  const items = new Map<string, PreflightItem>()
  for (const item of [...fromFindings(input), ...own(input)]) if (!items.has(item.key)) items.set(item.key, item)
  const sorted = [...items.values()].sort((a, b) => compareKeys(a.name, b.name) || compareKeys(a.key, b.key))
  const amber = sorted.filter((item) => item.severity === 'amber')
  return { red: sorted.filter((item) => item.severity === 'red'), amber, warnings: digestOf(amber) }
}

const LOST = [
  'A connection leads from nothing to nothing.',
  'Open the list of findings and remove the connection.',
] as const

type Row = readonly [code: string, severity: 'red' | 'amber', message: string, nextStep: string]

function item(
  about: Pick<CanonicalElement, 'id' | 'name'> | undefined,
  [code, severity, message, nextStep]: Row,
): PreflightItem {
  const element = about?.id ?? ''
  return { key: `${code}:${element}`, code, severity, element, name: about?.name ?? '', message, nextStep }
}

function fromFindings({ findings, case: { elements } }: PreflightInput): PreflightItem[] {
  const byId = new Map(elements.map((e) => [e.id, e]))
  return findings.flatMap(({ rule, severity, element, message, nextStep }) => {
    if (severity === 'grey') return []
    const about = byId.get(element) ?? { id: element, name: '' }
    return [
      {
        ...item(about, [rule, severity, message, nextStep]),
        key: `${rule}:${element}:${digestOf(message).slice(0, 8)}`,
      },
    ]
  })
}

function own(input: PreflightInput): PreflightItem[] {
  const reached = argued(input.case)
  const elements = input.case.elements
  const byId = new Map(elements.map((e) => [e.id, e]))
  return [
    // A connection between two unknown elements is nobody's finding.
    ...input.case.skipped
      .filter((s) => !byId.has(s.from) && !byId.has(s.to))
      .map((s) => item(undefined, [`lost-relation:${s.from}:${s.to}`, 'red', ...LOST])),
    ...elements.flatMap((e) => hiddenItems(e, e.name, hiddenInElement(e))),
    ...hiddenItems(undefined, 'the title of the case', hiddenCharacter(input.title)),
    ...SIDES.flatMap((side) => [
      ...input.roster[side].flatMap((s) => hiddenItems(undefined, `the name of ${s.email}`, hiddenCharacter(s.name))),
      ...signatoryItems(side, input.roster, input.charter, input.today),
    ]),
    ...approvalItems(
      input.approvals.filter((a) => reached.has(a.claim)),
      new Set(elements.filter(isTerm).map((term) => term.id)),
      severityOf(input.charter.staleApprovals),
    ),
    ...input.threads.map((t) => threadItem(t, byId.get(t.element), severityOf(input.charter.openThreads))),
  ]
}

function hiddenItems(about: CanonicalElement | undefined, where: string, found: string | undefined): PreflightItem[] {
  if (found === undefined) return []
  const message = `The words of ${where} hold a character that cannot be seen (${found}).`
  const code = about === undefined ? `hidden-character:${where}` : 'hidden-character'
  return [item(about, [code, 'red', message, 'Type the words again without it.'])]
}

/** [CHA3] What the charter says about open issues: to be accepted with a reason, or in the way. */
function severityOf(rule: OpenIssueRule): 'red' | 'amber' {
  return rule === 'refuse' ? 'red' : 'amber'
}

/** Whether a side can reach its quorum, and whose keys have to be looked at again. */
function signatoryItems(side: Side, roster: Roster, charter: Charter, today: string): PreflightItem[] {
  const word = SIDE_WORD[side]
  const own = roster[side]
  const say = (code: string, severity: 'red' | 'amber', message: string, next: string) =>
    item(undefined, [`${code}-${side}`, severity, message, next])
  // A delegate takes a signatory's place and adds none.
  const places = own.filter((s) => s.standsFor === undefined)
  if (places.length === 0) {
    return [
      say('no-signatory', 'red', `Nobody may sign for the ${word}.`, 'Give a person of that side the right to sign.'),
    ]
  }
  const quorum = charter.quorum[side]
  if (places.length < quorum) {
    const message = `The charter asks for ${quorum} signatures of the ${word}; ${places.length} may sign.`
    return [say('no-quorum', 'red', message, 'Give more people of that side the right to sign, or change the charter.')]
  }
  const able = places.filter((place) =>
    own.some(
      (s) =>
        (s === place || s.standsFor?.id === place.id) &&
        (s.keys ?? []).some(({ checked }) => checked.reviewBy >= today),
    ),
  )
  const keys = own.flatMap((s) => (s.keys ?? []).map((key) => ({ name: s.name, key })))
  const late = keys.filter(({ key }) => key.checked.reviewBy < today)
  return [
    ...(charter.methods.includes('password') || able.length >= quorum
      ? []
      : [
          say(
            'no-passkey',
            'red',
            `The charter allows passkeys only, and too few signatories of the ${word} have one whose check is good.`,
            'Enrol a passkey for each signatory, and let an administrator of that side check it.',
          ),
        ]),
    ...late.map(({ name, key }) =>
      say(
        `key-review:${key.credential.slice(0, 12)}`,
        'amber',
        `The passkey "${key.label}" of ${name} was to be looked at again by ${key.checked.reviewBy}, so it signs nothing.`,
        'Let an administrator of that side check it again before you propose.',
      ),
    ),
  ]
}

/** One row per word that a side may have said about a claim; nothing for an approval that fits. */
const APPROVAL_ROWS = {
  objected: ['objection', 'red', 'objects to this claim.', 'Settle the objection; who objected then lifts it.'],
  stale: [
    'stale',
    'amber',
    'approved this claim before it changed or an advisory challenged it.',
    'Ask for a new approval, or accept it as it is.',
  ],
} as const satisfies Partial<Record<ApprovalWord, Row>>

function approvalItems(
  approvals: readonly ApprovalPart[],
  terms: ReadonlySet<ElementId>,
  notApproved: 'red' | 'amber',
): PreflightItem[] {
  const about = (word: keyof typeof APPROVAL_ROWS, side: Side, { claim, name }: ApprovalPart) => {
    const [code, asRule, message, nextStep] = APPROVAL_ROWS[word]
    const severity = asRule === 'red' ? 'red' : notApproved
    return item({ id: claim, name }, [`${code}-${side}`, severity, `The ${SIDE_WORD[side]} ${message}`, nextStep])
  }
  return SIDES.flatMap((side) => [
    ...approvals.flatMap((a) => {
      const word = a[side]
      return word === 'objected' || word === 'stale' ? [about(word, side, a)] : []
    }),
    ...missingApprovals(
      side,
      CLAIMS,
      approvals.filter((a) => a[side] === 'none' && !terms.has(a.claim)),
      notApproved,
    ),
    ...missingApprovals(
      side,
      TERMS,
      approvals.filter((a) => a[side] === 'none' && terms.has(a.claim)),
      notApproved,
    ),
  ])
}

const CLAIMS = { code: 'unapproved', one: 'claim', many: 'claims' } as const
/** [TRM14] Terms rest on no evidence: without an approval nothing says that they hold. */
const TERMS = { code: 'unapproved-terms', one: 'responsibility term', many: 'responsibility terms' } as const

/** One item for all claims that a side has not approved: a list of hundreds would hide what matters. */
function missingApprovals(
  side: Side,
  { code, one, many }: typeof CLAIMS | typeof TERMS,
  approvals: readonly ApprovalPart[],
  severity: 'red' | 'amber',
): PreflightItem[] {
  if (approvals.length === 0) return []
  const names = approvals.map((a) => a.name).sort(compareKeys)
  const list = names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
  const count = names.length === 1 ? `1 ${one}` : `${names.length} ${many}`
  const message = `The ${SIDE_WORD[side]} has not approved ${count}: ${list}.`
  const next = `Ask for the approvals, or accept the ${many} as they are.`
  return [item(undefined, [`${code}-${side}`, severity, message, next])]
}

function threadItem(thread: ThreadPart, about: CanonicalElement | undefined, severity: 'red' | 'amber'): PreflightItem {
  // By whole characters: half of a pair would not be text any more.
  const characters = [...thread.text]
  const start = characters.length > 80 ? `${characters.slice(0, 79).join('')}…` : thread.text
  return item(about ?? { id: thread.element, name: '' }, [
    `open-thread:${thread.thread}`,
    severity,
    `A comment is still open: "${start}"`,
    'Answer and resolve it, or accept that it stays open.',
  ])
}
