import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  BASES,
  CAPABILITIES,
  CAPABILITY_CODES,
  CONTROL_SOURCES,
  CONTROL_STANDARDS,
  capabilitiesForWeakness,
  capabilityByCode,
  controlsFor,
  isCapabilityCode,
  LIFE_CYCLE_STAGES,
  MDS2_ADDITIONS,
  SUPPORTING_DOCUMENTS,
  TOPIC_GROUPS,
  TOPIC_SOURCES,
  TOPICS,
  WEAKNESS_SOURCE,
  WEAKNESSES,
} from '@/catalog'
import { CONTROL_LISTS } from '@/catalog/controls/lists'
import { CROSSWALKS } from '@/catalog/controls/see-also'
import { filesUnder, rowsOfEveryCapability, textsIn } from './catalog-reading'

const rows = rowsOfEveryCapability()
const listed = (standard: string, ref: string) =>
  CONTROL_LISTS.find((list) => list.standard === standard)?.controls.filter((control) => control.ref === ref) ?? []

describe('capabilities', () => {
  it('[CAT1] are exactly the 19 of IEC TR 80001-2-2:2012, each with its own texts', () => {
    expect(CAPABILITY_CODES).toHaveLength(19)
    expect(CAPABILITIES.map(({ code }) => code)).toEqual([...CAPABILITY_CODES])
    for (const capability of CAPABILITIES) {
      const { code, name, goal, need, protects, typicalThreats, typicalEvidence } = capability
      expect(capabilityByCode(code)).toBe(capability)
      for (const text of [name, goal, need]) expect(text, code).not.toBe('')
      for (const list of [protects, typicalThreats, typicalEvidence.mdm, typicalEvidence.hdo])
        expect(list.length, code).toBeGreaterThan(0)
    }
  })

  it('[CAT2] and the four additions of MDS2-2019 are kept apart', () => {
    expect(MDS2_ADDITIONS.map(({ code }) => code)).toEqual(['MPII', 'CONN', 'SBOM', 'RMOT'])
    expect(MDS2_ADDITIONS.filter(({ code }) => isCapabilityCode(code))).toEqual([])
  })

  it('[CAT3] name advisories, vulnerabilities and weaknesses by well-formed identifiers only', () => {
    for (const { code, advisories } of CAPABILITIES)
      for (const { id, cves, weaknesses } of advisories) {
        expect(id, code).toMatch(/^ICSMA-\d\d-\d{3}-\d\d[A-Z]?$/)
        for (const cve of cves) expect(cve, id).toMatch(/^CVE-\d{4}-\d{4,}$/)
        for (const cwe of weaknesses) expect(cwe, id).toMatch(/^CWE-\d+$/)
      }
  })
})

describe('rows of controls', () => {
  it('[CAT4] each have a standard, a reference, a title, a basis and a source', () => {
    expect(rows.length).toBeGreaterThan(900)
    const standards: readonly string[] = CONTROL_STANDARDS.map(({ name }) => name)
    for (const { code, row } of rows) {
      expect(standards, `${code} ${row.ref}`).toContain(row.standard)
      expect(Object.keys(BASES), `${code} ${row.ref}`).toContain(row.basis)
      expect(Object.keys(CONTROL_SOURCES), `${code} ${row.ref}`).toContain(row.source)
      expect(row.ref.trim() && row.title.trim(), `${code} ${row.ref}`).not.toBe('')
    }
  })

  it('[CAT5] are called published in exactly 25 cases, all of them for ALOF', () => {
    const published = rows.filter(({ row }) => row.basis === 'published')
    expect(published).toHaveLength(25)
    expect(new Set(published.map(({ code }) => code))).toEqual(new Set(['ALOF']))
    expect(new Set(published.map(({ row }) => row.source))).toEqual(new Set(['table-ii']))
  })

  it('[CAT6] of editorial basis say that they are no rows of IEC TR 80001-2-8', () => {
    for (const { row } of rows.filter(({ row }) => row.basis === 'editorial')) expect(row.source).toBe('project')
    expect(CONTROL_SOURCES.project).toContain('not a row of IEC TR 80001-2-8')
    expect(BASES.editorial.meaning).toContain('Not from IEC TR 80001-2-8')
  })

  it('[CAT7] by crosswalk name the rows that they follow from', () => {
    const wrong = rows.filter(
      ({ row }) => (row.basis === 'crosswalk') !== (row.via !== undefined && row.via.length > 0),
    )
    expect(wrong).toEqual([])
  })

  it('[CAT8] are unique per capability by standard, reference and title', () => {
    for (const code of CAPABILITY_CODES) {
      const keys = controlsFor(code).map(({ standard, ref, title }) => JSON.stringify([standard, ref, title]))
      expect(new Set(keys).size, code).toBe(keys.length)
    }
  })

  it('[CAT9] stand in the list of their edition with the same title, or a note tells the difference', () => {
    const strangers = rows.filter(({ row }) => {
      const same = listed(row.standard, row.ref).some(({ title }) => title.toLowerCase() === row.title.toLowerCase())
      return !same && !(row.note !== undefined && listed(row.standard, row.ref).length > 0)
    })
    expect(strangers).toEqual([])
  })

  it('[CAT10] offer no withdrawn control without a note', () => {
    const offered = rows.filter(({ row }) => listed(row.standard, row.ref).some(({ withdrawn }) => withdrawn))
    expect(offered.filter(({ row }) => row.note === undefined)).toEqual([])
  })
})

