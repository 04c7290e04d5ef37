import { describe, expect, it } from 'vitest'
import { isStrictPath } from '@/lib/access/strict-pages'

describe('the strict policy', () => {
  it('[STR1] holds on every page where something is read to be signed, judged, or where keys are kept', () => {
    const strict = [
      '/cases/c1/agreement',
      '/cases/c1/agreement/3/sign',
      '/cases/c1/agreement/3/answer/refuse',
      '/cases/c1/agreement/audit',
      '/account/passkeys',
      '/check',
    ]
    expect(strict.filter((path) => !isStrictPath(path))).toEqual([])
  })

  it('[STR1] leaves the workspace and its neighbours the policy they need', () => {
    const usual = [
      '/',
      '/cases/c1',
      '/cases/new',
      '/cases/agreement',
      '/cases/c1/agreements',
      '/agreements',
      '/checks',
      '/inbox',
    ]
    expect(usual.filter(isStrictPath)).toEqual([])
  })
})
