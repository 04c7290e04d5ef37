import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { SIDES } from '@/lib/agreement/charter'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from '@/server/cli/node-ed25519'
import { Story, testKey } from '../../support/agreement'
import { PASSKEY_KINDS, type PasskeyKind, SoftPasskey } from '../../support/soft-passkey'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** The files of a bundle in a folder, as any unzip program lays them out. */
function unpacked(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-recipe-'))
  folders.push(folder)
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** Runs what the README tells its reader to type. */
function byHand(folder: string) {
  const readme = readFileSync(join(folder, 'README.txt'), 'utf8')
  const steps = readme.slice(readme.indexOf('1. The digest'), readme.indexOf('3. Read'))
  const commands = steps.split('\n').filter((line) => line !== '' && !/^\d\./.test(line))
  const run = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', commands.join('\n')], { cwd: folder, encoding: 'utf8' })
  return { ...run, verified: run.stdout.match(/Signature Verified Successfully/g)?.length ?? 0 }
}

/** Both administrators adopt by keys of one kind, the maker signs by another, the hospital by password after a new key of the service. */
function told(kind: PasskeyKind, signer: PasskeyKind): Uint8Array {
  const story = new Story()
  story.add('case.created', { title: 'Infusion pump', template: 'blank' })
  const own = { mdm: new SoftPasskey(kind), hdo: new SoftPasskey(kind) }
  for (const side of SIDES) story.enrolAdministrator(side, own[side])
  story.adoptSigned({ mdm: own.mdm })
  const mara = new SoftPasskey(signer)
  story.enrol('mdm', mara)
  const frozen = story.propose()
  story.signByKey(frozen, 'mdm', mara)
  story.rotate(testKey('the next service key'))
  story.sign(frozen, 'hdo')
  story.inForce(frozen)
  const bundle = story.bundle(frozen)
  expect(verifyBundle(bundle, verifyByNode).problems).toEqual([])
  return bundle
}

describe('the recipe in a bundle', () => {
  const pairs = PASSKEY_KINDS.map((kind, i) => [kind, PASSKEY_KINDS[(i + 1) % 3] as PasskeyKind] as const)
  it.each(pairs)(
    '[VER6] works with sha256sum and openssl for a charter adopted with %s, a signature with %s, and a service that changed its key',
    (kind, signer) => {
      const folder = unpacked(told(kind, signer))
      const good = byHand(folder)
      expect(good.stderr).toBe('')
      // Two adoptions and two signatures, the passwords of them under the old and the new key of the service.
      expect(good.verified).toBe(4)
      expect(good.stdout.match(/asked for exactly this statement/g)).toHaveLength(2)
      expect(good.status).toBe(0)
    },
  )

  it.each(PASSKEY_KINDS)('[VER6] fails by hand, too, when a signature with %s is another', (kind) => {
    const folder = unpacked(told('ES256', kind))
    const path = join(folder, 'signatures.json')
    const text = readFileSync(path, 'utf8')
    const sigs = [...text.matchAll(/"sig":"([^"]*)"/g)]
    const third = sigs[2]
    if (third === undefined) throw new Error('The bundle has no third signature')
    const [, sig = ''] = third
    const at = third.index + '"sig":"'.length + Math.floor(sig.length / 2)
    writeFileSync(path, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`)
    const bad = byHand(folder)
    expect(bad.status).not.toBe(0)
    expect(bad.verified).toBe(2)
  })
})
