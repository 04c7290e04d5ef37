import { describe, expect, it } from 'vitest'
import type { Element } from '@/lib/gsn/graph'
import { createCaseSearch } from '@/lib/search/case-search'
import { excerpt } from '@/lib/search/excerpt'

const element = (id: string, rest: Partial<Element> = {}): Element => ({
  id,
  kind: 'goal',
  name: id,
  statement: '',
  undeveloped: false,
  deleted: false,
  fields: {},
  texts: {},
  ...rest,
})

describe('search in a case', () => {
  it('[FND1] finds by the beginnings of all words, names first', () => {
    const search = createCaseSearch()
    search.setElements([
      element('C8-ALOF-1', { statement: 'Session lock after five minutes' }),
      element('C8-ALOF-12', { statement: 'Screen saver' }),
      element('G1', { statement: 'As C8-ALOF-1 says, the session is locked' }),
    ])
    expect(search.find('sess lock').map((hit) => hit.element)).toEqual(['C8-ALOF-1', 'G1'])
    expect(search.find('C8-ALOF-1')[0]?.element).toBe('C8-ALOF-1')
    expect(search.find('sess saver')).toEqual([])
    expect(search.find('')).toEqual([])
  })

  it('[FND1] says under which label the words stand', () => {
    const search = createCaseSearch()
    search.setElements([
      element('C8', { facet: 'control', fields: { ref: 'AC-11' }, texts: { dutyHdo: 'Trains the night shift' } }),
    ])
    expect(search.find('night')[0]?.where).toBe('What the hospital does')
    expect(search.find('AC-11')[0]?.where).toBe('Reference')
    search.setNarrative('C8', 'Long story about wards')
    expect(search.find('wards')[0]?.where).toBe('Narrative')
    search.setNarrative('C8', '')
    expect(search.find('wards')).toEqual([])
  })

  it('[FND1] follows edits, removals and conversations', () => {
    const search = createCaseSearch()
    const before = element('G1', { statement: 'Pump is patched' })
    search.setElements([before, element('G2', { statement: 'Other' })])
    search.setElements([{ ...before, statement: 'Pump is replaced' }])
    expect(search.find('patched')).toEqual([])
    expect(search.find('replaced')).toHaveLength(1)
    expect(search.find('Other')).toEqual([])
    const thread = { id: 't1', element: 'G1', text: 'Who pays?', replies: [] }
    search.setThreads([thread])
    search.setThreads([{ ...thread, replies: [{ text: 'The hospital' }] }])
    expect(search.find('hospital')).toMatchObject([{ kind: 'thread', thread: 't1', element: 'G1' }])
  })

  it('[FND1] takes whatever people type or paste without harm', () => {
    const search = createCaseSearch()
    search.setElements([element('G1', { statement: '<script>alert(1)</script> İstanbul ((((a+)+)+)+' })])
    for (const query of ['<script>', '((((a+)+)+)+', 'x'.repeat(100_000), '\u0000', '__proto__', 'İst']) {
      expect(() => search.find(query)).not.toThrow()
    }
    expect(search.find('script')).toHaveLength(1)
  })

  it('[FND2] shows the words where they stand, marked, without markup', () => {
    const text = `${'before '.repeat(40)}the lock <b>holds</b> ${'after '.repeat(40)}`
    const runs = excerpt(text, ['lock'], 80)
    expect(runs.filter((run) => run.found).map((run) => run.text)).toEqual(['lock'])
    expect(runs.map((run) => run.text).join('').length).toBeLessThanOrEqual(90)
    expect(excerpt('', ['x'])).toEqual([])
    expect(excerpt('İİİ lock', ['lock']).map((run) => run.text)).toEqual(['İİİ lock'])
  })
})
