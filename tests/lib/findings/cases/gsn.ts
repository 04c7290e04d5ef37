import { edgesOf, nodesOf } from '@/lib/case/ydoc'
import type { RuleCase } from '../rule-cases'

/** Writes a relation that no command would: as two edits that met, or another program, can leave it. */
function forceRelation(peer: Parameters<RuleCase['breaks']>[0], from: string, type: string, to: string): void {
  edgesOf(peer.doc).set(`${from}>${type}>${to}`, { order: '' })
}

export const GSN_CASES: readonly RuleCase[] = [
  {
    rule: 'GSN1',
    breaks: (peer) => {
      forceRelation(peer, 'S1-ALOF', 'supportedBy', 'CTXT3-ALOF')
      return 'S1-ALOF'
    },
    repairs: (peer) => peer.do('unrelate', { from: 'S1-ALOF', type: 'supportedBy', to: 'CTXT3-ALOF' }),
  },
  {
    rule: 'GSN2',
    breaks: (peer) => {
      forceRelation(peer, 'C4-ALOF', 'inContextOf', 'C5-ALOF')
      return 'C4-ALOF'
    },
    repairs: (peer) => peer.do('unrelate', { from: 'C4-ALOF', type: 'inContextOf', to: 'C5-ALOF' }),
  },
  {
    rule: 'GSN3',
    breaks: (peer) => {
      forceRelation(peer, 'C4-ALOF', 'supportedBy', 'C2-ALOF')
      return 'C4-ALOF'
    },
    repairs: (peer) => peer.do('unrelate', { from: 'C4-ALOF', type: 'supportedBy', to: 'C2-ALOF' }),
  },
  {
    rule: 'GSN4',
    breaks: (peer) => {
      nodesOf(peer.doc).get('C5-ALOF')?.set('name', 'C4-ALOF')
      return 'C5-ALOF'
    },
    repairs: (peer, element) => peer.do('rename', { element, name: 'C5 of its own' }),
  },
  {
    rule: 'GSN5',
    breaks: (peer) => {
      nodesOf(peer.doc).get('C4-ALOF')?.set('undeveloped', true)
      return 'C4-ALOF'
    },
    repairs: (peer, element) => peer.do('mark-undeveloped', { element, undeveloped: false }),
  },
  {
    rule: 'GSN6',
    breaks: (peer) =>
      peer.do('add-element', { kind: 'goal', statement: 'The gateway is hardened', under: 'C4-ALOF' }).created[0]!,
    repairs: (peer, element) => peer.do('add-evidence', { claim: element, statement: 'Hardening report' }),
  },
  {
    rule: 'GSN7',
    breaks: (peer) => peer.do('add-element', { kind: 'assumption', statement: 'The network is segmented' }).created[0]!,
    repairs: (peer, element) => peer.do('relate', { from: 'C4-ALOF', type: 'inContextOf', to: element }),
  },
  {
    rule: 'GSN8',
    breaks: (peer) => {
      peer.do('set-text', { element: 'C4-ALOF', text: '' })
      return 'C4-ALOF'
    },
    repairs: (peer, element) => peer.do('set-text', { element, text: 'Automatic logoff is established' }),
  },
  {
    rule: 'GSN9',
    breaks: () => 'CTXT3-ALOF',
    repairs: (peer, element) => peer.do('set-text', { element, text: 'Recorded infusion data' }),
  },
  {
    rule: 'GSN10',
    breaks: () => 'C1',
    repairs: (peer) => {
      for (const element of peer.graph.elements.values()) {
        peer.do('set-text', { element: element.id, text: 'Words that say enough' })
      }
    },
    says: 'placeholders',
  },
  {
    rule: 'GSN11',
    breaks: (peer) => {
      edgesOf(peer.doc).set('S1-ALOF>supportedBy>C5-ALOF', { order: '', multiplicity: 'some' })
      return 'S1-ALOF'
    },
    repairs: (peer) =>
      peer.do('set-multiplicity', { from: 'S1-ALOF', type: 'supportedBy', to: 'C5-ALOF', multiplicity: '0..2' }),
    says: 'some',
  },
  {
    rule: 'GSN12',
    breaks: (peer) => {
      peer.do('set-choice', { from: 'S1-ALOF', type: 'supportedBy', to: 'C5-ALOF', choice: 'how' })
      return 'S1-ALOF'
    },
    repairs: (peer) => peer.do('set-choice', { from: 'S1-ALOF', type: 'supportedBy', to: 'C6-ALOF', choice: 'how' }),
    says: 'one branch',
  },
  {
    rule: 'GSN13',
    breaks: (peer) => {
      peer.do('decide-capability', { capability: 'AUDT', decision: 'required' })
      peer.do('set-public', { element: 'C4-AUDT', public: true })
      const away = peer.do('add-away', { under: 'C4-ALOF', target: 'C4-AUDT' }).created[0]!
      nodesOf(peer.doc).get('C4-AUDT')?.set('public', false)
      return away
    },
    repairs: (peer) => peer.do('set-public', { element: 'C4-AUDT', public: true }),
    says: 'not public',
  },
  {
    rule: 'GSN14',
    breaks: (peer) => {
      peer.do('add-challenge', { target: { element: 'C5-ALOF' }, statement: 'Two interfaces were left out' })
      return 'C5-ALOF'
    },
    repairs: (peer) => {
      const { from } = peer.graph.challenges[0]!
      peer.do('remove-challenge', { by: from, target: { element: 'C5-ALOF' } })
    },
    says: 'in doubt',
  },
]
