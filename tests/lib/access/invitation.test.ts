import { describe, expect, it } from 'vitest'
import { type Comer, type Invitation, invitationState, maskedEmail, mayComeIn } from '@/lib/access/invitation'
import { isLastAdministrator, passOn, sideOnceHeld } from '@/lib/access/parting'
import { type Actor, mayAppoint, mayInvite, type Right, type Side } from '@/lib/access/policy'
import type { LedgerEntry } from '@/lib/wire/ledger'

const AT = '2026-11-22T10:00:00.000Z'
const open: Invitation = { email: null, expiresAt: '2026-11-29T10:00:00.000Z', acceptedBy: null, revokedAt: null }
const nora: Comer = { personId: 'nora', email: 'nora@hdo.example', name: 'Nora' }
const admin = (side: Side | undefined, ...rights: Right[]): Actor => ({
  personId: 'a',
  email: 'a@x.example',
  name: 'A',
  participation: { side, rights: ['read', 'administer', ...rights] },
})
const said = (kind: string, body: object, chain = 'shared', at = AT) =>
  ({ kind, body, chain, at, seq: 1, actor: { id: 'x', name: 'X' } }) as unknown as LedgerEntry

describe('an invitation', () => {
  it('[INV2] is open until it is used, taken back or run out, whichever came first', () => {
    expect(invitationState(open, AT)).toBe('open')
    expect(invitationState({ ...open, acceptedBy: 'x' }, AT)).toBe('accepted')
    expect(invitationState({ ...open, revokedAt: AT }, AT)).toBe('revoked')
    expect(invitationState(open, open.expiresAt)).toBe('expired')
    expect(invitationState({ ...open, acceptedBy: 'x' }, '2030-01-01T00:00:00.000Z')).toBe('accepted')
  })

  it('[INV3] says in a sentence why it lets somebody not in, and does not spell out for whom it is', () => {
    const no = (invitation: Invitation) => {
      const outcome = mayComeIn(invitation, nora, AT)
      return outcome.ok ? 'in' : outcome.refusal
    }
    expect(no(open)).toBe('in')
    expect(no({ ...open, email: nora.email })).toBe('in')
    for (const closed of [
      { ...open, acceptedBy: 'x' },
      { ...open, revokedAt: AT },
      { ...open, expiresAt: AT },
    ]) {
      expect(no(closed)).toMatchObject({
        code: expect.stringMatching(/^invitation-/),
        message: expect.stringMatching(/^This .*\.$/),
      })
    }
    const other = no({ ...open, email: 'secretary@hdo.example' })
    expect(other).toMatchObject({ code: 'invitation-for-another' })
    expect(JSON.stringify(other)).not.toContain('secretary')
    expect(maskedEmail('ab@x.example')).toBe('a...@x.example')
    expect(maskedEmail('nora@hdo.example')).toBe('no...@hdo.example')
  })

  it('[INV4] gives no more than its maker may do, for no side that decides for itself, and binds nobody without a side', () => {
    const both = new Set<Side>(['mdm', 'hdo'])
    const part = (side: Side | undefined, ...rights: Right[]) => ({ side, rights: ['read', ...rights] as Right[] })
    expect(mayInvite(admin('hdo', 'edit'), part('hdo', 'edit'), both)).toBe(true)
    expect(mayInvite(admin('hdo', 'edit'), part('hdo', 'sign'), both)).toBe(false)
    expect(mayInvite(admin('hdo', 'edit'), part('mdm', 'edit'), both)).toBe(false)
    expect(mayInvite(admin('mdm', 'sign'), part('hdo', 'sign', 'administer'), new Set<Side>(['mdm']))).toBe(true)
    expect(mayInvite(admin('mdm', 'sign'), part(undefined), both)).toBe(true)
    expect(mayInvite(admin('mdm', 'sign'), part(undefined, 'sign'), both)).toBe(false)
    const editor: Actor = { ...admin('hdo'), participation: { side: 'hdo', rights: ['read', 'edit'] } }
    expect(mayInvite(editor, part('hdo', 'edit'), both)).toBe(false)
  })

  it('[ACC5] lets nobody bring in the people of an organisation that has no part in the case', () => {
    const both = new Set<Side>(['mdm', 'hdo'])
    const part = { side: 'hdo' as const, rights: ['read'] as Right[] }
    expect(mayAppoint(admin('mdm'), undefined, part, both, 'hdo', true)).toBe(true)
    expect(mayAppoint(admin('mdm'), undefined, part, both, 'hdo', false)).toBe(false)
    expect(mayAppoint(admin('hdo'), undefined, part, both, 'hdo', false)).toBe(true)
  })
})

