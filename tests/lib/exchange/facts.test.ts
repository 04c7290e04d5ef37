import { describe, expect, it } from 'vitest'
import { readCsaf } from '@/lib/exchange/csaf-read'
import { readCycloneDx } from '@/lib/exchange/cyclonedx-read'
import { readMds2Json, readMds2Lines } from '@/lib/exchange/mds2-read'
import { must } from '@/lib/gsn/outcome'
import { hasSharedData, sharedFiles, sharedText } from '../../support/shared-data'

describe('security advisories', () => {
  it.skipIf(!hasSharedData)('[EXC7] are read whole: every vulnerability with its weakness, score and products', () => {
    const files = sharedFiles('csaf', '.json').filter((path) => path.includes('icsma'))
    expect(files).toHaveLength(14)
    for (const path of files) {
      const text = sharedText(path)
      const facts = must(readCsaf(text))
      expect(facts.document, path).toMatch(/^ICSMA-/)
      expect(facts.suggestions.length, path).toBe(JSON.parse(text).vulnerabilities.length)
      for (const suggestion of facts.suggestions) {
        if (suggestion.kind !== 'risk') throw new Error('An advisory answers no questions.')
        expect(suggestion.cvss, `${path} ${suggestion.path}`).toMatch(/^CVSS:3\.[01]\//)
        expect(suggestion.products.length, path).toBeGreaterThan(0)
        expect(suggestion.state).toBe('affected')
      }
      expect(facts.texts.length, path).toBeGreaterThan(2)
      expect(facts.problems, path).toEqual([])
    }
  })

  it.skipIf(!hasSharedData)('[EXC7] suggest a capability by weakness, and controls of both sides', () => {
    const facts = must(readCsaf(sharedText('csaf/icsma-22-151-02.json')))
    expect(facts.suggestions).toMatchObject([
      { key: 'CVE-2022-30277', cwe: ['CWE-613'], capabilities: ['ALOF'], advisory: 'ICSMA-22-151-02' },
    ])
    const sides = sharedFiles('csaf', '.json')
      .filter((path) => path.includes('icsma'))
      .flatMap((path) => {
        return must(readCsaf(sharedText(path))).suggestions.flatMap((each) =>
          each.kind === 'risk' ? each.controls : [],
        )
      })
    expect(new Set(sides.map(({ side }) => side))).toEqual(new Set(['mdm', 'hdo']))
  })

  it('[EXC7] tell what is wrong with them and keep the rest', () => {
    const facts = must(
      readCsaf(
        JSON.stringify({
          document: { csaf_version: '2.0', tracking: { id: 'X-1' } },
          vulnerabilities: [
            {
              cve: 'CVE-1',
              scores: [{ cvss_v3: { vectorString: 'CVSS:3.1/nonsense' } }],
              product_status: { fixed: ['P9'] },
            },
          ],
        }),
      ),
    )
    expect(facts.problems.map(({ path }) => path)).toEqual([
      'vulnerabilities[0].cve',
      'vulnerabilities[0].product_status',
      'vulnerabilities[0].scores[0]',
    ])
    expect(facts.suggestions).toMatchObject([{ state: 'fixed', products: [] }])
    for (const text of ['', '7', '[]', '{}', '{"document":7}', '['.repeat(100_000)])
      expect(readCsaf(text).ok, text.slice(0, 20)).toBe(false)
  })
})

describe('bills of materials', () => {
  it.skipIf(!hasSharedData)('[EXC8] are read whole: every component and every vulnerability', () => {
    const files = sharedFiles('sbom-vex', '.json')
    expect(files).toHaveLength(6)
    for (const path of files) {
      const json = JSON.parse(sharedText(path))
      const facts = must(readCycloneDx(sharedText(path)))
      const about = json.metadata?.component === undefined ? 0 : 1
      expect(facts.products.length, path).toBeGreaterThanOrEqual((json.components?.length ?? 0) + about)
      expect(facts.suggestions.length, path).toBe(json.vulnerabilities?.length ?? 0)
    }
  })

  it.skipIf(!hasSharedData)('[EXC8] say who is affected and why not', () => {
    const [affected] = must(readCycloneDx(sharedText('sbom-vex/cyclonedx-cisa-case1-vex-affected.json'))).suggestions
    expect(affected).toMatchObject({ state: 'affected', products: ['product-DEF'] })
    const [safe] = must(readCycloneDx(sharedText('sbom-vex/cyclonedx-vex.json'))).suggestions
    expect(safe).toMatchObject({ state: 'not-affected', cwe: ['CWE-611'], cve: 'CVE-2020-25649' })
    expect(safe).toMatchObject({ cvss: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N' })
  })

  it('[EXC8] that are none, or lie too deep, are refused or cut with a reason', () => {
    for (const text of ['', '{}', '{"bomFormat":"CycloneDX","specVersion":"1.5"}'])
      expect(readCycloneDx(text).ok).toBe(false)
    let deep: object = { name: 'x' }
    for (let n = 0; n < 90; n++) deep = { name: 'x', components: [deep] }
    const facts = must(
      readCycloneDx(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [deep] })),
    )
    expect(facts.products.length).toBeLessThan(60)
    expect(facts.problems).toHaveLength(1)
  })
})

describe('disclosure statements', () => {
  it.skipIf(!hasSharedData)(
    '[EXC9] are read with all their answers; blanks and contradictions are told and kept',
    () => {
      const facts = must(readMds2Json(sharedText('mds2/mds2-2019-questions.json')))
      expect(facts.suggestions).toHaveLength(240)
      const told = facts.problems.map(({ message }) => message)
      expect(told).toContain('CONN-1 is not answered.')
      expect(told.some((message) => message.startsWith('AUDT-2.8.2 says Yes, but AUDT-2.8 says No'))).toBe(true)
      expect(facts.suggestions.find(({ key }) => key === 'mds2:ALOF-1')).toMatchObject({
        answer: 'yes',
        capabilities: ['ALOF'],
      })
      expect(facts.by).toBe('MediCapture Inc.')
    },
  )

  it('[EXC9] from a workbook are found by their ids, misprints put right and told with their line', () => {
    const lines = [
      { line: 1, cells: ['MDS2', '', ''] },
      { line: 5, cells: ['', 'ALOF-1', 'Can it lock itself?', 'Yes', 'See Note 3'] },
      { line: 6, cells: ['', 'SHAD-15', 'Something', 'No', ''] },
      { line: 7, cells: ['', 'ZZZZ-3', 'Something', 'No', ''] },
      { line: 8, cells: ['DOC-1', 'Manufacturer', 'Acme'] },
    ]
    const facts = must(readMds2Lines(lines))
    expect(facts.suggestions).toMatchObject([
      { question: 'ALOF-1', answer: 'yes', note: 'See Note 3' },
      { question: 'SAHD-15', answer: 'no' },
      { question: 'DOC-1', answer: 'text', text: 'Acme' },
    ])
    expect(facts.problems.filter(({ line }) => line !== undefined).map(({ line, done }) => [line, done])).toEqual([
      [6, 'changed'],
      [7, 'left-out'],
    ])
    expect(readMds2Lines([{ line: 1, cells: ['nothing'] }]).ok).toBe(false)
  })
})

describe('suggestions', () => {
  it('[EXC6] have the same key in every later file, whatever moved in it, and say where they stand', () => {
    const advisory = (...cves: string[]) =>
      must(
        readCsaf(
          JSON.stringify({
            document: { csaf_version: '2.0', tracking: { id: 'X-1' } },
            vulnerabilities: cves.map((cve) => ({ cve, cwe: { id: 'CWE-613' } })),
          }),
        ),
      ).suggestions
    const [first] = advisory('CVE-2026-0001')
    const later = advisory('CVE-2026-0002', 'CVE-2026-0001')
    expect(later.find(({ key }) => key === first?.key)).toMatchObject({
      path: 'vulnerabilities[1]',
      cve: 'CVE-2026-0001',
    })
  })
})
