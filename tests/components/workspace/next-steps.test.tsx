// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sidesWithout } from '@/components/cases/InviteHint'
import { DecorationBlock } from '@/components/pattern/DecorationBlock'
import { relationWords } from '@/components/pattern/decoration-words'
import RiskRegister from '@/components/register/RiskRegister'
import { ActButton, WhatNext } from '@/components/workspace/WhatNext'
import { textOf } from '@/lib/case/ydoc'
import { participantsOf } from '@/lib/review/participants'
import { transferDigest } from '@/lib/risk/transfer'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { buttonNamed, click, one, type Pair, pair, settle, until } from '../element/pair'

let both: Pair
beforeEach(() => {
  both = pair()
  Object.assign(both.tom.room.me, { rights: ['read', 'edit', 'approve'] })
})
afterEach(async () => {
  await both.leave()
  vi.unstubAllGlobals()
})

function joined(side: 'mdm' | 'hdo', seq: number): LedgerEntry {
  const rights = ['read', 'edit']
  const actor = { id: 'x', name: 'X' }
  const body = { person: `p${seq}`, name: `P${seq}`, side, rights }
  return { kind: 'participant.set', chain: 'shared', seq, at: '2026-11-21T00:00:00.000Z', actor, body } as never
}

describe('what comes next', () => {
  it('[UI16] says that nobody of the hospital takes part, and leads to the invitation only who may invite', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ participants: [] }))
    const { room } = both.maria
    ;(room.ledger as unknown as { set(entries: readonly LedgerEntry[]): void }).set([joined('mdm', 1)])
    Object.assign(room.me, { rights: ['read', 'edit', 'administer'] })
    await both.maria.show(<WhatNext only={undefined} />)
    expect(both.maria.screen.querySelectorAll('[data-invite]')).toHaveLength(1)
    await click(buttonNamed(both.maria.screen, 'Invite somebody of the hospital'))
    await settle(10)
    expect(document.body.textContent).toContain('People of this case')
    expect(sidesWithout(participantsOf([joined('mdm', 1), joined('hdo', 2)]))).toEqual([])
    expect(sidesWithout(new Map())).toEqual([])
    await both.tom.show(<WhatNext only={undefined} />)
    expect(both.tom.screen.querySelector('[data-invite] button')).toBeNull()
  })

  it('[POL14] "Confirm for the hospital" shows what is confirmed, and only what was shown', async () => {
    both.maria.run('grow-case', {})
    both.maria.run('decide-capability', { capability: 'ALOF', decision: 'required' })
    both.maria.run('add-risk', { capability: 'ALOF', values: { threat: 'Walk-up user' } })
    const risk = [...both.maria.room.reader.graph().elements.values()].find(({ facet }) => facet === 'risk')?.id ?? ''
    both.maria.run('set-field', { element: risk, field: 'treatment', value: 'transfer' })
    const disclose = (words: string) => {
      const text = textOf(both.maria.room.doc, risk, 'transferDisclosed')
      text.delete(0, text.length)
      text.insert(0, words)
    }
    disclose('The screen <b>never</b> locks by itself.')
    const sent: unknown[] = []
    vi.stubGlobal('fetch', async (_path: string, init?: { body?: string }) => {
      sent.push(JSON.parse(init?.body ?? '{}'))
      return Response.json({ seq: 1, created: [], changes: [] })
    })
    const act_ = { command: 'confirm-transfer', args: { element: risk }, label: 'Confirm for the hospital' }
    await both.maria.show(<ActButton act={act_} />)
    expect(both.maria.screen.querySelector('button')).toBeNull()
    await both.tom.show(<ActButton act={act_} />)
    await click(one(both.tom.screen, 'button'))
    await settle(10)
    expect(sent).toEqual([])
    const dialog = one(document.body, '[role=dialog]')
    expect(dialog.textContent).toContain('The screen <b>never</b> locks by itself.')
    expect(dialog.textContent).toMatch(/Manufacturer: .*Hospital: /)
    await act(async () => void disclose('It locks after an hour.'))
    expect(dialog.textContent).toContain('after an hour')
    await click(buttonNamed(dialog, 'We can bear this risk'))
    await until(() => sent.length > 0)
    const element = both.tom.room.reader.graph().elements.get(risk)
    expect(JSON.stringify(sent[0])).toContain(element === undefined ? 'gone' : transferDigest(element))
  })

  it('[UI15] an empty reading says what will stand there and leads to what fills it', async () => {
    await both.maria.show(<RiskRegister />)
    await settle(10)
    const empty = one(both.maria.screen, '[data-empty-view]')
    expect(empty.textContent).toContain('Every risk of the case will stand here')
    expect(empty.textContent).toContain('Add the 19 security capabilities')
    await act(async () => void both.maria.run('grow-case', {}))
    await settle(10)
    await click(buttonNamed(one(both.maria.screen, '[data-empty-view]'), 'Go to the capabilities'))
    expect(window.location.search).not.toContain('view=')
  })
})

describe('how often a branch stands', () => {
  it('[PNL10] is set in the panel for both, and read in words by those who only read', async () => {
    const [top = ''] = both.maria.run('add-element', { kind: 'goal', statement: 'Top' })
    const [below = ''] = both.maria.run('add-element', { kind: 'goal', statement: 'Below' })
    both.maria.run('relate', { from: top, type: 'supportedBy', to: below })
    await both.maria.show(<DecorationBlock id={top} />)
    const often = one<HTMLSelectElement>(both.maria.screen, 'select')
    await act(async () => {
      often.value = 'many'
      often.dispatchEvent(new Event('change', { bubbles: true }))
    })
    await settle(10)
    const relation = () => both.tom.room.reader.graph().relations.find(({ to }) => to === below)
    expect(relation()?.multiplicity).toBe('')
    both.tom.role.set({ canEdit: false })
    await both.tom.show(<DecorationBlock id={top} />)
    expect(both.tom.screen.textContent).toContain('one or more')
    expect(both.tom.screen.querySelector('select')).toBeNull()
  })

  it('[PNL10] says it in words', () => {
    const at = { from: 'a', type: 'supportedBy', to: 'b', order: '' } as const
    expect(relationWords(at)).toBe('')
    expect(relationWords({ ...at, optional: true })).toBe('none or one')
    expect(relationWords({ ...at, multiplicity: '0..2', choice: 'how', take: 2 })).toBe('0..2; 2 of "how"')
  })
})