describe('leaving a case', () => {
  const opened = (thread: string, chain: string) => said('thread.opened', { thread, element: 'C1', text: 'Hm' }, chain)
  const given = (thread: string, person: string, chain: string) =>
    said('thread.assigned', { thread, person, name: person }, chain, '2026-11-22T10:01:00.000Z')
  const entries = [
    opened('a', 'shared'),
    given('a', 'leaver', 'shared'),
    opened('b', 'hdo'),
    given('b', 'leaver', 'hdo'),
    opened('c', 'shared'),
    given('c', 'somebody', 'shared'),
    opened('d', 'shared'),
    given('d', 'leaver', 'shared'),
    said('thread.resolved', { thread: 'd' }, 'shared', '2026-11-22T10:02:00.000Z'),
  ]

  it('[ACC12] gives back what was to be taken care of, each in the chain in which it was said', () => {
    expect(passOn(entries, 'leaver').map(({ chain, body }) => [chain, body])).toEqual([
      ['shared', { thread: 'a', person: null, name: '' }],
      ['hdo', { thread: 'b', person: null, name: '' }],
    ])
    expect(passOn(entries, 'nobody')).toEqual([])
  })

  it('[ACC12] hands on to a successor what that one may read and answer, and the rest to nobody', () => {
    const heir = { id: 'heir', name: 'Heir', side: 'mdm' as const, rights: ['read', 'comment'] }
    expect(passOn(entries, 'leaver', heir).map(({ body }) => (body as { person: string | null }).person)).toEqual([
      'heir',
      null,
    ])
    const same = { ...heir, side: 'hdo' as const }
    expect(passOn(entries, 'leaver', same).every(({ body }) => (body as { person: string }).person === 'heir')).toBe(
      true,
    )
    expect(passOn(entries, 'leaver', { ...same, rights: ['read'] })[0]?.body).toMatchObject({ person: null })
  })

  it('[ACC11] remembers on which side somebody stood, after they left as well', () => {
    const history = [
      said('participant.set', { person: 'p', name: 'P', rights: ['read'] }),
      said('participant.set', { person: 'p', name: 'P', side: 'hdo', rights: ['read'] }),
      said('participant.removed', { person: 'p' }),
    ]
    expect(sideOnceHeld(history, 'p')).toBe('hdo')
    expect(sideOnceHeld(history.slice(0, 1), 'p')).toBeUndefined()
  })

  it('[ACC8] knows who is the last administrator of a side, and of a case', () => {
    const one = (id: string, side: Side | undefined, ...rights: string[]) => ({ id, side, rights: ['read', ...rights] })
    const people = [one('m', 'mdm', 'administer'), one('h', 'hdo', 'administer'), one('e', 'hdo', 'edit')]
    expect(isLastAdministrator(people, 'h')).toBe(true)
    expect(isLastAdministrator(people, 'e')).toBe(false)
    expect(isLastAdministrator([...people, one('h2', 'hdo', 'administer')], 'h')).toBe(false)
    const blind = { id: 'b', side: 'hdo' as const, rights: ['administer'] }
    expect(isLastAdministrator([...people, blind], 'h')).toBe(true)
    expect(isLastAdministrator([one('a', undefined, 'administer')], 'a')).toBe(true)
    expect(isLastAdministrator([...people, one('a', undefined, 'administer')], 'a')).toBe(false)
  })
})
