import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]

function term(peer: Peer, topic: string): string {
  peer.do('add-terms', { topics: [topic] })
  return `R-${topic}`
}

function own(peer: Peer, shareMdm: string, shareHdo: string): string {
  peer.do('add-terms', { own: [{ title: 'Loan pumps', shareMdm, shareHdo }] })
  return peer.id('R-OWN-1')
}

export const TERM_CASES: readonly RuleCase[] = [
  {
    rule: 'TRM5',
    breaks: (peer) => term(peer, 'RA-33'),
    repairs: (peer, id) => peer.do('set-parameter', { term: id, key: 'notice-business-days', value: 3 }),
    says: 'Business days to notify of an exploited vulnerability',
  },
  {
    rule: 'TRM5',
    breaks: (peer) => own(peer, 'Answers within {a while}.', 'Asks.'),
    repairs: (peer, element) =>
      peer.do('set-text', { element, field: 'shareMdm', text: 'Answers within a working day.' }),
    says: '{a while}',
  },
  {
    rule: 'TRM6',
    breaks: (peer) => own(peer, 'Sends a pump.', ''),
    repairs: (peer, element) => peer.do('set-text', { element, field: 'shareHdo', text: 'Nothing.' }),
    says: 'the hospital',
  },
  {
    rule: 'TRM7',
    breaks: (peer) => own(peer, 'Cleans the pump. ', 'cleans  the pump'),
    repairs: (peer, element) => peer.do('set-text', { element, field: 'shareHdo', text: 'Returns it clean.' }),
    says: 'each can wait for the other',
  },
  {
    rule: 'TRM8',
    breaks: (peer) => {
      const id = term(peer, 'RA-31')
      peer.do('set-field', { element: id, field: 'dropped', value: true })
      return id
    },
    repairs: (peer, id) => peer.do('drop-term', { term: id, reason: 'The device exports no media.' }),
  },
  {
    rule: 'TRM9',
    breaks: (peer) => {
      peer.do('drop-term', { topic: 'RA-29', reason: 'Nobody wants it.' })
      peer.do('set-field', { element: 'CTXT1', field: 'remoteAccess', value: 'permanent' })
      return 'R-RA-29'
    },
    repairs: (peer, id) => peer.do('restore-term', { term: id }),
    says: 'from afar',
  },
  {
    rule: 'TRM10',
    breaks: (peer) => {
      peer.do('set-field', { element: 'CTXT1', field: 'lifeCycle', value: 'retirement' })
      peer.do('add-terms', { topics: ['RA-01', 'RA-02'] })
      return 'C1'
    },
    repairs: (peer) => {
      peer.do('add-terms', { topics: ['RA-46'] })
      peer.do('drop-term', { topic: 'RA-07', reason: 'Nothing in the case is confidential.' })
    },
    says: 'Decommissioning',
  },
  {
    rule: 'TRM11',
    breaks: (peer) => own(peer, 'Sends a pump.', 'Returns it.'),
    repairs: (peer, element) => peer.do('set-field', { element, field: 'in-operation', value: true }),
  },
  {
    rule: 'TRM12',
    breaks: (peer) => {
      const id = term(peer, 'RA-42')
      peer.do('set-parameter', { term: id, key: 'end-of-support', value: '2031-12-31' })
      peer.do('set-field', { element: 'CTXT1', field: 'endOfSupport', value: '2030-12-31' })
      return id
    },
    repairs: (peer, id) => peer.do('set-parameter', { term: id, key: 'end-of-support', value: '2030-12-31' }),
    says: '2030-12-31',
  },
]
