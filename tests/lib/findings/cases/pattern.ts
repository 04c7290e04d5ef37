import { edgesOf } from '@/lib/case/ydoc'
import type { RuleCase } from '../rule-cases'

export const PATTERN_CASES: readonly RuleCase[] = [
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
