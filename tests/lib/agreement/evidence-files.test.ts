import { describe, expect, it } from 'vitest'
import { evidenceRows, MOST_OF_ALL, MOST_OF_ONE } from '@/lib/agreement/evidence-files'
import type { CanonicalElement } from '@/lib/case/canonical-case'
import { sha256Hex } from '@/lib/gsn/digest'
import type { ElementId } from '@/lib/gsn/graph'

interface File {
  readonly name: string
  readonly size: number
  readonly kept?: 'both' | 'own-side' | 'public'
  readonly stored?: false
  readonly beside?: true
}

/** A claim that rests on files. */
function caseOf(files: readonly File[]) {
  const element = (id: string, fields: object): CanonicalElement =>
    ({ id: id as ElementId, kind: 'solution', facet: 'evidence', name: id, statement: '', fields, texts: {} }) as never
  const top = { ...element('C1', {}), kind: 'goal', facet: undefined, role: 'C1' } as never as CanonicalElement
  const evidence = files.map(({ name, size, kept = 'both', stored }) =>
    element(name, {
      sha256: sha256Hex(name),
      confidentiality: kept,
      ...(stored === false ? {} : { fileName: name, fileSize: size, fileType: 'text/plain' }),
    }),
  )
  const relations = files.flatMap(({ name, beside }) =>
    beside ? [] : [{ from: 'C1', type: 'supportedBy', to: name, order: name } as never],
  )
  return { case: { schema: 1, elements: [top, ...evidence], relations, skipped: [] }, evidence }
}

const held = (files: readonly File[], closed: readonly string[] = []) =>
  Object.fromEntries(
    evidenceRows(caseOf(files), new Set(closed.map((name) => sha256Hex(name)))).map((row) => [
      files.find(({ name }) => sha256Hex(name) === row.sha256)?.name,
      row.held,
    ]),
  )

describe('the files of evidence in a bundle', () => {
  it('[VER9] travel with it under their hash, in the order of their hashes, each once', () => {
    const rows = evidenceRows(
      caseOf([
        { name: 'b', size: 3 },
        { name: 'a', size: 2 },
      ]),
      new Set(),
    )
    expect(rows.map(({ path, size, mediaType }) => ({ path, size, mediaType }))).toEqual(
      ['a', 'b']
        .map((name) => ({ path: `evidence/${sha256Hex(name)}`, size: name === 'a' ? 2 : 3, mediaType: 'text/plain' }))
        .sort((x, y) => (x.path < y.path ? -1 : 1)),
    )
  })

  it('[VER9] stay with their owner when the case or the store says so, and are only named', () => {
    const files: File[] = [
      { name: 'open', size: 1 },
      { name: 'kept by the case', size: 1, kept: 'own-side' },
      { name: 'kept by the store', size: 1 },
    ]
    expect(held(files, ['kept by the store'])).toEqual({
      open: 'embedded',
      'kept by the case': 'referenced',
      'kept by the store': 'referenced',
    })
  })

  it('[VER9] are not part of it when they are not kept with the case or not argued with', () => {
    const files: File[] = [
      { name: 'a hash of a file elsewhere', size: 1, stored: false },
      { name: 'beside the argument', size: 1, beside: true },
    ]
    expect(held(files)).toEqual({})
  })

  it('[VER9] are named when one is too large, and the small ones come first when all together are', () => {
    expect(
      held([
        { name: 'a', size: MOST_OF_ONE },
        { name: 'b', size: MOST_OF_ONE + 1 },
      ]),
    ).toEqual({
      a: 'embedded',
      b: 'referenced',
    })
    const many = Array.from({ length: 6 }, (_, i) => ({ name: `f${i}`, size: MOST_OF_ONE - i }))
    const rows = Object.values(held([...many, { name: 'small', size: 10 }]))
    expect(held([...many, { name: 'small', size: 10 }]).small).toBe('embedded')
    expect(rows.filter((how) => how === 'embedded').length).toBeLessThan(many.length)
    expect(MOST_OF_ALL).toBeGreaterThan(MOST_OF_ONE)
  })
})