describe('lists of controls', () => {
  it('[CAT11] exist for every standard, edition by edition, and say where they come from', () => {
    expect(CONTROL_LISTS.map(({ standard }) => standard)).toEqual(CONTROL_STANDARDS.map(({ name }) => name))
    for (const list of CONTROL_LISTS)
      for (const text of [list.title, list.source, list.licence, list.remark]) expect(text, list.standard).not.toBe('')
  })

  it('[CAT12] hold identifiers and titles only', () => {
    for (const { standard, controls, groups } of CONTROL_LISTS)
      for (const control of controls) {
        const unknown = Object.keys(control).filter((key) => !['ref', 'title', 'group', 'withdrawn'].includes(key))
        expect(unknown, `${standard} ${control.ref}`).toEqual([])
        expect(control.title.length, `${standard} ${control.ref}`).toBeLessThanOrEqual(100)
        if (control.group !== undefined) expect(Object.keys(groups), standard).toContain(control.group)
      }
  })

  it('[CAT13] have each control once, except the nine rows of ISO 27799 as printed', () => {
    for (const { standard, controls } of CONTROL_LISTS) {
      const keys = controls.map(({ ref, title }) => (standard === 'ISO 27799:2008' ? `${ref} ${title}` : ref))
      expect(new Set(keys).size, standard).toBe(keys.length)
    }
  })

  it('[CAT14] are joined by crosswalks whose both ends exist and whose relations are explained', () => {
    for (const { id, from, to, source, relations, pairs } of CROSSWALKS) {
      expect(source, id).not.toBe('')
      for (const [ref, relation, refs] of pairs) {
        expect(Object.keys(relations), id).toContain(relation)
        expect(listed(from, ref).length, `${id}: ${from} ${ref}`).toBe(1)
        for (const target of refs) expect(listed(to, target).length, `${id}: ${to} ${target}`).toBe(1)
      }
    }
  })
})

describe('responsibility topics', () => {
  it('[CAT15] are 46 with ids of their own and a share for each side', () => {
    expect(TOPICS).toHaveLength(46)
    expect(new Set(TOPICS.map(({ id }) => id)).size).toBe(46)
    for (const { id, group, topic, mdm, hdo } of TOPICS) {
      expect(id).toMatch(/^RA-\d\d$/)
      expect(TOPIC_GROUPS, id).toContain(group)
      for (const text of [topic, mdm, hdo]) expect(text.trim(), id).not.toBe('')
      expect(mdm.endsWith('.') && hdo.endsWith('.'), id).toBe(true)
    }
  })

  it('[CAT16] name known sources, stages and parameters, and call themselves proposals where no source asks for them', () => {
    const stages = LIFE_CYCLE_STAGES.map(({ id }) => id)
    for (const { id, basis, sources, stages: own, parameters } of TOPICS) {
      expect(sources.length > 0 && own.length > 0, id).toBe(true)
      for (const source of sources) expect(Object.keys(TOPIC_SOURCES), id).toContain(source)
      for (const stage of own) expect(stages, id).toContain(stage)
      if (sources.every((source) => source === 'P')) expect(basis, id).toBe('proposal')
      expect(new Set(parameters.map(({ key }) => key)).size, id).toBe(parameters.length)
    }
  })
})

describe('supporting documents and weaknesses', () => {
  it('[CAT17] are the ten of the technical report, filled by roles that the patterns have', () => {
    expect(SUPPORTING_DOCUMENTS).toHaveLength(10)
    expect(new Set(SUPPORTING_DOCUMENTS.map(({ id }) => id)).size).toBe(10)
    const patterns = filesUnder('catalog/patterns')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
    expect(patterns).not.toBe('')
    for (const { id, roles } of SUPPORTING_DOCUMENTS)
      for (const role of roles) expect(patterns, `${id} ${role}`).toMatch(new RegExp(`\\b${role}\\b`))
  })

  it('[CAT18] are suggested from CWE identifiers to known capabilities, marked as this project’s own', () => {
    expect(WEAKNESSES.length).toBeGreaterThan(100)
    expect(WEAKNESS_SOURCE).toContain('own suggestion')
    for (const cwe of WEAKNESSES) {
      expect(cwe).toMatch(/^CWE-\d+$/)
      expect(capabilitiesForWeakness(cwe).length, cwe).toBeGreaterThan(0)
      for (const code of capabilitiesForWeakness(cwe)) expect(isCapabilityCode(code), `${cwe} ${code}`).toBe(true)
    }
    expect(capabilitiesForWeakness('CWE-613')).toEqual(['ALOF'])
    expect(capabilitiesForWeakness('toString')).toEqual([])
  })
})

describe('every text of the catalogue', () => {
  const texts = filesUnder('catalog')
    .filter((file) => file.endsWith('.json'))
    .flatMap(textsIn)

  it('[CAT19] is too short to be the prose of a standard', () => {
    expect(texts.length).toBeGreaterThan(5000)
    expect(texts.filter(({ text }) => text.length > 300)).toEqual([])
  })

  it('[CAT20] holds no control, invisible or direction-changing character', () => {
    expect(texts.filter(({ text }) => /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(text))).toEqual([])
  })

  it('[CAT21] speaks of the data only: no workplace path and no word about a stored copy', () => {
    expect(texts.filter(({ text }) => /\/work\/|\bseed \d|stored text|snapshot/i.test(text))).toEqual([])
  })
})
