import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { exportBytes, type SignaturesFile } from '@/lib/agreement/bundle'
import { sealedBytes } from '@/lib/agreement/ledger-chain'
import { type Verdict, verdictText } from '@/lib/agreement/verdict'
import { verifyBundle } from '@/lib/agreement/verify'
import { readZip, writeZip, type ZipFile } from '@/lib/agreement/zip'
import { canonicalBytes, digestOf, sha256Hex } from '@/lib/gsn/digest'
import { must } from '@/lib/gsn/outcome'
import { verifyByNode } from '@/server/cli/node-ed25519'
import { HANA, Story, signedStory, testKey } from '../../support/agreement'

const { story, frozen } = signedStory()
const bundle = story.bundle(frozen)
const check = (bytes: Uint8Array): Verdict => verifyBundle(bytes, verifyByNode)
const codes = (verdict: Verdict) => verdict.problems.map((p) => p.code)

/** The bundle with its files changed, written as a bundle is written. */
function rewritten(change: (files: ZipFile[]) => ZipFile[]): Uint8Array {
  return writeZip(change([...must(readZip(bundle))]))
}

function withFile(path: string, alter: (value: never) => unknown): Uint8Array {
  return rewritten((files) =>
    files.map((f) =>
      f.path === path
        ? { path, bytes: canonicalBytes(alter(JSON.parse(new TextDecoder().decode(f.bytes)) as never)) }
        : f,
    ),
  )
}

describe('checking a signed baseline', () => {
  it('[VER1] tells anyone who holds the file that it is valid, who signed, and how the signature is vouched for', () => {
    const verdict = verifyBundle(bundle)
    expect(verdict).toMatchObject({ status: 'valid', problems: [], remarks: [], digest: frozen.digest })
    expect(verdict.facts?.acts.map((a) => [a.name, a.side])).toEqual([
      ['Mara Keller', 'mdm'],
      ['Hana Novak', 'hdo'],
    ])
    expect(verdictText(verdict)).toContain(
      'The service vouches for this person: password typed again, sealed by the service key.',
    )
  })

  it('[VER1] is made the same way twice, byte for byte', () => {
    expect(story.bundle(frozen)).toEqual(bundle)
  })

  it('[VER3] keeps the words of comments inside the case: the bundle holds only their digests', () => {
    expect(new TextDecoder().decode(bundle)).not.toContain('Words that stay in the case')
  })

  it('[VER1] says with a remark that a version is not in force yet', () => {
    const open = new Story()
    const version = open.propose()
    open.sign(version, 'mdm')
    expect(check(open.bundle(version))).toMatchObject({ status: 'remarks', problems: [] })
  })

  it('[VER1] says with a remark that a later baseline has replaced it', () => {
    const { story: longer, frozen: first } = signedStory()
    longer.peer.do('add-element', { kind: 'goal', statement: 'Another claim' })
    const second = longer.propose(2, first.digest)
    const signatures = longer.envelopes.length
    longer.sign(second, 'mdm')
    longer.sign(second, 'hdo')
    longer.inForce(second, 2, first.digest)
    const verdict = check(longer.bundle(first, { envelopes: longer.envelopes.slice(0, signatures) }))
    expect(verdict.status).toBe('remarks')
    expect(verdict.remarks[0]).toMatch(/replaced by a later one/)
  })
})

