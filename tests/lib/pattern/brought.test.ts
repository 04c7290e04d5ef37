import { describe, expect, it } from 'vitest'
import type { Pattern } from '@/catalog/patterns/pattern'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import { checkTransaction } from '@/lib/case/schema-check'
import { patternsOf } from '@/lib/case/ydoc'
import { allFindings } from '@/lib/findings/all-findings'
import { checkPattern, readPatternFile } from '@/lib/pattern/check-pattern'
import { driftByBranch, driftOf, fits } from '@/lib/pattern/drift'
import { countWords, patternFromBranch } from '@/lib/pattern/save-branch'
import { grownFrom, outgrown, patternChanges } from '@/lib/pattern/versions'
import { expectMerged, grownCase, merge, type Peer, peers } from '../../support/case'
import { KEY_CARE } from '../../support/key-care'

function withKeyCare(bindings: Record<string, string> = {}): { peer: Peer; top: string } {
  const peer = grownCase('ALOF')
  peer.do('add-pattern', { pattern: KEY_CARE })
  const top = peer.do('grow-pattern', { pattern: 'key-care', under: 'C4-ALOF', bindings }).created[0]!
  return { peer, top }
}

function problems(change: (pattern: Record<string, unknown[]>) => void): string[] {
  const pattern = structuredClone(KEY_CARE) as unknown as Record<string, unknown[]>
  change(pattern)
  const read = readPatternFile(JSON.stringify(pattern))
  return read.ok ? [] : (read.refusal.details as { path: string; message: string }[]).map(({ path }) => path)
}

const roles = (peer: Peer) =>
  [...peer.graph.elements.values()].filter(({ pattern }) => pattern === 'key-care').map(({ role }) => role)

describe('a pattern file', () => {
  it('[PTN2] of the house and of others is sound', () => {
    expect(checkPattern(SECURITY_CAPABILITY)).toEqual([])
    expect(readPatternFile(`\uFEFF${JSON.stringify(KEY_CARE)}`).ok).toBe(true)
  })

  it('[PTN2] that cannot be used says where each problem is', () => {
    const relation = (at: number, change: object) => (pattern: Record<string, unknown[]>) => {
      pattern.relations![at] = { ...(pattern.relations![at] as object), ...change }
    }
    expect(problems(relation(0, { to: 'K9' }))).toContain('relations.0.to')
    expect(problems(relation(1, { to: 'K7' }))).toContain('relations.1')
    expect(problems(relation(1, { count: { min: 3, max: 2 } }))).toContain('relations.1.count')
    expect(problems(relation(4, { choice: 'other' }))).toContain('relations.3.choice')
    expect(problems(relation(4, { take: 2 }))).toContain('relations.3.choice')
    expect(problems(relation(5, { to: 'K1' }))).toContain('elements.0')
    expect(problems(relation(3, { reason: 'K7' }))).toContain('relations.3.reason')
    expect(problems((pattern) => pattern.relations!.splice(5, 1))).toContain('elements')
    expect(problems((pattern) => pattern.elements!.push(pattern.elements![0]))).toContain('elements.7.role')
    const values = (given: object) => (pattern: Record<string, unknown[]>) => {
      pattern.elements![5] = { ...(pattern.elements![5] as object), values: given }
    }
    expect(problems(values({ nonsense: 'x' }))).toEqual(['elements.5.values.nonsense'])
    expect(problems(values({ responsible: 'everybody' }))).toEqual(['elements.5.values.responsible'])
    expect(problems(values({ acceptanceMdm: 'accepted' }))).toEqual(['elements.5.values.acceptanceMdm'])
    for (const text of ['', 'not json', '[]', '{"id":"x"}', JSON.stringify({ ...KEY_CARE, more: 1 })]) {
      expect(readPatternFile(text)).toMatchObject({ ok: false, refusal: { code: 'pattern-invalid' } })
    }
  })

  it('[PTN2] does not come in by another way than the command', () => {
    const [server, stranger] = peers(grownCase(), 's', 'x') as [Peer, Peer]
    patternsOf(stranger.doc).set('key-care', JSON.stringify(KEY_CARE))
    let refused: unknown
    server.doc.on('afterTransaction', (transaction) => {
      refused = checkTransaction(server.doc, transaction)
    })
    merge(server, stranger)
    expect(refused).toMatchObject({ code: 'schema-violation' })
  })
})

