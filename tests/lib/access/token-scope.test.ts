import { describe, expect, it } from 'vitest'
import { type Act, type Actor, ALL_RIGHTS, can } from '@/lib/access/policy'
import { createTokenRequest } from '@/lib/access/token-requests'
import { leaves, reaches, TOKEN_SCOPES, type TokenScope } from '@/lib/access/token-scope'

const ACTS: readonly Act[] = ['read', 'comment', 'edit', 'approve', 'propose', 'sign', 'administer']
const everything = (scope: TokenScope): Actor => ({
  personId: 'p',
  email: 'p@x.example',
  name: 'P',
  participation: { side: 'mdm', rights: ALL_RIGHTS },
  limits: { id: 't', scope },
  lent: ALL_RIGHTS.map((right) => ({ right, delegation: 'd', by: { id: 'q', name: 'Q' } })),
})

describe('what a token leaves of its person', () => {
  it('[TOK3] never approves, proposes, signs or administers, whatever its person may do or was lent', () => {
    expect(ACTS.filter((act) => can(everything('read'), act))).toEqual(['read'])
    expect(ACTS.filter((act) => can(everything('write'), act))).toEqual(['read', 'comment', 'edit'])
    const scopes = Object.values(TOKEN_SCOPES).flatMap(({ rights }): readonly string[] => rights)
    expect(scopes.filter((right) => ['approve', 'propose', 'sign', 'administer'].includes(right))).toEqual([])
  })

  it('[TOK3] gives nothing that the person has not', () => {
    const reader: Actor = { ...everything('write'), lent: [], participation: { side: 'hdo', rights: ['read'] } }
    expect(ACTS.filter((act) => can(reader, act))).toEqual(['read'])
  })

  it('[TOK4] reaches the cases it was made for alone, and without limits everything of its person', () => {
    const limits = { id: 't', scope: 'read', cases: ['c1'] } as const
    expect(['c1', 'c2'].map((id) => reaches(limits, id))).toEqual([true, false])
    expect(reaches({ id: 't', scope: 'read' }, 'c2')).toBe(true)
    expect(reaches(undefined, 'c2')).toBe(true)
    expect(leaves(undefined, 'sign')).toBe(true)
  })

  it('[TOK1] ends within a year and has a name', () => {
    const complaint = (request: object) => createTokenRequest.safeParse(request).error?.issues[0]?.message
    const good = { name: 'CI', scope: 'read', days: 365 }
    expect(complaint(good)).toBeUndefined()
    expect(complaint({ ...good, days: 366 })).toBe('A token lasts a year at most.')
    expect(complaint({ ...good, days: undefined })).toBeDefined()
    expect(complaint({ ...good, name: ' ' })).toBe('Give the token a name.')
    expect(complaint({ ...good, scope: 'sign' })).toBeDefined()
    expect(complaint({ ...good, admin: true })).toBeDefined()
  })
})
