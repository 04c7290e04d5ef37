import { describe, expect, it } from 'vitest'
import { type Charter, defaultCharter, type RosterKey } from '@/lib/agreement/charter'
import { type ApprovalPart, casePart, type ThreadPart } from '@/lib/agreement/content'
import { type PreflightInput, preflight } from '@/lib/agreement/preflight'
import { canonicalCase } from '@/lib/case/canonical-case'
import { RULES } from '@/lib/findings/rules'
import { ROSTER, smallCase } from '../../support/agreement'

const part = casePart(canonicalCase(smallCase().doc))
const id = part.elements[0]?.id ?? ''
const CHARTER = defaultCharter(
  { mdm: 'Pump Works', hdo: 'St. Brigid' },
  { origin: 'https://accord.example.org', servicePublicKey: '0'.repeat(64) },
)
const CALM: PreflightInput = {
  title: 'Pump',
  case: part,
  findings: [],
  threads: [],
  approvals: [],
  roster: ROSTER,
  charter: CHARTER,
  today: '2026-11-22',
}
const check = (change: Partial<PreflightInput>) => preflight({ ...CALM, ...change })
const red = (change: Partial<PreflightInput>) => check(change).red.map((i) => i.code)
const amber = (change: Partial<PreflightInput>) => check(change).amber.map((i) => i.message)
const worded = (statement: string) => ({ case: { ...part, elements: part.elements.map((e) => ({ ...e, statement })) } })
const approval = (mdm: ApprovalPart['mdm'], hdo: ApprovalPart['hdo']): ApprovalPart => ({
  claim: id,
  name: 'G1',
  mdm,
  hdo,
})