describe('a pattern of another organisation', () => {
  it('[PTN3] grows what it asks for exactly once, with the words that were given', () => {
    const { peer, top } = withKeyCare({ product: 'the pump', place: 'the factory' })
    expect(roles(peer).sort()).toEqual(['K1', 'K2', 'K3', 'K7'])
    expect(peer.graph.elements.get(top)).toMatchObject({
      statement: 'The keys of the pump are kept safe for ALOF',
      capability: 'ALOF',
      name: 'G-ALOF-1',
    })
    expect(peer.graph.supports('C4-ALOF')).toContain(top)
  })

  it('[PTN3] is followed by its own rules: numbers, choices, and no more than it has', () => {
    const { peer } = withKeyCare()
    const [k2, k3] = ['K2', 'K3'].map((role) => [...peer.graph.elements.values()].find((e) => e.role === role)!.id)
    const said = () => allFindings(peer.graph).map(({ rule, element }) => `${rule} ${element}`)
    expect(said()).toEqual(expect.arrayContaining([`PAT3 ${k2}`, `PAT1 ${k3}`]))
    peer.do('choose-branch', { element: k2, role: 'K4' })
    for (const key of ['root', 'update', 'log']) {
      peer.do('grow-branch', { parent: k3, role: 'K6', values: { title: key } })
    }
    expect(said()).not.toEqual(expect.arrayContaining([`PAT3 ${k2}`]))
    expect(peer.try('grow-branch', { parent: k3, role: 'K6' })).toMatchObject({ refusal: { code: 'pattern-full' } })
    expect(peer.try('grow-branch', { parent: k2, role: 'K5' })).toMatchObject({ refusal: { code: 'choice-taken' } })
    expect(peer.try('grow-branch', { parent: k2, role: 'C8' })).toMatchObject({ refusal: { code: 'role-unknown' } })
    const stored = [...peer.graph.elements.values()].find(({ role }) => role === 'K4')!.id
    peer.do('choose-branch', { element: k2, role: 'K5' })
    expect(peer.graph.reachable.has(stored)).toBe(false)
    peer.do('choose-branch', { element: k2, role: 'K4' })
    expect(peer.graph.reachable.has(stored)).toBe(true)
  })

  it('[PTN3] replaces its older version only, and never the pattern of the case', () => {
    const { peer } = withKeyCare()
    expect(peer.do('add-pattern', { pattern: KEY_CARE }).changes).toEqual([])
    const other = { ...KEY_CARE, title: 'Something else' }
    expect(peer.try('add-pattern', { pattern: other })).toMatchObject({ refusal: { code: 'pattern-taken' } })
    peer.do('add-pattern', { pattern: { ...other, version: 2 } })
    expect(peer.graph.patterns.get('key-care')?.title).toBe('Something else')
    const house = { ...KEY_CARE, id: SECURITY_CAPABILITY.id }
    expect(peer.try('add-pattern', { pattern: house })).toMatchObject({ refusal: { code: 'pattern-taken' } })
  })

  it('[PAT14] grown by two people at once is one branch, and grown again from the bin it is the same one', () => {
    const start = grownCase('ALOF')
    start.do('add-pattern', { pattern: KEY_CARE })
    const [x, y] = peers(start, 'x', 'y') as [Peer, Peer]
    const args = { pattern: 'key-care', under: 'C4-ALOF', bindings: { product: 'the pump' } }
    const [one, two] = [x.do('grow-pattern', args).created[0], y.do('grow-pattern', args).created[0]]
    expectMerged(x, y)
    expect(one).toBe(two)
    expect(roles(x)).toHaveLength(4)
    x.do('delete-element', { element: one, branch: true })
    x.do('grow-pattern', args)
    expect(roles(x)).toHaveLength(4)
    x.do('grow-pattern', { ...args, bindings: { product: 'the charger' } })
    expect(roles(x)).toHaveLength(8)
  })

  it('[PAT14] a control or a risk that both add in the same words is one, and two in other words are two', () => {
    const peer = grownCase('ALOF')
    const grow = (threat: string) =>
      peer.do('grow-branch', { parent: 'C6-ALOF', role: 'C7', values: { threat } }).created[0]
    expect(grow('Unattended screen')).toBe(grow(' unattended screen '))
    expect(grow('Shoulder surfing')).not.toBe(grow('Unattended screen'))
    expect([...peer.graph.elements.values()].filter(({ role }) => role === 'C7')).toHaveLength(2)
  })
})

