import { sha256Hex } from '@/lib/gsn/digest'
import { LEDGER_PATH, type LedgerFile, SIGNATURES_PATH, type SignaturesFile } from './bundle'
import type { Charter, Roster } from './charter'
import { type VerifySignature, verifyEd25519 } from './ed25519'
import { genesis, keyAt, verifyChain } from './ledger-chain'
import { MANIFEST_FORMAT, MANIFEST_PATH, MANIFEST_VERSION, type Manifest, partPath, readCanonical } from './manifest'
import { reduceAgreement } from './reduce-agreement'
import type { Expected, Facts, Problem, Verdict } from './verdict'
import { verifyAdoptions } from './verify-adoptions'
import { verifyEnvelopes } from './verify-envelopes'
import { checkExport } from './verify-export'
import { checkLifecycle, checkProposal, opens, standingRemarks } from './verify-history'
import { checkParts } from './verify-parts'
import { checkRoster } from './verify-roster'
import { readZip } from './zip'

/**
 * [VER1] Checks a bundle with nothing but its bytes. Order: file, manifest, parts, chain and seals, charter and roster,
 * statements, quorum and life, the seal of the export. Hashes bytes first, reads them afterwards. Never throws.
 * @param verify   Ed25519; a host may bring a faster one
 * @param expected what the reader knows from elsewhere
 */
export function verifyBundle(
  bytes: Uint8Array,
  verify: VerifySignature = verifyEd25519,
  expected: Expected = {},
): Verdict {
  try {
    return checked(bytes, verify, expected)
  } catch (error) {
    // Content that hashes and seals could not have: made with the right key by something that is not Accord.
    const message = `The bundle holds something unexpected: ${error instanceof Error ? error.message : 'unknown'}.`
    return { status: 'not-valid', problems: [{ code: 'shape', where: 'bundle', message }], remarks: [] }
  }
}

