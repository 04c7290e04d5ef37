import { describe, expect, it } from 'vitest'
import { readSideClaim } from '@/lib/access/side-claim'

const SIDES = new Map<string, 'mdm' | 'hdo' | 'none'>([
  ['Pump Works', 'mdm'],
  ['Clinic', 'hdo'],
  ['Lab', 'none'],
])
const known = (name: string) => SIDES.get(name)

describe('for whom somebody works', () => {
  it.each([
    ['mdm', [{ side: 'mdm' }]],
    [' Hospital ', [{ side: 'hdo' }]],
    ['mdm:Pump Works', [{ side: 'mdm', organisation: 'Pump Works' }]],
    ['hdo: St. Brigid: East', [{ side: 'hdo', organisation: 'St. Brigid: East' }]],
    ['Clinic', [{ organisation: 'Clinic' }]],
    [['all', 'mdm', 'mdm'], [{ side: 'mdm' }]],
    [
      ['mdm', 'hdo'],
      [{ side: 'mdm' }, { side: 'hdo' }],
    ],
    ['mdm:', []],
    [`mdm:${'x'.repeat(300)}`, []],
    ['unheard of', []],
    ['__proto__', []],
    [undefined, []],
    [{ side: 'mdm' }, []],
    [[['mdm']], []],
  ])('[AUTH18] %j', (claim, homes) => expect(readSideClaim(claim, known)).toEqual(homes))
})
