import { edgesOf, nodesOf } from '@/lib/case/ydoc'
import { KEY_CARE } from '../../../support/key-care'
import type { RuleCase } from '../rule-cases'

export const PATTERN_CASES: readonly RuleCase[] = [
  {
    rule: 'PAT10',
    breaks: (peer) => {
      peer.do('relate', { from: 'C4-ALOF', type: 'supportedBy', to: 'C5-ALOF' })
      return 'C5-ALOF'
    },
    repairs: (peer) => peer.do('unrelate', { from: 'C4-ALOF', type: 'supportedBy', to: 'C5-ALOF' }),
    says: 'stands below C4-ALOF',
  },
  {
    rule: 'PAT11',
    breaks: (peer) => {
      const [id] = peer.do('add-element', { kind: 'goal', statement: 'Keys are kept safe', under: 'C4-ALOF' }).created
      nodesOf(peer.doc).get(id!)?.set('role', 'K1')
      nodesOf(peer.doc).get(id!)?.set('pattern', 'key-care')
      return id!
    },
    repairs: (peer) => peer.do('add-pattern', { pattern: KEY_CARE }),
    says: 'key-care',
  },
  {
    rule: 'PAT1',
    breaks: (peer) => {
      peer.do('add-risk', { capability: 'ALOF' })
      return peer.id('S2-ALOF-1')
    },
    repairs: (peer, element) => peer.do('add-control', { risk: element }),
    says: 'no control',
  },
  {
    rule: 'PAT2',
    breaks: (peer) => {
      peer.do('add-risk', { capability: 'ALOF' })
      peer.do('add-risk', { capability: 'ALOF' })
      peer.do('relate', { from: peer.id('C7-ALOF-1'), type: 'supportedBy', to: peer.id('S2-ALOF-2') })
      return peer.id('C7-ALOF-1')
    },
    repairs: (peer, element) => peer.do('unrelate', { from: element, type: 'supportedBy', to: peer.id('S2-ALOF-2') }),
  },
  {
    rule: 'PAT3',
    breaks: () => 'C2-AUDT',
    repairs: (peer) => peer.do('decide-capability', { capability: 'AUDT', decision: 'required' }),
    says: 'not decided',
  },
  {
    rule: 'PAT4',
    breaks: (peer) => {
      peer.do('decide-capability', { capability: 'AUDT', decision: 'not-required', justification: 'It keeps no log.' })
      peer.do('decide-capability', { capability: 'AUDT', decision: 'required' })
      // Two people decide differently at once: both edges stand after the merge.
      edgesOf(peer.doc).set('C2-AUDT>supportedBy>C3-AUDT', { order: '00000100' })
      return 'C2-AUDT'
    },
    repairs: (peer) => peer.do('decide-capability', { capability: 'AUDT', decision: 'required' }),
  },
]
