import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import { FACETS, type Field } from '@/lib/case/fields'
import { checkTransaction } from '@/lib/case/schema-check'
import { type NodeMap, nodesOf, textOf } from '@/lib/case/ydoc'
import type { Refusal } from '@/lib/gsn/outcome'
import { grownCase, type Peer, peers } from '../../support/case'

const FIELDS: Readonly<Record<string, Field>> = { ...FACETS.policy, ...FACETS.risk }

/** A case with one risk, in the hands of somebody of each side and of an assessor. */
function both(): [Peer, Peer, Peer] {
  const start = grownCase('ALOF')
  start.do('add-risk', { capability: 'ALOF', values: { threat: 'A session stays open' } })
  return peers(start, 'mdm', 'hdo', 'assessor') as [Peer, Peer, Peer]
}

/** What the server would say to a change that somebody of this side made outside our commands. */
function incoming(start: Peer, side: Side | undefined, edit: (doc: Y.Doc, node: NodeMap) => void): Refusal | undefined {
  const server = new Y.Doc()
  const client = new Y.Doc()
  for (const doc of [server, client]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(start.doc))
  let refusal: Refusal | undefined
  server.on('afterTransaction', (transaction: Y.Transaction) => {
    refusal ??= checkTransaction(server, transaction, side)
  })
  const updates: Uint8Array[] = []
  client.on('update', (update: Uint8Array) => updates.push(update))
  client.transact(() => edit(client, nodesOf(client).get('J2') as NodeMap))
  for (const update of updates) Y.applyUpdate(server, update)
  return refusal
}

describe('fields of one side', () => {
  it('[FLD1] every field of a side carries its side, and each side has the same ones', () => {
    const own = (side: Side) => Object.keys(FIELDS).filter((name) => FIELDS[name]?.only === side)
    const mirrored = own('mdm').map((name) => name.replace(/Mdm$/, 'Hdo'))
    expect(mirrored.filter((name) => name.endsWith('Hdo') && !own('hdo').includes(name))).toEqual([])
    expect(own('mdm').length).toBeGreaterThan(60)
  })

  it('[FLD1] each side writes its own policy by command, the other and an assessor are refused in a sentence', () => {
    const [mdm, hdo, assessor] = both()
    const cell = { element: 'J2', field: 'cell35Mdm', value: 'unacceptable' }
    const text = { element: 'J2', field: 'policyMdm', text: 'Ours' }
    expect(mdm.try('set-field', cell).ok && mdm.try('set-text', text).ok).toBe(true)
    for (const other of [hdo, assessor]) {
      const before = other.canonical
      expect(other.try('set-field', cell)).toMatchObject({
        refusal: { code: 'not-your-side', message: expect.stringContaining('only the manufacturer writes here') },
      })
      expect(other.try('set-text', text)).toMatchObject({ refusal: { code: 'not-your-side' } })
      expect(other.canonical).toBe(before)
    }
  })

  it('[FLD1] a new element cannot bring the other side’s words with it', () => {
    const [, hdo] = both()
    const values = { threat: 'x', transferDisclosed: 'All of it, said the manufacturer' }
    expect(hdo.try('add-risk', { capability: 'ALOF', values })).toMatchObject({ refusal: { code: 'not-your-side' } })
    const [mdm] = both()
    const forged = incoming(mdm, 'hdo', (doc) => {
      const node = new Y.Map<string>()
      node.set('kind', 'justification')
      node.set('facet', 'policy')
      node.set('cell11Mdm', 'acceptable')
      nodesOf(doc).set('mine', node as NodeMap)
    })
    expect(forged?.code).toBe('not-your-side')
  })

  it('[FLD1] setting, emptying, typing into and deleting from the other side’s fields are all refused as they come in', () => {
    const [mdm] = both()
    mdm.do('set-field', { element: 'J2', field: 'cell35Mdm', value: 'unacceptable' })
    mdm.do('set-text', { element: 'J2', field: 'policyMdm', text: 'Never above 9' })
    const attacks: ((doc: Y.Doc, node: NodeMap) => void)[] = [
      (_, node) => node.set('cell35Mdm', 'acceptable'),
      (_, node) => node.delete('cell35Mdm'),
      (doc) => textOf(doc, 'J2', 'policyMdm').insert(0, 'Not '),
      (doc) => textOf(doc, 'J2', 'policyMdm').delete(0, 5),
      (doc) => textOf(doc, 'elsewhere', 'policyMdm').insert(0, 'Ours'),
    ]
    for (const attack of attacks) {
      expect(incoming(mdm, 'hdo', attack)?.code).toBe('not-your-side')
      expect(incoming(mdm, undefined, attack)?.code).toBe('not-your-side')
      expect(incoming(mdm, 'mdm', attack)).toBeUndefined()
    }
  })

  it('[FLD1] an element cannot be replaced by one without the other side’s fields', () => {
    const [mdm] = both()
    const wiped = incoming(mdm, 'hdo', (doc) => {
      const node = new Y.Map<string>()
      node.set('kind', 'justification')
      nodesOf(doc).set('J2', node as NodeMap)
    })
    expect(wiped).toMatchObject({ code: 'schema-violation', message: expect.stringContaining('never replaced') })
  })

  it('[FLD2] nobody types in who confirmed something and when, of either side', () => {
    const [mdm, hdo] = both()
    const risk = hdo.id('C7-ALOF-1')
    for (const field of ['transferConfirmedBy', 'transferConfirmedAt', 'transferConfirmedOf']) {
      const forged = { element: risk, field, value: 'Dr Brennan' }
      expect(hdo.try('set-field', forged)).toMatchObject({ refusal: { code: 'field-recorded' } })
      expect(mdm.try('set-field', forged)).toMatchObject({ refusal: { code: 'not-your-side' } })
      const values = { threat: 'x', [field]: 'Dr Brennan' }
      expect(hdo.try('add-risk', { capability: 'ALOF', values }).ok).toBe(false)
      expect(incoming(hdo, 'hdo', (doc) => nodesOf(doc).get(risk)?.set(field, 'Dr Brennan'))?.code).toBe(
        'field-recorded',
      )
    }
  })
})
