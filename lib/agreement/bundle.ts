import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import type { Envelope } from './dsse'
import type { Sign } from './ed25519'
import { isAgreementKind } from './event-kinds'
import type { ChainedEntry, LedgerHead } from './ledger-chain'
import { MANIFEST_PATH } from './manifest'
import { readmeText } from './readme'
import { writeZip, type ZipFile } from './zip'

export const SIGNATURES_PATH = 'signatures.json'
export const LEDGER_PATH = 'ledger.json'
export const README_PATH = 'README.txt'
export const VERIFIER_PATH = 'verify.mjs'

/** The files that a bundle holds after the manifest and its parts, in this order. */
export const OUTSIDE_PATHS = [LEDGER_PATH, README_PATH, VERIFIER_PATH, SIGNATURES_PATH] as const

export interface LedgerFile {
  readonly format: 'accord-ledger'
  readonly version: 1
  /** The shared chain from its first entry. Of entries that are not about agreements only the header is told. */
  readonly entries: readonly ChainedEntry[]
}

export interface SignaturesFile {
  readonly format: 'accord-signatures'
  readonly version: 1
  readonly envelopes: readonly Envelope[]
  /** The service's word for everything outside the manifest. */
  readonly export: ExportStatement & { readonly seal: string }
}

export interface ExportStatement {
  readonly at: string
  /** The digest of the manifest that everything here is about. */
  readonly manifest: string
  readonly ledger: LedgerHead
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  readonly envelopes: string
}

export interface BundleInput {
  /** Manifest and parts, as frozen. */
  readonly frozen: readonly ZipFile[]
  readonly envelopes: readonly Envelope[]
  /** The whole shared chain of the case. */
  readonly entries: readonly ChainedEntry[]
  readonly head: LedgerHead
  /** The verifier's program text. */
  readonly verifier: Uint8Array
  readonly servicePublicKey: string
  readonly at: string
}

/** The bytes that the seal of an export signs. */
export function exportBytes(statement: ExportStatement): Uint8Array {
  const { at, manifest, ledger, files, envelopes } = statement
  return concatBytes(utf8ToBytes('accord-export-1\n'), canonicalBytes({ at, manifest, ledger, files, envelopes }))
}

/** What a bundle tells of an entry: words that people said to each other about other things stay in the case. */
export function tellEntry(entry: ChainedEntry): ChainedEntry {
  const { chain, seq, prev, at, actor, kind, bodyDigest, hash, seal } = entry
  const header = { chain, seq, prev, at, kind, bodyDigest, hash, seal }
  const side = actor.side === undefined ? {} : { side: actor.side }
  if (!isAgreementKind(kind)) return { ...header, actor: { id: actor.id, name: '', ...side }, body: null, salt: null }
  return { ...header, actor: { id: actor.id, name: actor.name, ...side }, body: entry.body, salt: entry.salt }
}

/** [VER1] The `.rab` file: the frozen parts, then what proves them. The same input always gives the same bytes. */
export function makeBundle(input: BundleInput, sign: Sign): Uint8Array {
  const ledger: LedgerFile = { format: 'accord-ledger', version: 1, entries: input.entries.map(tellEntry) }
  const manifest = sha256Hex(input.frozen[0]?.path === MANIFEST_PATH ? input.frozen[0].bytes : new Uint8Array())
  const files: ZipFile[] = [
    { path: LEDGER_PATH, bytes: canonicalBytes(ledger) },
    { path: README_PATH, bytes: utf8ToBytes(readmeText(manifest, input.servicePublicKey)) },
    { path: VERIFIER_PATH, bytes: input.verifier },
  ]
  const statement: ExportStatement = {
    at: input.at,
    manifest,
    ledger: input.head,
    files: files.map(({ path, bytes }) => ({ path, sha256: sha256Hex(bytes) })),
    envelopes: sha256Hex(canonicalBytes(input.envelopes)),
  }
  const signatures: SignaturesFile = {
    format: 'accord-signatures',
    version: 1,
    envelopes: input.envelopes,
    export: { ...statement, seal: bytesToHex(sign(exportBytes(statement))) },
  }
  return writeZip([...input.frozen, ...files, { path: SIGNATURES_PATH, bytes: canonicalBytes(signatures) }])
}
