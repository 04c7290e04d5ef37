import { describe, expect, it } from 'vitest'
import { type Clip, copyBranches, textToClip } from '@/lib/case/clip'
import { undoChanges } from '@/lib/case/write'
import { narrativeOf } from '@/lib/case/ydoc'
import { expectMerged, expectSound, grownCase, type Peer, peers } from '../../support/case'

const codeOf = (outcome: ReturnType<Peer['try']>) => (outcome.ok ? 'done' : outcome.refusal.code)

function withRisk(): Peer {
  const peer = grownCase('ALOF', 'AUDT')
  peer.do('add-risk', { capability: 'ALOF', values: { threat: 'A session stays open', likelihoodBefore: 4 } })
  peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values: { ref: 'AC-11', title: 'Lock', responsible: 'mdm' } })
  peer.do('add-evidence', { claim: peer.id('C8-ALOF-1-1'), statement: 'Test report TR-1', values: { side: 'mdm' } })
  return peer
}

describe('pasting a branch', () => {
  it('[CLP3] a risk pasted below the risks of another capability is a risk there, with new names all the way down', () => {
    const peer = withRisk()
    const clip = copyBranches(peer.graph, [peer.id('C7-ALOF-1')])
    peer.do('paste-branch', { clip, under: 'C6-AUDT' })
    const names = ['C7-AUDT-1', 'CTXT5-AUDT-1', 'S2-AUDT-1', 'CTXT6-AUDT-1', 'C8-AUDT-1-1', 'Sn-AUDT-1-1-1']
    for (const name of names) expect(peer.graph.elements.get(peer.id(name))?.capability, name).toBe('AUDT')
    const risk = peer.graph.elements.get(peer.id('C7-AUDT-1'))!
    expect(risk).toMatchObject({ role: 'C7', facet: 'risk', texts: { threat: 'A session stays open' } })
    expect(peer.graph.elements.get(peer.id('C8-AUDT-1-1'))?.fields.ref).toBe('AC-11')
    expectSound(peer.graph)
  })

  it('[CLP3] the same risk pasted where it was copied becomes the next one', () => {
    const peer = withRisk()
    peer.do('paste-branch', { clip: copyBranches(peer.graph, [peer.id('C7-ALOF-1')]), under: 'C6-ALOF' })
    expect(peer.graph.supports('C6-ALOF').map((id) => peer.graph.elements.get(id)?.name)).toEqual([
      'C7-ALOF-1',
      'C7-ALOF-2',
    ])
    expect(peer.id('C8-ALOF-2-1')).not.toBe(peer.id('C8-ALOF-1-1'))
  })

  it('[CLP3] pasted beside the argument, or where the pattern asks for no such role, it becomes free elements', () => {
    const peer = withRisk()
    const clip = copyBranches(peer.graph, [peer.id('C7-ALOF-1')])
    const { created } = peer.do('paste-branch', { clip, under: 'C2-AUDT' })
    const first = peer.graph.elements.get(created[0]!)!
    expect(first.role).toBeUndefined()
    expect(first.name).toBe('G-AUDT-1')
    expect(peer.do('paste-branch', { clip }).created.map((id) => peer.graph.elements.get(id)?.name)[0]).toBe('G1')
  })

  it('[CLP3] a capability that is copied comes without its place in the pattern: the case has one of each', () => {
    const peer = withRisk()
    const { created } = peer.do('paste-branch', { clip: copyBranches(peer.graph, ['C2-ALOF']), under: 'C1' })
    const pasted = created.map((id) => peer.graph.elements.get(id)!)
    expect(pasted.filter(({ role }) => role !== undefined)).toEqual([])
    const names = [...peer.graph.elements.values()].map((element) => element.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('[CLP3] narratives come along as paragraphs, and undo takes the whole branch back', () => {
    const peer = withRisk()
    const clip = copyBranches(peer.graph, [peer.id('C8-ALOF-1-1')], () => ['First', 'Second'])
    const { created, changes } = peer.do('paste-branch', { clip, under: peer.id('S2-ALOF-1') })
    expect(narrativeOf(peer.doc, created[0]!).length).toBe(2)
    const plain = peer.do('paste-branch', { clip: textToClip('Free claim')!, under: 'C2-ALOF' })
    const before = peer.graph.elements.size
    expect(undoChanges(peer.doc, plain.changes, 'p').left).toBe(0)
    expect(peer.graph.elements.size).toBe(before - 1)
    expect(changes.length).toBeGreaterThan(0)
  })

  it('[CLP3] what only the other side may say is not said by pasting', () => {
    const peer = withRisk()
    const evidence = peer.id('Sn-ALOF-1-1-1')
    peer.as('hdo').do('set-field', { element: evidence, field: 'adequateHdo', value: 'yes' })
    const clip = copyBranches(peer.graph, [evidence])
    expect(clip.elements[0]?.fields.adequateHdo).toBe('yes')
    const { created } = peer.as('mdm').do('paste-branch', { clip, under: peer.id('C8-ALOF-1-1') })
    expect(peer.graph.elements.get(created[0]!)?.fields).toEqual({ side: 'mdm' })
  })

  it('[CLP4] refuses, with nothing written, what GSN forbids, circles, foreign keys and too much', () => {
    const peer = grownCase('ALOF')
    const before = peer.canonical
    const element = (key: string, kind: string, statement = '') => ({ key, kind, statement })
    const clip = (elements: object[], relations: object[] = [], roots = ['a']) =>
      ({ format: 'accord-branch', version: 1, roots, elements, relations }) as unknown as Clip
    const paste = (what: Clip, under?: string) => codeOf(peer.try('paste-branch', { clip: what, under }))
    expect(paste(clip([element('a', 'context')]), 'CTXT1')).toBe('relation-illegal')
    expect(paste(clip([element('a', 'goal')], [{ from: 'a', type: 'supportedBy', to: 'b' }]))).toBe('relation-illegal')
    const [a, b] = [element('a', 'goal'), element('b', 'goal')]
    const circle = [
      { from: 'a', type: 'supportedBy', to: 'b' },
      { from: 'b', type: 'supportedBy', to: 'a' },
    ]
    expect(paste(clip([a, b], circle))).toBe('relation-circular')
    expect(paste(clip([a], [], ['z']))).toBe('clip-unsound')
    expect(paste(clip([a, a]))).toBe('clip-unsound')
    expect(paste(clip([a]), 'gone')).toBe('element-absent')
    const long = Array.from({ length: 5 }, (_, n) => element(`k${n}`, 'goal', 'x'.repeat(99_000)))
    expect(paste(clip(long, [], ['k0']))).toBe('clip-too-large')
    const most = Array.from({ length: 501 }, (_, n) => element(`k${n}`, 'goal'))
    expect(paste(clip(most, [], ['k0']))).toBe('arguments-invalid')
    expect(peer.canonical).toBe(before)
  })
})

describe('several elements in one step', () => {
  it('[GRP1] goes to the bin together and comes back together', () => {
    const peer = withRisk()
    peer.do('add-risk', { capability: 'ALOF' })
    const before = peer.graph.elements.size
    const step = peer.do('delete-elements', { elements: [peer.id('C7-ALOF-1'), peer.id('C7-ALOF-2')] })
    expect(peer.graph.supports('C6-ALOF')).toEqual([])
    expect(undoChanges(peer.doc, step.changes, 'p').left).toBe(0)
    expect(peer.graph.elements.size).toBe(before)
    expect(codeOf(peer.try('delete-elements', { elements: ['C1', 'C2-ALOF'] }))).toBe('element-needed')
  })

  it('[GRP1] moves below another element together, or not at all', () => {
    const peer = withRisk()
    peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values: { title: 'Second' } })
    peer.do('add-risk', { capability: 'ALOF' })
    const controls = [peer.id('C8-ALOF-1-1'), peer.id('C8-ALOF-1-2')]
    peer.do('move-elements', { elements: controls, under: peer.id('S2-ALOF-2') })
    expect(peer.graph.supports(peer.id('S2-ALOF-2'))).toEqual(controls)
    expect(peer.graph.supports(peer.id('S2-ALOF-1'))).toEqual([])
    const before = peer.canonical
    const mixed = { elements: [controls[0], 'C6-ALOF'], under: peer.id('S2-ALOF-2') }
    expect(codeOf(peer.try('move-elements', mixed))).toBe('relation-circular')
    expect(peer.canonical).toBe(before)
  })

  it('[GRP1] two who move the same elements at once end with a sound case that both see alike', () => {
    const [mdm, hdo] = peers(withRisk(), 'mdm', 'hdo') as [Peer, Peer]
    const control = mdm.id('C8-ALOF-1-1')
    mdm.do('move-elements', { elements: [control], under: 'C6-ALOF' })
    hdo.do('delete-elements', { elements: [hdo.id('C7-ALOF-1')] })
    expectMerged(mdm, hdo)
  })

  it('[GRP1] shapes that were moved together go back together', () => {
    const peer = withRisk()
    const moves = ['C5-ALOF', 'C6-ALOF'].map((element) => ({ element, dx: 40, dy: -20 }))
    const step = peer.do('nudge-elements', { moves })
    expect(step.changes).toHaveLength(2)
    expect(undoChanges(peer.doc, step.changes, 'p').left).toBe(0)
  })
})
