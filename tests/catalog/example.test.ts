import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { CAPABILITY_CODES, controlsFor, WEAKNESSES } from '@/catalog'
import { CONTROL_LISTS } from '@/catalog/controls/lists'
import type { ExamplePart } from '@/catalog/example/example'
import { EXAMPLE_FILES } from '@/catalog/example/files'
import { EXAMPLE_JUDGEMENTS } from '@/catalog/example/judgements'
import { EXAMPLE } from '@/catalog/example/meridian-lvp'
import { exampleTermName } from '@/catalog/example/terms'
import { filesUnder } from './catalog-reading'

const ADVISORIES = fileURLToPath(new URL('../../../shared/data/csaf', import.meta.url))
/** A day after the newest evidence: what is past by then is past on purpose. */
const TODAY = '2026-11-21'

const risks = EXAMPLE.capabilities.flatMap(({ code, risks }) => risks.map((risk) => ({ code, risk })))
const controls = risks.flatMap(({ code, risk }) => risk.controls.map((control) => ({ code, risk, control })))
const parts = controls.flatMap(({ control: { key, partMdm, partHdo } }) =>
  Object.entries({ mdm: partMdm, hdo: partHdo }).flatMap(([side, part]) => (part ? [{ key, side, part }] : [])),
)
const evidence = [
  ...controls.flatMap(({ control }) => control.evidence.map((item) => ({ on: `C8-${control.key}`, item }))),
  ...EXAMPLE.capabilities.flatMap(({ code, identificationEvidence = [] }) =>
    identificationEvidence.map((item) => ({ on: `C5-${code}`, item })),
  ),
  ...EXAMPLE.capabilities.flatMap(({ code, logEvidence }) =>
    logEvidence === undefined ? [] : [{ on: `C6-${code}`, item: logEvidence }],
  ),
]
const names = new Set([
  ...['C1', 'CTXT1', 'CTXT2', 'R1'],
  ...EXAMPLE.terms.map(exampleTermName),
  ...EXAMPLE.capabilities.flatMap(({ code, decision }) =>
    (decision === 'required' ? ['C2', 'C4', 'CTXT3', 'S1', 'J2', 'C5', 'CTXT4', 'C6'] : ['C2', 'C3', 'J1']).map(
      (role) => `${role}-${code}`,
    ),
  ),
  ...risks.flatMap(({ risk }) => ['C7', 'CTXT5', 'S2', 'CTXT6'].map((role) => `${role}-${risk.key}`)),
  ...controls.flatMap(({ control }) => [
    `C8-${control.key}`,
    ...control.evidence.map((_, index) => `Sn-${control.key}-${index + 1}`),
  ]),
])
const sidesOf = (items: readonly { readonly side: string }[]) => new Set(items.map(({ side }) => side))

