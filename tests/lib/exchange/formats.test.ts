import { describe, expect, it } from 'vitest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { graphOfCaseJson, readCaseJson, writeCaseJson } from '@/lib/exchange/case-json'
import { recognise } from '@/lib/exchange/formats'
import { digestOf } from '@/lib/gsn/digest'
import { must } from '@/lib/gsn/outcome'
import { grownCase } from '../../support/case'
import { hasSharedData, sharedFiles, sharedText } from '../../support/shared-data'

describe('the JSON of a case', () => {
  it('[EXC11] is the same bytes after it was read and written again, and has the digest of the case', () => {
    const canonical = canonicalCase(grownCase('ALOF', 'AUDT').doc)
    const text = writeCaseJson(canonical)
    const again = must(readCaseJson(text))
    expect(writeCaseJson(again as typeof canonical)).toBe(text)
    expect(digestOf(again)).toBe(digestOf(canonical))
    expect([...must(graphOfCaseJson(text)).elements.keys()]).toEqual(canonical.elements.map(({ id }) => id))
  })

  it('[EXC11] that is none is refused with a sentence', () => {
    for (const text of [
      '',
      '7',
      '{}',
      '{"elements":[],"relations":7}',
      '{"elements":[7],"relations":[]}',
      '['.repeat(9_999),
    ]) {
      expect(readCaseJson(text)).toMatchObject({ ok: false, refusal: { code: 'no-case' } })
    }
  })
})

describe('a file whose format nobody named', () => {
  it.skipIf(!hasSharedData)('[EXC1] is read as what it looks like', () => {
    const expected = [
      ['gsn-yaml/examples', '.yaml', 'gsn-yaml'],
      ['ltac', '.ltac', 'ltac'],
      ['sacm', '.xml', 'sacm'],
      ['tea/current', '.json', 'tea'],
    ] as const
    for (const [folder, ending, format] of expected) {
      for (const path of sharedFiles(folder, ending)) {
        const seen = recognise(sharedText(path), path)
        expect(seen, path).toMatchObject({ ok: true, value: { format } })
      }
    }
  })

  it('[EXC1] is refused when it looks like none', () => {
    expect(recognise('just words')).toMatchObject({ ok: false, refusal: { code: 'file-unknown' } })
  })
})
