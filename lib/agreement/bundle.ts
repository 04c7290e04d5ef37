import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import type { Envelope } from './dsse'
import type { Sign } from './ed25519'
import { isAgreementEntry, isAgreementKind } from './event-kinds'
import type { ChainedEntry, LedgerHead } from './ledger-chain'
import { readManifest, readPart } from './manifest'
import { readmeText } from './readme'
import { writeZip, type ZipFile } from './zip'

export const SIGNATURES_PATH = 'signatures.json'
export const LEDGER_PATH = 'ledger.json'
export const README_PATH = 'README.txt'
export const PAPER_PATH = 'agreement.pdf'
export const PAGE_PATH = 'verify.html'
export const VERIFIER_PATH = 'verify.mjs'

/**
 * What a bundle may hold after the manifest and its parts, by the version of its signatures, in this order; `signatures`
 * comes last. The seal of the export lists which of them are there.
 */
export const OUTSIDE_PATHS = {
  1: [LEDGER_PATH, README_PATH, VERIFIER_PATH],
  2: [LEDGER_PATH, README_PATH, PAPER_PATH, PAGE_PATH, VERIFIER_PATH],
  3: [LEDGER_PATH, README_PATH, PAPER_PATH, PAGE_PATH, VERIFIER_PATH],
} as const
/** Without these a bundle proves nothing, or cannot be checked by who has only the bundle. */
export const NEEDED_PATHS: readonly string[] = [LEDGER_PATH, README_PATH, VERIFIER_PATH]

export interface LedgerFile {
  readonly format: 'accord-ledger'
  readonly version: 1
  /** The shared chain from its first entry. Of entries that are not about agreements only the header is told. */
  readonly entries: readonly ChainedEntry[]
}

export interface SignaturesFile {
  readonly format: 'accord-signatures'
  readonly version: 1 | 2 | 3
  /** Since version 3 those with which the charter was adopted come first. */
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
  /** Evidence that the manifest embeds and that the service could not give any more. Not in version 1. */
  readonly absent?: readonly string[]
  /** The version of the file itself, under the seal since version 3. */
  readonly version?: 3
}

export interface BundleInput {
  /** Manifest and parts, as frozen. */
  readonly frozen: readonly ZipFile[]
  /** Bytes of the evidence that the manifest embeds, by SHA-256; what is missing is said to be. */
  readonly evidence: ReadonlyMap<string, Uint8Array>
  /** Of the adopted charter, where it has them, then of the acts on this version. */
  readonly envelopes: readonly Envelope[]
  /** The whole shared chain of the case. */
  readonly entries: readonly ChainedEntry[]
  readonly head: LedgerHead
  /** The agreement on paper, when it was made. */
  readonly paper?: Uint8Array
  /** The verifier as a page and as a program. */
  readonly page: Uint8Array
  readonly verifier: Uint8Array
  readonly servicePublicKey: string
  readonly at: string
}

/** The bytes that the seal of an export signs. */
export function exportBytes(statement: ExportStatement): Uint8Array {
  const { at, manifest, ledger, files, envelopes, absent, version } = statement
  const later = { ...(absent === undefined ? {} : { absent }), ...(version === undefined ? {} : { version }) }
  const said = { at, manifest, ledger, files, envelopes, ...later }
  return concatBytes(utf8ToBytes('accord-export-1\n'), canonicalBytes(said))
}

/** What a bundle tells of an entry: words that people said to each other about other things stay in the case. */
export function tellEntry(entry: ChainedEntry): ChainedEntry {
  const { chain, seq, prev, at, actor, kind, bodyDigest, hash, seal } = entry
  const header = { chain, seq, prev, at, kind, bodyDigest, hash, seal }
  const side = actor.side === undefined ? {} : { side: actor.side }
  if (!isAgreementKind(kind)) return { ...header, actor: { id: actor.id, name: '', ...side }, body: null, salt: null }
  return { ...header, actor: { id: actor.id, name: actor.name, ...side }, body: entry.body, salt: entry.salt }
}

/** Every key that the service has sealed and signed with, in the order in which it had them. */
function serviceKeysOf({ entries, servicePublicKey }: BundleInput): readonly string[] {
  const rotated = entries.flatMap((entry) =>
    isAgreementEntry(entry) && entry.kind === 'service.key-rotated' ? [entry.body.from, entry.body.to] : [],
  )
  return [...new Set([...rotated, servicePublicKey])]
}

/** [VER1] The `.rab` file: the frozen parts, then what proves them. The same input always gives the same bytes. */
export function makeBundle(input: BundleInput, sign: Sign): Uint8Array {
  const manifest = sha256Hex(input.frozen[0]?.bytes ?? new Uint8Array())
  const embedded = readManifest(input.frozen).parts.filter((part) => part.held === 'embedded')
  const evidence = embedded.flatMap(({ path, sha256 }): ZipFile[] => {
    const bytes = input.evidence.get(sha256)
    return bytes === undefined ? [] : [{ path, bytes }]
  })
  const ledger: LedgerFile = { format: 'accord-ledger', version: 1, entries: input.entries.map(tellEntry) }
  const outside: Readonly<Record<(typeof OUTSIDE_PATHS)[3][number], Uint8Array | undefined>> = {
    [LEDGER_PATH]: canonicalBytes(ledger),
    [README_PATH]: utf8ToBytes(
      readmeText(manifest, serviceKeysOf(input), input.envelopes, {
        roster: readPart(input.frozen, 'roster'),
        entries: input.entries,
      }),
    ),
    [PAPER_PATH]: input.paper,
    [PAGE_PATH]: input.page,
    [VERIFIER_PATH]: input.verifier,
  }
  const files = OUTSIDE_PATHS[3].flatMap((path): ZipFile[] => {
    const bytes = outside[path]
    return bytes === undefined ? [] : [{ path, bytes }]
  })
  const statement: ExportStatement = {
    at: input.at,
    manifest,
    ledger: input.head,
    files: files.map(({ path, bytes }) => ({ path, sha256: sha256Hex(bytes) })),
    envelopes: sha256Hex(canonicalBytes(input.envelopes)),
    absent: embedded.flatMap(({ path, sha256 }) => (input.evidence.has(sha256) ? [] : [path])),
    version: 3,
  }
  const signatures: SignaturesFile = {
    format: 'accord-signatures',
    version: 3,
    envelopes: input.envelopes,
    export: { ...statement, seal: bytesToHex(sign(exportBytes(statement))) },
  }
  return writeZip([
    ...input.frozen,
    ...evidence,
    ...files,
    { path: SIGNATURES_PATH, bytes: canonicalBytes(signatures) },
  ])
}
