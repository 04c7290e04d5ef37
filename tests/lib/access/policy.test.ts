import { describe, expect, it } from 'vitest'
import { type Act, type Actor, ALL_RIGHTS, can, mayAppoint, type Right, type Side } from '@/lib/access/policy'

const ACTS: readonly Act[] = ['read', 'comment', 'edit', 'approve', 'propose', 'sign', 'administer']

function someone(side: Side | undefined, ...rights: Right[]): Actor {
  return { personId: 'p', email: 'p@x.example', name: 'P', participation: { side, rights } }
}
const outsider: Actor = { personId: 'o', email: 'o@x.example', name: 'O' }

describe('the policy', () => {
  it('[ACC1] lets a person do exactly what their rights name, and an outsider nothing', () => {
    for (const act of ACTS) {
      expect(can(outsider, act)).toBe(false)
      for (const right of ALL_RIGHTS)
        expect(can(someone('mdm', 'read', right), act)).toBe(act === 'read' || act === right)
    }
  })

  it('[ACC2] gives nothing to somebody who may not read', () => {
    for (const act of ACTS)
      expect(can(someone('mdm', ...ALL_RIGHTS.filter((right) => right !== 'read')), act)).toBe(false)
  })

  it('[ACC3] lets only people of a side approve, propose and sign', () => {
    const assessor = someone(undefined, ...ALL_RIGHTS)
    const allowed = ACTS.filter((act) => can(assessor, act))
    expect(allowed).toEqual(['read', 'comment', 'edit', 'administer'])
  })

  it('[ACC4] keeps what belongs to one side from the other side and from assessors', () => {
    for (const act of ACTS) {
      expect(can(someone('hdo', ...ALL_RIGHTS), act, { side: 'mdm' })).toBe(false)
      expect(can(someone(undefined, ...ALL_RIGHTS), act, { side: 'mdm' })).toBe(false)
      expect(can(someone('mdm', ...ALL_RIGHTS), act, { side: 'mdm' })).toBe(true)
    }
  })

  it('[ACC5] lets an administrator name people of their own side and people without one', () => {
    const admin = someone('mdm', 'read', 'administer')
    const both = new Set<Side>(['mdm', 'hdo'])
    expect(mayAppoint(admin, undefined, { side: 'mdm', rights: ['read', 'sign'] }, both, 'mdm')).toBe(true)
    expect(mayAppoint(admin, undefined, { side: 'mdm', rights: ['read', 'sign'] }, both, undefined)).toBe(true)
    expect(mayAppoint(admin, undefined, { rights: ['read'] }, both, 'hdo')).toBe(true)
    expect(mayAppoint(someone('mdm', 'read', 'edit'), undefined, { side: 'mdm', rights: ['read'] }, both, 'mdm')).toBe(
      false,
    )
  })

  it('[ACC5] keeps one side from naming who signs for the other, and from moving or removing its people', () => {
    const admin = someone('mdm', 'read', 'administer')
    const both = new Set<Side>(['mdm', 'hdo'])
    for (const right of ['sign', 'administer'] as const) {
      expect(mayAppoint(admin, undefined, { side: 'hdo', rights: ['read', right] }, both, 'hdo')).toBe(false)
    }
    expect(mayAppoint(admin, { rights: ['read'] }, { side: 'hdo', rights: ['read'] }, both, 'hdo')).toBe(false)
    expect(mayAppoint(admin, { side: 'hdo', rights: ['read'] }, { side: 'mdm', rights: ['read'] }, both, 'hdo')).toBe(
      false,
    )
    expect(mayAppoint(admin, { side: 'hdo', rights: ['read'] }, undefined, both, 'hdo')).toBe(false)
    const first = { side: 'hdo', rights: ['read', 'administer'] } as const
    expect(mayAppoint(admin, undefined, first, new Set(['mdm']), 'hdo'), 'the first of a side').toBe(true)
    const editor = { side: 'hdo', rights: ['read', 'comment', 'edit'] } as const
    expect(mayAppoint(admin, undefined, editor, both, 'hdo'), 'somebody new, without power').toBe(true)
  })

  it('[ACC5] keeps a manufacturer from planting an account of its own on the hospital’s side', () => {
    const admin = someone('mdm', 'read', 'administer')
    const spy = { side: 'hdo', rights: ['read', 'comment', 'approve'] } as const
    for (const sides of [new Set<Side>(['mdm', 'hdo']), new Set<Side>(['mdm'])]) {
      expect(mayAppoint(admin, undefined, spy, sides, 'mdm')).toBe(false)
    }
    expect(mayAppoint(admin, undefined, spy, new Set<Side>(['mdm', 'hdo']), undefined), 'from nowhere').toBe(false)
  })
})