describe('a bundle that somebody changed', () => {
  const SAMPLED = 3000
  const seed = Number(process.env.SEED ?? 20261121)
  it(`[VER1] is not valid when any one byte is another (every byte of its structure, ${SAMPLED} of the rest, seed ${seed})`, () => {
    const offsets = new Set<number>()
    const files = must(readZip(bundle))
    // Structure: every byte of the local headers, of the list of parts and of its end, and the ends of each part.
    let at = 0
    for (const { path, bytes } of files) {
      const start = at + 30 + path.length
      for (let i = at; i < start + 2; i++) offsets.add(i)
      at = start + bytes.length
      offsets.add(at - 1)
    }
    for (let i = at; i < bundle.length; i++) offsets.add(i)
    let state = seed
    const enough = Math.min(bundle.length, offsets.size + SAMPLED)
    while (offsets.size < enough) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      offsets.add(state % bundle.length)
    }
    expect(offsets.size).toBeGreaterThan(3000)
    const passed: number[] = []
    for (const offset of offsets) {
      const changed = bundle.slice()
      changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8))
      if (check(changed).status !== 'not-valid') passed.push(offset)
    }
    expect(passed).toEqual([])
  })

  it('[VER1] is not valid when a byte of its proofs is another: both ends and every 11th byte of signatures and history', () => {
    const passed: number[] = []
    for (const path of ['signatures.json', 'ledger.json']) {
      const text = must(readZip(bundle)).find((f) => f.path === path)
      const length = text?.bytes.length ?? 0
      for (let i = 0; i < length; i += i < 60 || i > length - 90 ? 1 : 11) {
        const changed = rewritten((files) =>
          files.map((f) => {
            if (f.path !== path) return f
            const bytes = f.bytes.slice()
            bytes[i] = (bytes[i] ?? 0) ^ 1
            return { path, bytes }
          }),
        )
        if (check(changed).status !== 'not-valid') passed.push(i)
      }
    }
    expect(passed).toEqual([])
  })

  it('[VER1] never throws: cut off anywhere, empty, or something else altogether', () => {
    for (const length of [0, 1, 21, 22, 100, 1000, bundle.length - 1]) {
      expect(check(bundle.slice(0, length)).status).toBe('not-valid')
    }
    expect(check(utf8ToBytes('PK is how it starts, but it is a letter')).status).toBe('not-valid')
  })

  it('[VER3] names the part that is not the one that was signed', () => {
    const changed = withFile('content/case.json', (part: object) => ({ ...part, elements: [] }))
    expect(check(changed).problems).toEqual([
      expect.objectContaining({ code: 'part-changed', where: 'content/case.json' }),
    ])
  })

  it('[VER3] refuses two parts that changed places', () => {
    const swapped = rewritten((files) => {
      const of = (path: string) => files.find((f) => f.path === path)?.bytes ?? new Uint8Array()
      const [risks, controls] = [of('content/charter.json'), of('content/roster.json')]
      return files.map((f) => {
        if (f.path === 'content/charter.json') return { ...f, bytes: controls }
        return f.path === 'content/roster.json' ? { ...f, bytes: risks } : f
      })
    })
    expect(codes(check(swapped))).toEqual(['part-changed', 'part-changed'])
    const order = rewritten(([first, second, third, ...rest]) => [first, third, second, ...rest] as ZipFile[])
    expect(codes(check(order))).toEqual(['part-order'])
  })

  it('[VER3] refuses a part that the manifest does not know, and misses one that it does', () => {
    expect(codes(check(rewritten((f) => [...f, { path: 'note.txt', bytes: utf8ToBytes('hello') }])))).toEqual([
      'part-extra',
    ])
    expect(codes(check(rewritten((f) => f.filter(({ path }) => path !== 'content/risks.json'))))).toEqual([
      'part-missing',
    ])
  })

  it('[VER3] refuses a manifest that was rewritten to fit: the history records another digest', () => {
    const changed = withFile('manifest.json', (m: { case: object }) => ({ ...m, case: { ...m.case, title: 'Other' } }))
    expect(codes(check(changed))).toEqual(expect.arrayContaining(['proposal-digest', 'export', 'envelope']))
  })

  it('[VER4] refuses another verifier or README than the one that was exported', () => {
    const changed = rewritten((f) =>
      f.map((file) => (file.path === 'verify.mjs' ? { ...file, bytes: utf8ToBytes('console.log("VALID")') } : file)),
    )
    expect(check(changed).problems).toEqual([expect.objectContaining({ code: 'export', where: 'verify.mjs' })])
  })

  it('[VER4] refuses a history that lost its last entries, even sealed ones', () => {
    const changed = withFile('ledger.json', (l: { entries: unknown[] }) => ({ ...l, entries: l.entries.slice(0, -1) }))
    const verdict = check(changed)
    expect(verdict.status).toBe('not-valid')
    expect(verdict.problems[0]?.message).toMatch(/5 entries; 6 were exported|holds \d+ entries/)
  })

  it('[VER5] refuses a signature that was moved from another version', () => {
    const other = new Story()
    other.peer.do('add-element', { kind: 'goal', statement: 'A weaker claim' })
    const weaker = other.propose()
    other.sign(weaker, 'mdm')
    other.sign(weaker, 'hdo', {}, frozen.digest)
    other.inForce(weaker)
    const verdict = check(other.bundle(weaker))
    expect(verdict.problems).toEqual([
      expect.objectContaining({ code: 'envelope', message: 'Its statement is about another version.' }),
    ])
  })

  it('[VER5] refuses a signature that the history does not know, and misses one that it does', () => {
    const [first] = story.envelopes
    expect(codes(check(story.bundle(frozen, { envelopes: first === undefined ? [] : [first] })))).toEqual([
      'envelope-missing',
    ])
    const { story: more, frozen: same } = signedStory()
    more.envelopes.push(...(new Array(1).fill(signExtra(more)) as typeof more.envelopes))
    expect(codes(check(more.bundle(same)))).toEqual(['envelope-unknown'])
  })

  it('[VER5] refuses a signer whom the frozen roster does not name', () => {
    const forged = new Story()
    const version = forged.propose()
    forged.sign(version, 'mdm')
    forged.sign(version, 'hdo', { signer: { id: 'eve', name: 'Eve', title: 'Signatory' } })
    const verdict = check(forged.bundle(version))
    expect(verdict.status).toBe('not-valid')
    expect(verdict.problems[0]?.message).toMatch(/names another person/)
  })

  it('[VER5] refuses a statement that was used before', () => {
    const twice = new Story()
    const version = twice.propose()
    twice.sign(version, 'mdm', { nonce: '0'.repeat(32) })
    twice.sign(version, 'hdo', { nonce: '0'.repeat(32) })
    twice.inForce(version)
    expect(codes(check(twice.bundle(version)))).toEqual(['nonce'])
  })

  it('[VER5] refuses a history that was rewritten after a signer had witnessed it', () => {
    const rewrittenStory = new Story()
    rewrittenStory.add('case.created', { title: 'What was said first', template: 'blank' })
    const head = { size: 1, head: rewrittenStory.entries[0]?.hash ?? '' }
    const other = new Story()
    other.add('case.created', { title: 'What was put in its place', template: 'blank' })
    const version = other.propose()
    other.sign(version, 'mdm', { ledger: head })
    other.sign(version, 'hdo')
    other.inForce(version)
    const verdict = check(other.bundle(version))
    expect(verdict.problems).toEqual([
      expect.objectContaining({ message: 'It witnesses another history than the one in this bundle.' }),
    ])
  })

  it('[VER4] refuses a chain that was sealed anew with another key', () => {
    const thief = testKey('thief')
    const changed = rewritten((files) => {
      const parse = (path: string) => JSON.parse(new TextDecoder().decode(files.find((f) => f.path === path)?.bytes))
      const ledger = parse('ledger.json') as { entries: { hash: string; seal: string }[] }
      const entries = ledger.entries.map((e) => ({ ...e, seal: bytesToHex(thief.sign(sealedBytes(e.hash))) }))
      const bytes = canonicalBytes({ ...ledger, entries })
      const { export: old, ...signatures } = parse('signatures.json') as SignaturesFile
      const files2 = old.files.map((f) => (f.path === 'ledger.json' ? { ...f, sha256: sha256Hex(bytes) } : f))
      const statement = { ...old, files: files2 }
      const resealed = { ...statement, seal: bytesToHex(thief.sign(exportBytes(statement))) }
      return files.map((f) => {
        if (f.path === 'ledger.json') return { ...f, bytes }
        return f.path === 'signatures.json' ? { ...f, bytes: canonicalBytes({ ...signatures, export: resealed }) } : f
      })
    })
    expect(new Set(codes(check(changed)))).toEqual(new Set(['chain-seal', 'export']))
  })

  it('[VER5] refuses a key that was added after the version was frozen', () => {
    const late = new Story()
    const version = late.propose()
    late.sign(version, 'mdm')
    late.sign(version, 'hdo', {}, version.digest, testKey('enrolled later'))
    late.inForce(version)
    const verdict = check(late.bundle(version))
    expect(verdict.problems).toEqual([
      expect.objectContaining({ code: 'envelope', message: 'It names a key that the charter does not name.' }),
    ])
  })

  it('[VER2] refuses JSON that can be read in two ways', () => {
    const doubled = rewritten((files) =>
      files.map((f) =>
        f.path === 'signatures.json'
          ? { ...f, bytes: utf8ToBytes(new TextDecoder().decode(f.bytes).replace('{', '{"version":2,')) }
          : f,
      ),
    )
    expect(check(doubled).problems).toEqual([expect.objectContaining({ code: 'json', where: 'signatures.json' })])
  })
})

/** An envelope with a true signature of the service, for an act that was never recorded. */
function signExtra(of: Story) {
  const copy = new Story(of.key, of.peer)
  const version = copy.propose()
  copy.sign(version, 'hdo', { signer: { id: HANA.id, name: HANA.name, title: digestOf('x') } })
  return copy.envelopes[0]
}