describe('the worked example', () => {
  it('[CAT22] decides all 19 capabilities, and gives a reason for each that is not required', () => {
    expect(EXAMPLE.capabilities.map(({ code }) => code)).toEqual([...CAPABILITY_CODES])
    for (const { code, decision, justification, assets, identified, risks, logEvidence } of EXAMPLE.capabilities)
      if (decision === 'not-required') {
        expect(justification?.length, code).toBeGreaterThan(200)
        expect(risks, code).toEqual([])
      } else {
        expect(assets && identified, code).toBeTruthy()
        expect(risks.length === 0, code).toBe(logEvidence !== undefined)
      }
    expect(EXAMPLE.capabilities.filter(({ decision }) => decision === 'not-required').map(({ code }) => code)).toEqual([
      'DIDT',
      'EMRG',
    ])
  })

  it('[CAT23] is large enough to show the work: risks, controls, shared controls and evidence of both sides', () => {
    expect(risks.length).toBeGreaterThanOrEqual(27)
    expect(controls.length).toBeGreaterThanOrEqual(50)
    expect(controls.filter(({ control }) => control.responsible === 'shared').length).toBeGreaterThanOrEqual(8)
    expect(sidesOf(evidence.map(({ item }) => item))).toEqual(new Set(['mdm', 'hdo']))
    expect(EXAMPLE.threads.length).toBeGreaterThanOrEqual(6)
  })

  it('[CAT24] numbers risks and controls in order, so that names can be foreseen', () => {
    for (const { code, risks } of EXAMPLE.capabilities)
      for (const [r, risk] of risks.entries()) {
        expect(risk.key).toBe(`${code}-${r + 1}`)
        for (const [c, control] of risk.controls.entries()) expect(control.key).toBe(`${risk.key}-${c + 1}`)
      }
  })

  it('[CAT25] chooses controls that their edition lists under that title and has not withdrawn', () => {
    for (const { control } of controls) {
      const list = CONTROL_LISTS.find(({ standard }) => standard === control.standard)
      const found = list?.controls.filter(({ ref, title }) => ref === control.ref && title === control.title) ?? []
      expect(
        found.map(({ withdrawn }) => withdrawn),
        `${control.key} ${control.ref}`,
      ).toEqual([undefined])
    }
  })

  it('[CAT26] takes most controls from the rows of the capability', () => {
    const own = controls.filter(
      ({ code, control }) =>
        !controlsFor(code).some(({ standard, ref }) => standard === control.standard && ref === control.ref),
    )
    expect(own.length).toBeLessThan(controls.length / 5)
  })

  it('[CAT27] states every claim as a noun phrase with a verb phrase, without full stop or placeholder', () => {
    const claims = [...risks.map(({ risk }) => risk.statement), ...controls.map(({ control }) => control.statement)]
    for (const claim of [...claims, EXAMPLE.review.thenEdited.statement]) {
      expect(claim, claim).toMatch(/^[A-Z].* (is|are) .*[^.]$/)
      expect(claim, claim).not.toMatch(/[{}]/)
    }
    for (const { risk } of risks) expect(risk.statement).toMatch(/^Risk associated with .+ is mitigated$/)
  })

  it('[CAT28] says what each side does under a shared control, and what the responsible side does under any other', () => {
    for (const { control } of controls) {
      const { key, responsible, dutyMdm, dutyHdo } = control
      if (responsible !== 'hdo') expect(dutyMdm, key).toBeTruthy()
      if (responsible !== 'mdm') expect(dutyHdo, key).toBeTruthy()
    }
  })

  it('[CAT38] names a person, a state and an answer for the part of each responsible side, and for no other', () => {
    const people = new Set(parts.map(({ part }) => part.person))
    for (const { control } of controls) {
      const { key, responsible, partMdm, partHdo } = control
      expect([partMdm !== undefined, partHdo !== undefined], key).toEqual([
        responsible !== 'hdo',
        responsible !== 'mdm',
      ])
    }
    for (const { key, part } of parts) {
      expect(part.person, key).toMatch(/^[A-Z][\w ]+(, [A-Z].+)?$/)
      expect(part.answer !== undefined || part.state === 'proposed', key).toBe(true)
      expect(part.note !== undefined, key).toBe(part.answer === 'refused')
    }
    expect(people.size).toBeGreaterThanOrEqual(7)
  })

  it('[CAT39] judges evidence that it has, leaves three documents unjudged, and finds two wanting with a reason', () => {
    const references = new Set(evidence.map(({ item }) => item.reference))
    for (const { on, item } of evidence) expect(item.reference, on).toBeTruthy()
    const said = Object.entries(EXAMPLE_JUDGEMENTS).flatMap(([reference, sides]) =>
      Object.entries(sides).map(([side, judgement]) => ({ reference, side, judgement })),
    )
    for (const { reference } of said) expect(references).toContain(reference)
    for (const { reference } of EXAMPLE_FILES) expect(references).toContain(reference)
    const open = said.filter(({ judgement }) => judgement === 'open')
    expect(open.map(({ reference, side }) => `${reference} ${side}`)).toEqual([
      'NI-PT-0028 hdo',
      'NI-CR-0391 hdo',
      'SB-CFG-0340 mdm',
    ])
    const wanting = said.filter(({ judgement }) => judgement !== 'open' && judgement.no !== undefined)
    expect(wanting.map(({ reference, side }) => `${reference} ${side}`)).toEqual(['NI-TR-1254 hdo', 'SB-REC-1977 mdm'])
    for (const { judgement } of said) if (judgement !== 'open') expect(judgement.words).toMatch(/\.$/)
  })

  it('[CAT29] never makes a risk worse by treating it', () => {
    for (const { risk } of risks) {
      expect(risk.likelihoodAfter, risk.key).toBeLessThanOrEqual(risk.likelihoodBefore)
      expect(risk.severityAfter, risk.key).toBeLessThanOrEqual(risk.severityBefore)
    }
  })

  it('[CAT30] speaks in threads and review of elements that it has', () => {
    const { approvals, objection, thenEdited } = EXAMPLE.review
    for (const { on } of EXAMPLE.threads) expect(names, on).toContain(on)
    for (const { claim } of [...approvals, objection, thenEdited]) expect(names, claim).toContain(claim)
    const sides = sidesOf(
      approvals
        .filter(({ claim }) => claim === thenEdited.claim)
        .map(({ by }) => ({ side: by.includes('@mdm.') ? 'mdm' : 'hdo' })),
    )
    expect(sides).toEqual(new Set(['mdm', 'hdo']))
    expect(approvals.map(({ claim }) => claim)).not.toContain(objection.claim)
  })

  it('[CAT31] leaves gaps to find: each kind at least once', () => {
    expect(
      controls.filter(({ control }) => control.evidence.length === 0 && control.partHdo?.answer !== 'refused'),
    ).not.toEqual([])
    expect(
      controls.filter(({ control }) => control.responsible === 'shared' && sidesOf(control.evidence).size === 1),
    ).not.toEqual([])
    expect(evidence.filter(({ item }) => (item.reviewBy ?? TODAY) < TODAY).map(({ on }) => on)).toEqual([
      'C8-AUTH-2-2',
      'C8-PLOK-1-2',
    ])
    expect(risks.filter(({ risk }) => risk.controls.length === 0).map(({ risk }) => risk.key)).toEqual(['RDMP-2'])
    expect(
      EXAMPLE.capabilities
        .filter(
          ({ decision, identificationEvidence }) => decision === 'required' && identificationEvidence === undefined,
        )
        .map(({ code }) => code),
    ).toEqual(['DTBK', 'TXIG'])
    const keys = (fits: (part: ExamplePart) => boolean) =>
      parts.filter(({ part }) => fits(part)).map(({ key, side }) => `${key} ${side}`)
    const open = ({ state }: ExamplePart) => state === 'proposed' || state === 'started'
    expect(keys((part) => part.due !== undefined && part.due < TODAY && open(part))).toEqual([
      'AUDT-1-3 hdo',
      'SAHD-5-2 hdo',
    ])
    expect(keys(({ answer }) => answer === 'refused')).toEqual(['CSUP-2-3 hdo'])
    expect(keys(({ answer }) => answer === undefined)).toEqual(['RDMP-1-2 hdo'])
    expect(keys((part) => part.due === undefined && part.answer === 'accepted' && open(part))).toEqual([
      'CSUP-2-2 mdm',
      'CSUP-2-3 mdm',
    ])
    expect(controls.filter(({ control }) => control.unchecked).map(({ control }) => control.key)).toEqual([
      'CSUP-2-3',
      'RDMP-1-2',
    ])
    expect(
      risks.filter(({ risk }) => risk.likelihoodAfter > 1 && risk.severityAfter === 5).map(({ risk }) => risk.key),
    ).toEqual(['NAUT-2'])
  })

  it('[CAT32] dates evidence by real calendar days, and a review after the effective day', () => {
    for (const { on, item } of evidence)
      for (const day of [item.effective, item.reviewBy ?? item.effective]) {
        expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10), on).toBe(day)
        expect(day >= item.effective && item.effective <= TODAY, on).toBe(true)
      }
  })

  it('[CAT33] uses no control, invisible or direction-changing character', () => {
    const dirty = filesUnder('catalog/example').filter((file) => /[^\P{C}\n]/u.test(readFileSync(file, 'utf8')))
    expect(dirty).toEqual([])
  })
})

