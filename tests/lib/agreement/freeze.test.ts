import { describe, expect, it } from 'vitest'
import { frozenZip } from '@/lib/agreement/freeze'
import { readCanonical } from '@/lib/agreement/manifest'
import { sha256Hex } from '@/lib/gsn/digest'
import { Story } from '../../support/agreement'

const frozen = new Story().propose()
const view = new TextDecoder().decode(frozen.files.find((f) => f.path === 'view/agreement.html')?.bytes)

describe('freezing a version', () => {
  it('[AGR8] gives the same bytes each time, and every part is canonical', () => {
    expect(frozenZip(new Story().propose())).toEqual(frozenZip(frozen))
    for (const { path, bytes } of frozen.files) {
      if (path.endsWith('.json')) expect(readCanonical(bytes), path).toBeDefined()
    }
  })

  it('[AGR8] lists each part with its size and digest, and is named by the digest of that list', () => {
    for (const { path, size, sha256 } of frozen.manifest.parts) {
      const bytes = frozen.files.find((f) => f.path === path)?.bytes ?? new Uint8Array()
      expect([bytes.length, sha256Hex(bytes)]).toEqual([size, sha256])
    }
    expect(frozen.digest).toBe(sha256Hex(frozen.files[0]?.bytes ?? ''))
  })

  it('[AGR8] keeps its format until its version number changes', () => {
    expect(frozen.manifest.parts.map((p) => p.path)).toEqual([
      ...['case', 'risks', 'controls', 'responsibilities', 'terms', 'evidence', 'threads', 'approvals'].map(
        (name) => `content/${name}.json`,
      ),
      ...['preflight', 'charter', 'roster', 'changes', 'layout'].map((name) => `content/${name}.json`),
      'view/agreement.html',
    ])
    expect(Object.keys(frozen.manifest).sort().join(' ')).toBe(
      'case expires format frozen parts proposal proposer supersedes title version',
    )
    expect(frozen.manifest.version).toBe(2)
  })
})

describe('the page that is signed', () => {
  it('[AGR8] escapes what people wrote, so that no text can pass for a part of the page', () => {
    expect(view).toContain('Infusion pump &lt;IP-4&gt;')
    expect(view).toContain('The pump is &lt;acceptably&gt; secure')
    expect(view).not.toContain('<acceptably>')
  })

  it('[AGR8] holds no script, loads nothing, and says so to the browser', () => {
    expect(view).not.toMatch(/<script|<img|<link|<iframe|\son\w+=|javascript:|https?:\/\//i)
    expect(view).toContain("default-src 'none'")
  })

  it('[AGR9] says how signatures are vouched for', () => {
    expect(view).toContain('The service vouches for this person: password typed again, sealed by the service key.')
  })
})
