import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createReader, readCaseAfresh } from '@/lib/case/read'
import { allFindings } from '@/lib/findings/all-findings'
import { createFindings } from '@/lib/findings/create-findings'
import { RULES } from '@/lib/findings/rules'
import { grownCase, type Peer } from '../../support/case'
import { RULE_CASES, TODAY } from './rule-cases'

const SPEC = readFileSync(join(import.meta.dirname, '../../../lib/SPEC.md'), 'utf8')

function sentenceOf(id: string): string | undefined {
  return new RegExp(`^\\| ${id} +\\| (.*?) +\\|$`, 'm').exec(SPEC)?.[1]
}

function said(peer: Peer, rule: string, element: string) {
  return allFindings(peer.graph, TODAY).filter((each) => each.rule === rule && each.element === element)
}

describe('the table of rules', () => {
  it('has every rule once, each with a sentence, a clause and a place in lib/SPEC.md', () => {
    const ids = RULES.map(({ id }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(40)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const { id, title, source } of RULES) {
      expect(title, id).toMatch(/^[A-Z0-9].*[.)]$/)
      expect(source.length, id).toBeGreaterThan(5)
      expect(sentenceOf(id), `${id} in lib/SPEC.md`).toBe(title)
    }
  })

  it('has a story for every rule, and no story without its rule', () => {
    const told = new Set(RULE_CASES.map(({ rule }) => rule))
    expect(RULES.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([])
    const known = new Set(RULES.map(({ id }) => id))
    expect([...told].filter((id) => !known.has(id))).toEqual([])
  })

  for (const { rule, breaks, repairs, says } of RULE_CASES) {
    it(`${rule} speaks when it is broken, says what to do, and is silent when that is done`, () => {
      const peer = grownCase('ALOF')
      const reader = createReader(peer.doc)
      const engine = createFindings(reader, { today: () => TODAY })
      const expectAlike = () => expect(engine.findings().all).toEqual(allFindings(readCaseAfresh(peer.doc), TODAY))
      expectAlike()
      const element = breaks(peer)
      expectAlike()
      const findings = said(peer, rule, element)
      expect(findings.length).toBeGreaterThan(0)
      for (const { message, nextStep } of findings) {
        expect(message).toMatch(/\.$/)
        expect(nextStep).toMatch(/\.$/)
      }
      if (says !== undefined) expect(findings.map((each) => `${each.message} ${each.nextStep}`).join()).toContain(says)
      repairs(peer, element)
      expect(said(peer, rule, element)).toEqual([])
      expectAlike()
      reader.destroy()
    })
  }
})
