import { describe, expect, it } from 'vitest'
import { CAPABILITY_CODES, controlsFor } from '@/catalog'
import { CONTROL_LISTS } from '@/catalog/controls/lists'
import { searchControls } from '@/catalog/controls/search'
import { seeAlso } from '@/catalog/controls/see-also'

describe('the control picker', () => {
  it('shows a capability’s own rows, published first, before anything is typed', () => {
    const found = searchControls('', { capability: 'ALOF', limit: 100 })
    expect(found).toHaveLength(controlsFor('ALOF').length)
    expect(found.slice(0, 25).every(({ row }) => row?.basis === 'published')).toBe(true)
    expect(searchControls('')).toEqual([])
  })

  it('puts rows of the capability before other controls that match as well', () => {
    const found = searchControls('session', { capability: 'ALOF', limit: 100 })
    const firstOther = found.findIndex(({ row }) => row === undefined)
    expect(firstOther).toBeGreaterThan(3)
    expect(found.slice(firstOther).every(({ row }) => row === undefined)).toBe(true)
  })

  it('finds a control by its number in one edition', () => {
    const [first] = searchControls('AC-11', { standard: 'NIST SP 800-53 r5' })
    expect(first).toMatchObject({ ref: 'AC-11', title: 'Device Lock' })
    expect(searchControls('sr 2.5')[0]).toMatchObject({ standard: 'IEC 62443-3-3', ref: 'SR 2.5' })
  })

  it('needs every word, ignores case, and finds nothing for nonsense', () => {
    expect(searchControls('SESSION lock').every(({ title }) => /session/i.test(title))).toBe(true)
    expect(searchControls('session zebra')).toEqual([])
  })

  it('lists a withdrawn control last and says where its subject went', () => {
    const found = searchControls('supervision and review', { standard: 'NIST SP 800-53 r5' })
    expect(found.at(-1)).toMatchObject({ ref: 'AC-13', withdrawn: ['AC-2', 'AU-6'] })
  })

  it('tells which capabilities the catalogue links a control to, whatever was asked for', () => {
    const [lock] = searchControls('AC-11', { standard: 'NIST SP 800-53 r4' })
    expect(lock?.capabilities).toContain('ALOF')
  })
})

describe('see also', () => {
  it('leads from an old edition to the new one and back', () => {
    expect(seeAlso('NIST SP 800-53 r4', 'AC-11')).toContainEqual(
      expect.objectContaining({ standard: 'NIST SP 800-53 r5', ref: 'AC-11', direction: 'to' }),
    )
    expect(seeAlso('ISO/IEC 27002:2022', '8.1')).toContainEqual(
      expect.objectContaining({ standard: 'ISO/IEC 27002:2013', ref: '6.2.1', direction: 'from' }),
    )
    expect(seeAlso('IEC 62443-3-3', 'SR 9.9')).toEqual([])
  })
})

describe('what the picker reaches', () => {
  const keyOf = ({ standard, ref, title }: { standard: string; ref: string; title: string }) =>
    `${standard} ${ref} ${title}`

  it('[CTL22] every row of every capability and every control of every list, by standard and by number', () => {
    let rows = 0
    for (const capability of CAPABILITY_CODES) {
      const found = new Set(searchControls('', { capability, limit: 5000 }).map(keyOf))
      for (const row of controlsFor(capability)) expect(found.has(keyOf(row)), keyOf(row)).toBe(true)
      rows += controlsFor(capability).length
    }
    expect(rows).toBeGreaterThan(900)
    for (const list of CONTROL_LISTS) {
      const found = new Set(searchControls('', { standard: list.standard, limit: 5000 }).map(keyOf))
      for (const control of list.controls) expect(found.has(keyOf({ ...list, ...control }))).toBe(true)
    }
  })

  it('[CTL22] finds by the name of a capability, and narrows by where a control comes from', () => {
    const named = searchControls('automatic logoff', { limit: 500 })
    expect(named.some(({ capabilities }) => capabilities.includes('ALOF'))).toBe(true)
    for (const offer of ['published', 'crosswalk', 'editorial', 'listed'] as const) {
      const found = searchControls('', { capability: 'ALOF', offer, limit: 5000 })
      expect(found.length).toBeGreaterThan(0)
      expect(found.every((control) => control.offer === offer)).toBe(true)
    }
  })

  it('[CTL22] prefers an organisation’s own rows, for their capability only', () => {
    const own = [
      { standard: 'House rules', ref: 'H-1', title: 'Screen lock', capability: 'ALOF', side: 'hdo' },
    ] as const
    expect(searchControls('lock', { capability: 'ALOF', own })[0]).toMatchObject({ ref: 'H-1', offer: 'own' })
    expect(searchControls('', { capability: 'ALOF', own })[0]).toMatchObject({ ref: 'H-1' })
    expect(searchControls('house', { capability: 'AUDT', own })).toEqual([])
  })

  it('[CTL18] every offered control says where it comes from, and only rows of the capability are more than listed', () => {
    for (const control of searchControls('', { capability: 'ALOF', everything: true, limit: 5000 })) {
      expect(control.offer).toBe(control.row?.basis ?? 'listed')
      expect(`${control.standard} ${control.title}`).not.toContain('80001-2-8')
    }
  })
})