describe('drift from the pattern', () => {
  it('[PTN5] of a branch as it was grown is only what is still missing', () => {
    const { peer, top } = withKeyCare()
    expect(driftOf(peer.graph, top).map(({ kind }) => kind)).toEqual(['undecided', 'missing'])
    expect(driftByBranch(peer.graph).map(({ top: { name } }) => name)).toContain('G-ALOF-1')
  })

  it('[PTN5] tells what was reworded, moved or put beside it, and the way back ends it', () => {
    const peer = grownCase('ALOF')
    const before = driftOf(peer.graph, 'C2-ALOF').length
    peer.do('set-text', { element: 'C5-ALOF', text: 'We looked everywhere' })
    peer.do('add-element', { kind: 'goal', statement: 'The ward is staffed', under: 'C4-ALOF' })
    peer.do('relate', { from: 'C4-ALOF', type: 'supportedBy', to: 'C6-ALOF' })
    const drift = driftOf(peer.graph, 'C2-ALOF')
    expect(drift.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reworded', 'beside', 'misplaced']))
    for (const { act } of drift)
      if (act !== undefined && act.command !== 'grow-branch') peer.do(act.command as never, act.args)
    expect(driftOf(peer.graph, 'C2-ALOF')).toHaveLength(before)
  })

  it('[PTN5] knows a template by its fixed words, whatever stands in its open places', () => {
    expect(fits('Risk associated with {threat} mitigated', 'Risk associated with "open USB ports" mitigated')).toBe(
      true,
    )
    expect(fits('{any}', 'Whatever is said here')).toBe(true)
    expect(fits('Control {x} to mitigate the risk', 'Another control to mitigate the risk')).toBe(false)
    expect(fits('Argue over controls', 'Argue over controls and more')).toBe(false)
  })
})

describe('a branch saved as a pattern', () => {
  function argued(): { peer: Peer; risk: string } {
    const peer = grownCase('ALOF')
    const risk = peer.do('add-risk', {
      capability: 'ALOF',
      values: { threat: 'A nurse leaves the LVP-4 unlocked', likelihoodBefore: 4 },
      scenario: { cause: 'A call', scenario: 'The LVP-4 stays open', consequence: 'Settings changed' },
    }).created[0]!
    const control = peer.do('add-control', {
      risk,
      values: { title: 'Session lock', responsible: 'mdm', dutyMdm: 'Lock the LVP-4.', state: 'verified' },
    }).created[0]!
    peer.do('add-evidence', { claim: control, statement: 'Test report TR-17' })
    return { peer, risk }
  }
  const options = {
    id: 'unlocked-device',
    version: 1,
    title: 'Unlocked device',
    source: 'Our house',
    replacements: [{ words: 'LVP-4', placeholder: 'product' }],
    evidence: true,
  }
  const saved = ({ peer, risk }: { peer: Peer; risk: string }): Pattern => {
    const pattern = patternFromBranch(peer.graph, risk, options)
    if (!pattern.ok) throw new Error(pattern.refusal.message)
    return pattern.value
  }

  it('[PTN4] holds placeholders for the chosen words and nothing of the one device', () => {
    const made = argued()
    const pattern = saved(made)
    const json = JSON.stringify(pattern)
    expect(json).not.toContain('LVP-4')
    expect(json).not.toContain('verified')
    expect(json).toContain('Lock the {product}.')
    expect(pattern.elements.map(({ role }) => role)).toEqual(['C7', 'S2', 'CTXT5', 'C8', 'CTXT6', 'Sn'])
    expect(pattern.elements.at(-1)?.statement).toBe('{Test report TR-17}')
    expect(countWords([made.peer.graph.elements.get(made.risk)!], 'LVP-4')).toBe(2)
  })

  it('[PTN4] grown in another case with its bindings says the same about another device, in the roles of that case', () => {
    const pattern = saved(argued())
    const other = grownCase('AUDT')
    other.do('add-pattern', { pattern })
    const top = other.do('grow-pattern', {
      pattern: pattern.id,
      under: 'C6-AUDT',
      bindings: { product: 'infusion gateway' },
    }).created[0]!
    expect(other.graph.elements.get(top)).toMatchObject({
      name: 'C7-AUDT-1',
      role: 'C7',
      facet: 'risk',
      texts: { threat: 'A nurse leaves the infusion gateway unlocked' },
      fields: { likelihoodBefore: 4 },
    })
    const names = [...other.graph.elements.values()].filter(({ role }) =>
      ['S2', 'C8', 'CTXT5', 'Sn'].includes(role ?? ''),
    )
    expect(names.map(({ name }) => name).sort()).toEqual(['C8-AUDT-1-1', 'CTXT5-AUDT-1', 'S2-AUDT-1', 'Sn-AUDT-1-1-1'])
    expect(allFindings(other.graph).filter(({ rule }) => rule === 'PAT10')).toEqual([])
  })
})

describe('versions of a pattern', () => {
  const KEY_CARE_2: Pattern = {
    ...KEY_CARE,
    version: 2,
    elements: KEY_CARE.elements.map((element) =>
      element.role === 'K3' ? { ...element, statement: 'Keys are made in {place} by two people' } : element,
    ),
  }

  it('[PTN8] a grown branch remembers which one it was grown from, also when the case has a newer one', () => {
    const { peer, top } = withKeyCare()
    const branch = peer.graph.elements.get(top)
    expect(branch && grownFrom(branch)).toEqual({ pattern: 'key-care', version: 1 })
    expect(outgrown(peer.graph, new Map([['key-care', 1]]))).toEqual([])
    expect(outgrown(peer.graph, new Map([['key-care', 4]]))).toMatchObject([
      { top: { id: top }, grown: 1, held: 1, newest: 4 },
    ])
    peer.do('add-pattern', { pattern: KEY_CARE_2 })
    expect(outgrown(peer.graph, new Map())).toMatchObject([{ grown: 1, held: 2, newest: 2 }])
    expect(driftOf(peer.graph, top).filter(({ kind }) => kind === 'reworded')).toHaveLength(1)
  })

  it('[PTN8] what changed between two is told by element and relation, and nothing between equals', () => {
    expect(patternChanges(KEY_CARE, KEY_CARE)).toEqual([])
    expect(patternChanges(KEY_CARE, KEY_CARE_2)).toMatchObject([
      {
        kind: 'reworded',
        role: 'K3',
        before: 'Keys are made in {place}',
        after: 'Keys are made in {place} by two people',
      },
    ])
    const fewer: Pattern = {
      ...KEY_CARE,
      elements: KEY_CARE.elements.filter(({ role }) => role !== 'K5'),
      relations: KEY_CARE.relations
        .filter(({ to }) => to !== 'K5')
        .map((relation) =>
          relation.to === 'K6' ? { ...relation, count: { min: 2, max: 'many' as const } } : relation,
        ),
    }
    expect(patternChanges(KEY_CARE, fewer).map(({ kind, role }) => [kind, role])).toEqual([
      ['removed', 'K5'],
      ['related', expect.any(String)],
    ])
    expect(patternChanges(fewer, KEY_CARE).map(({ kind }) => kind)).toEqual(['added', 'related'])
  })
})