describe('the precedents of the worked example', () => {
  it('[CAT34] are weaknesses that the catalogue knows or the advisory names, in well-formed identifiers', () => {
    for (const { risk } of risks) {
      expect(risk.cve === undefined, risk.key).toBe(risk.advisory === undefined)
      expect(risk.cve === undefined, risk.key).toBe(risk.cvss === undefined || risk.cvssScore === undefined)
      if (risk.cve) expect(risk.cve, risk.key).toMatch(/^CVE-\d{4}-\d{4,}$/)
      if (risk.cwe) expect(WEAKNESSES, `${risk.key} ${risk.cwe}`).toContain(risk.cwe)
    }
  })

  it.skipIf(!existsSync(ADVISORIES))('[CAT35] repeat CVE, CWE and CVSS exactly as the advisories state them', () => {
    const facts = new Set(
      readdirSync(ADVISORIES)
        .filter((name) => name.startsWith('icsma-'))
        .flatMap(factsOf),
    )
    const quoted = risks.filter(({ risk }) => risk.advisory !== undefined)
    expect(quoted.length).toBeGreaterThanOrEqual(25)
    for (const { risk } of quoted)
      expect(facts, risk.key).toContain(fact(risk.advisory, risk.cve, risk.cwe, risk.cvss, risk.cvssScore))
  })
})

interface Advisory {
  readonly document: { readonly tracking: { readonly id: string } }
  readonly vulnerabilities: readonly {
    readonly cve: string
    readonly cwe: { readonly id: string }
    readonly scores: readonly { readonly cvss_v3: { readonly vectorString: string; readonly baseScore: number } }[]
  }[]
}

function fact(...parts: (string | undefined)[]): string {
  return parts.join(' | ')
}

function factsOf(name: string): string[] {
  const advisory = JSON.parse(readFileSync(join(ADVISORIES, name), 'utf8')) as Advisory
  return advisory.vulnerabilities.flatMap(({ cve, cwe, scores }) =>
    scores.map(({ cvss_v3: { vectorString, baseScore } }) =>
      fact(advisory.document.tracking.id, cve, cwe.id, vectorString, baseScore.toFixed(1)),
    ),
  )
}
