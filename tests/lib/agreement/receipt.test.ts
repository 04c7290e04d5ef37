import { describe, expect, it } from 'vitest'
import { receiptsOf, receiptText } from '@/lib/agreement/receipt'
import { HANA, MARA } from '../../support/agreement'

const D = 'd'.repeat(64)
const proof = { statement: 'a'.repeat(64), envelope: 'b'.repeat(64) }
const entry = (seq: number, kind: string, body: unknown, actor = MARA, at = `2026-11-22T08:0${seq}:00.000Z`) => ({
  seq,
  hash: String(seq).repeat(64),
  kind,
  at,
  actor,
  body,
})
const NOON = '2026-11-22T12:00:00.000Z'
const HISTORY = [
  entry(1, 'proposal.opened', { proposal: 1, digest: D }),
  entry(2, 'proposal.signed', { proposal: 1, digest: D, side: 'mdm', ...proof }),
  entry(3, 'proposal.unsigned', { proposal: 1, digest: D, side: 'mdm', reason: 'Oh', ...proof }),
  entry(4, 'proposal.signed', { proposal: 1, digest: D, side: 'mdm', method: 'passkey', ...proof }),
  entry(5, 'proposal.signed', { proposal: 1, digest: D, side: 'hdo', ...proof }, HANA, NOON),
  entry(6, 'baseline.in-force', { baseline: 1, proposal: 1, digest: D, supersedes: null }, HANA, NOON),
  entry(7, 'thread.opened', { thread: 't', element: 'e', text: 'x' }, HANA, '2026-11-22T13:00:00.000Z'),
]

describe('a receipt', () => {
  it('[RCP1] is had again from the history, with the head that stood when the act had its effect', () => {
    const [receipt, ...rest] = receiptsOf(HISTORY, D, HANA.id)
    expect(rest).toEqual([])
    expect(receipt).toMatchObject({ act: 'sign', baseline: 1, ledger: { size: 6, head: '6'.repeat(64) }, ...proof })
  })

  it('[RCP1] stands for each act of its person and for nobody else’s, newest first', () => {
    expect(receiptsOf(HISTORY, D, MARA.id).map(({ act, method }) => `${act} ${method}`)).toEqual([
      'sign passkey',
      'unsign password',
      'sign password',
    ])
    expect(receiptsOf(HISTORY, 'e'.repeat(64), MARA.id)).toEqual([])
    expect(receiptsOf(HISTORY, D, 'somebody')).toEqual([])
    expect(receiptsOf([entry(1, 'proposal.signed', null)], D, MARA.id)).toEqual([])
  })

  it('[RCP1] is a text that holds every digest', () => {
    const [receipt] = receiptsOf(HISTORY, D, HANA.id)
    if (receipt === undefined) throw new Error('no receipt')
    const text = receiptText(receipt, {
      title: 'Pump',
      caseId: 'c1',
      words: 'You have signed',
      methodWords: 'By passkey',
    })
    for (const part of [D, proof.statement, proof.envelope, '6'.repeat(64), 'Hana Novak', 'Pump'])
      expect(text).toContain(part)
  })
})