describe('before a version is proposed', () => {
  it('[AGR7] nothing stands in the way of a case with nothing open', () => {
    expect(check({})).toMatchObject({ red: [], amber: [] })
  })

  it.each([
    ['a character that turns the direction', 'no \u202Eeruces'],
    ['a character that cannot be seen', 'no\u200Bbody'],
    ['a control character', 'no\u0007body'],
    ['a tag character', `no${String.fromCodePoint(0xe0041)}body`],
    ['half of a pair', 'no\uD800body'],
  ])('[AGR7] %s stops it', (_what, text) => {
    expect(red(worded(text))).toEqual(['hidden-character'])
    expect(red({ title: text })).toHaveLength(1)
  })

  it('[AGR7] accents, other scripts and ends of lines do not', () => {
    expect(red(worded('Größe, 测量, μ, עברית\nzweite Zeile\tTab'))).toEqual([])
  })

  it('[AGR7] a side that nobody may sign for stops it', () => {
    expect(red({ roster: { ...ROSTER, hdo: [] } })).toEqual(['no-signatory-hdo'])
  })

  it.each([
    ['GSN3', 'red', 'a circle, or a relation without an end'],
    ['GSN1', 'red', 'a relation that is not allowed'],
    ['PAT4', 'red', 'two branches that exclude each other'],
    ['CTL1', 'red', 'a duty that no side has'],
    ['GSN6', 'amber', 'a claim that nothing supports'],
    ['CTL4', 'amber', 'a date that has passed'],
    ['EVD2', 'amber', 'evidence past its review date'],
    ['RSK3', 'amber', 'what is left of a risk, above a side’s policy'],
  ] as const)('[AGR7] %s is %s: %s', (rule, severity, _what) => {
    expect(RULES.find((row) => row.id === rule)?.severity).toBe(severity)
    const findings = [{ rule, severity, element: id, message: 'As found', nextStep: 'Solve it' }]
    expect(severity === 'red' ? red({ findings }) : check({ findings }).amber.map((i) => i.code)).toEqual([rule])
  })

  it('[CHA3] fewer signatories than the charter asks for stop it; a delegate adds none', () => {
    const charter: Charter = { ...CHARTER, quorum: { mdm: 1, hdo: 2 } }
    expect(red({ charter })).toEqual(['no-quorum-hdo'])
    const [hana] = ROSTER.hdo
    if (hana === undefined) throw new Error('Nobody signs for the hospital.')
    const delegate = { ...hana, id: 'dora', standsFor: { id: hana.id, name: hana.name, until: '2027-01-01' } }
    expect(red({ charter, roster: { ...ROSTER, hdo: [hana, delegate] } })).toEqual(['no-quorum-hdo'])
  })

  it('[CHA3] where only passkeys count, a side whose signatories have none that was checked stops it', () => {
    const charter: Charter = { ...CHARTER, methods: ['passkey'] }
    const key = (reviewBy: string): RosterKey => ({
      credential: 'AAAAAAAAAAAAAAAA',
      publicKey: 'AA',
      algorithm: -7,
      label: 'Office key',
      enrolled: '',
      entry: 3,
      checked: { by: 'Ann', at: '', entry: 4, reviewBy },
    })
    const withKeys = (reviewBy: string) => ({
      mdm: ROSTER.mdm.map((s) => ({ ...s, keys: [key(reviewBy)] })),
      hdo: ROSTER.hdo.map((s) => ({ ...s, keys: [key(reviewBy)] })),
    })
    expect(red({ charter })).toEqual(['no-passkey-hdo', 'no-passkey-mdm'])
    expect(red({ charter, roster: withKeys('2027-01-01') })).toEqual([])
    expect(red({ charter, roster: withKeys('2026-11-21') })).toEqual(['no-passkey-hdo', 'no-passkey-mdm'])
    expect(amber({ roster: withKeys('2026-11-21') })).toHaveLength(2)
  })

  it('[CHA3] what the charter does not let anybody accept stands in the way', () => {
    const approvals = [approval('stale', 'none')]
    expect(red({ approvals, charter: { ...CHARTER, staleApprovals: 'refuse' } })).toEqual([
      'unapproved-hdo',
      'stale-mdm',
    ])
    const threads: ThreadPart[] = [
      { thread: 't', element: id, opened: '', by: 'H', side: 'hdo', text: 'Why?', replies: 0 },
    ]
    expect(red({ threads, charter: { ...CHARTER, openThreads: 'refuse' } })).toEqual(['open-thread:t'])
  })

  it('[AGR7] a standing objection stops it; a stale or missing approval has to be accepted', () => {
    expect(red({ approvals: [approval('approved', 'objected')] })).toEqual(['objection-hdo'])
    expect(amber({ approvals: [approval('stale', 'none')] })).toEqual([
      'The Hospital has not approved 1 claim: G1.',
      'The Manufacturer approved this claim before it changed or an advisory challenged it.',
    ])
    expect(amber({ approvals: [approval('approved', 'approved')] })).toEqual([])
  })

  it('[AGR7] an open comment has to be accepted, and its quotation never splits a character', () => {
    const thread: ThreadPart = {
      thread: 't',
      element: id,
      opened: '',
      by: 'H',
      side: 'hdo',
      text: '🫀'.repeat(90),
      replies: 0,
    }
    expect(amber({ threads: [thread] })[0]).toBe(`A comment is still open: "${'🫀'.repeat(79)}…"`)
  })

  it('[AGR7] red findings of the case stop it, amber ones have to be accepted, grey ones are advice', () => {
    const finding = (severity: 'red' | 'amber' | 'grey') =>
      ({ rule: 'GSN3', severity, element: id, message: severity, nextStep: 'Do it.' }) as const
    const result = check({ findings: [finding('red'), finding('amber'), finding('grey')] })
    expect([result.red.length, result.amber.length]).toEqual([1, 1])
  })

  it('[AGR7] the list of open points has a digest that changes with it and with nothing else', () => {
    const one = check({ approvals: [approval('stale', 'approved')] }).warnings
    expect(check({ approvals: [approval('stale', 'approved')] }).warnings).toBe(one)
    expect(check({}).warnings).not.toBe(one)
  })
})