function checked(bytes: Uint8Array, verify: VerifySignature, expected: Expected): Verdict {
  const zip = readZip(bytes)
  if (!zip.ok) return failed('file', 'bundle', zip.refusal.message)
  const files = new Map(zip.value.map((f) => [f.path, f.bytes]))

  const manifestBytes = zip.value[0]?.path === MANIFEST_PATH ? zip.value[0].bytes : undefined
  if (manifestBytes === undefined)
    return failed('manifest', MANIFEST_PATH, 'The bundle does not begin with its manifest.')
  const digest = sha256Hex(manifestBytes)
  const manifest = readCanonical(manifestBytes) as Manifest | undefined
  if (manifest === undefined) return failed('manifest', MANIFEST_PATH, 'The manifest is not canonical JSON.')
  if (manifest.format !== MANIFEST_FORMAT || ![1, MANIFEST_VERSION].includes(manifest.version)) {
    return failed('manifest', MANIFEST_PATH, 'The manifest is of a format that this verifier does not know.')
  }
  const parts = checkParts(zip.value, manifest)
  if (parts.length > 0) return { status: 'not-valid', digest, problems: parts, remarks: [] }

  const charter = json<Charter>(files, partPath('charter'))
  const roster = json<Roster>(files, partPath('roster'))
  const ledger = json<LedgerFile>(files, LEDGER_PATH)
  const signatures = json<SignaturesFile>(files, SIGNATURES_PATH)
  const problems: Problem[] = []
  for (const [path, value] of [
    [LEDGER_PATH, ledger],
    [SIGNATURES_PATH, signatures],
  ] as const) {
    if (value === undefined) problems.push({ code: 'json', where: path, message: 'The file is not canonical JSON.' })
  }
  if (charter === undefined || roster === undefined || ledger === undefined || signatures === undefined) {
    return { status: 'not-valid', digest, problems, remarks: [] }
  }
  if (ledger.format !== 'accord-ledger' || ledger.version !== 1) {
    return failed('format', LEDGER_PATH, 'The history is of a format that this verifier does not know.')
  }
  if (signatures.format !== 'accord-signatures' || ![1, 2, 3].includes(signatures.version)) {
    return failed('format', SIGNATURES_PATH, 'The signatures are of a format that this verifier does not know.')
  }
  const serviceKey = charter.service.publicKey
  const { entries } = ledger

  const chain = verifyChain(entries, { caseId: manifest.case.id, chain: 'shared', serviceKey }, verify)
  for (const p of chain.problems) {
    problems.push({ code: `chain-${p.code}`, where: `${LEDGER_PATH}, entry ${p.seq}`, message: p.message })
  }
  // [LED2] Sealed by the key of the day: the charter's, or one that its history hands over to.
  const today = keyAt(chain.keys, chain.size + 1) ?? serviceKey
  const exported = { digest, size: chain.size, head: chain.head, serviceKey: today, manifest }
  problems.push(...checkExport(signatures, files, exported, verify))

  const state = reduceAgreement(entries)
  const proposal = state.proposals.find((p) => p.number === manifest.proposal)
  const caseBytes = files.get(partPath('case'))
  problems.push(...checkProposal(proposal, { digest, manifest, charter, roster, caseBytes, entries }))
  const opened = entries.findIndex((entry) => opens(entry, manifest.proposal))
  problems.push(...checkRoster(roster, entries.slice(0, Math.max(0, opened)), manifest.frozen))
  const signed = { digest, manifest, charter, roster, entries, keys: chain.keys, signatures, verify }
  const adopted = verifyAdoptions(signed)
  const envelopes = verifyEnvelopes(signed, adopted.read)
  problems.push(...adopted.problems, ...envelopes.problems)
  problems.push(...checkLifecycle(state, entries))

  const remarks = standingRemarks(state, manifest, digest)
  for (const path of signatures.export.absent ?? []) {
    remarks.push(`The service had lost ${path} when it made this file. Its hash stands in the manifest.`)
  }
  const known = compareExpected(expected, {
    digest,
    serviceKey,
    caseId: manifest.case.id,
    hashes: entries.map((e) => e.hash),
  })
  problems.push(...known.problems)
  remarks.push(...known.remarks)

  const baseline = state.baselines.find((b) => b.proposal === manifest.proposal && b.digest === digest)
  const { mdm, hdo } = charter.parties
  const held = (how: string) => manifest.parts.filter((part) => part.held === how).length
  const facts: Facts = {
    title: manifest.case.title,
    parties: [mdm.organisation, hdo.organisation],
    proposal: manifest.proposal,
    ...(baseline === undefined ? {} : { baseline: baseline.number, since: baseline.since }),
    acts: envelopes.acts,
    adoptions: adopted.adoptions,
    parts: manifest.parts.length,
    evidence: { embedded: held('embedded'), referenced: held('referenced') },
    entries: chain.size,
    head: chain.head,
    serviceKey,
  }
  const status = problems.length > 0 ? 'not-valid' : remarks.length > 0 ? 'remarks' : 'valid'
  return { status, digest, problems, remarks, facts }
}

/** [VER12] The bundle against what its reader saw, was sent or printed before. */
function compareExpected(
  { digest, serviceKey, heads = [] }: Expected,
  is: { digest: string; serviceKey: string; caseId: string; hashes: readonly string[] },
): { readonly problems: Problem[]; readonly remarks: string[] } {
  const problems: Problem[] = []
  const remarks: string[] = []
  if (digest !== undefined && digest !== is.digest) {
    const message = `This is another version than the one you expect: its digest is ${is.digest}.`
    problems.push({ code: 'expected-digest', where: MANIFEST_PATH, message })
  }
  if (serviceKey !== undefined && serviceKey !== is.serviceKey) {
    const message = `It was sealed by another service than the one you expect: its key is ${is.serviceKey}.`
    problems.push({ code: 'expected-key', where: partPath('charter'), message })
  }
  for (const { size, head } of heads) {
    if (size > is.hashes.length) {
      remarks.push(`You remember ${size} entries; this file ends after ${is.hashes.length} and cannot be compared.`)
      continue
    }
    const found = size === 0 ? genesis(is.caseId, 'shared') : is.hashes[size - 1]
    if (found === head) continue
    const message = `Entry ${size} is not the one you remember: the history was rewritten.`
    problems.push({ code: 'remembered-head', where: `${LEDGER_PATH}, entry ${size}`, message })
  }
  return { problems, remarks }
}

function failed(code: string, where: string, message: string): Verdict {
  return { status: 'not-valid', problems: [{ code, where, message }], remarks: [] }
}

function json<T>(files: ReadonlyMap<string, Uint8Array>, path: string): T | undefined {
  const bytes = files.get(path)
  return bytes === undefined ? undefined : (readCanonical(bytes) as T | undefined)
}
