import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import {
  exportBytes,
  LEDGER_PATH,
  type LedgerFile,
  OUTSIDE_PATHS,
  SIGNATURES_PATH,
  type SignaturesFile,
} from './bundle'
import { type Charter, METHODS, type Roster, SIDE_WORD, SIDES } from './charter'
import { type VerifySignature, verifyEd25519 } from './ed25519'
import { verifyChain } from './ledger-chain'
import { MANIFEST_FORMAT, MANIFEST_PATH, MANIFEST_VERSION, type Manifest, partPath, readCanonical } from './manifest'
import { type Proposal, reduceAgreement } from './proposal'
import { type ActFact, verifyEnvelopes } from './verify-envelopes'
import { readZip, type ZipFile } from './zip'

/** What is wrong, and where: a file of the bundle, sometimes with a place in it. */
export interface Problem {
  readonly code: string
  readonly where: string
  readonly message: string
}

export interface Verdict {
  readonly status: 'valid' | 'remarks' | 'not-valid'
  /** SHA-256 of the manifest, when the bundle could be opened. */
  readonly digest?: string
  readonly problems: readonly Problem[]
  /** What a careful reader should know although everything fits. */
  readonly remarks: readonly string[]
  readonly facts?: Facts
}

export interface Facts {
  readonly title: string
  readonly parties: readonly string[]
  readonly proposal: number
  readonly baseline?: number
  readonly since?: string
  readonly acts: readonly ActFact[]
  readonly parts: number
  readonly entries: number
  readonly serviceKey: string
}

const SAY: Readonly<Record<Verdict['status'], string>> = {
  valid: 'VALID',
  remarks: 'VALID WITH REMARKS',
  'not-valid': 'NOT VALID',
}

/**
 * [VER1] Checks a bundle with nothing but its bytes. Order: file, manifest, parts, charter and roster, chain and seals,
 * statements, quorum and life, the seal of the export. Hashes bytes first, reads them afterwards. Never throws.
 */
export function verifyBundle(bytes: Uint8Array, verify: VerifySignature = verifyEd25519): Verdict {
  try {
    return checked(bytes, verify)
  } catch (error) {
    // Content that hashes and seals could not have: made with the right key by something that is not Accord.
    const message = `The bundle holds something unexpected: ${error instanceof Error ? error.message : 'unknown'}.`
    return { status: 'not-valid', problems: [{ code: 'shape', where: 'bundle', message }], remarks: [] }
  }
}

function checked(bytes: Uint8Array, verify: VerifySignature): Verdict {
  const zip = readZip(bytes)
  if (!zip.ok) return failed('file', 'bundle', zip.refusal.message)
  const files = new Map(zip.value.map((f) => [f.path, f.bytes]))

  const manifestBytes = zip.value[0]?.path === MANIFEST_PATH ? zip.value[0].bytes : undefined
  if (manifestBytes === undefined)
    return failed('manifest', MANIFEST_PATH, 'The bundle does not begin with its manifest.')
  const digest = sha256Hex(manifestBytes)
  const manifest = readCanonical(manifestBytes) as Manifest | undefined
  if (manifest === undefined) return failed('manifest', MANIFEST_PATH, 'The manifest is not canonical JSON.')
  if (manifest.format !== MANIFEST_FORMAT || manifest.version !== MANIFEST_VERSION) {
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
  if (signatures.format !== 'accord-signatures' || signatures.version !== 1) {
    return failed('format', SIGNATURES_PATH, 'The signatures are of a format that this verifier does not know.')
  }
  const serviceKey = charter.service.publicKey

  const chain = verifyChain(ledger.entries, { caseId: manifest.case.id, chain: 'shared', serviceKey }, verify)
  for (const p of chain.problems) {
    problems.push({ code: `chain-${p.code}`, where: `${LEDGER_PATH}, entry ${p.seq}`, message: p.message })
  }
  problems.push(...checkExport(signatures, files, { digest, size: chain.size, head: chain.head, serviceKey }, verify))

  const state = reduceAgreement(ledger.entries)
  const proposal = state.proposals.find((p) => p.number === manifest.proposal)
  problems.push(
    ...checkProposal(proposal, { digest, manifest, charter, roster, caseBytes: files.get(partPath('case')) }),
  )
  const envelopes = verifyEnvelopes({ digest, manifest, charter, roster, entries: ledger.entries, signatures, verify })
  problems.push(...envelopes.problems)

  const baseline = state.baselines.find((b) => b.proposal === manifest.proposal && b.digest === digest)
  const remarks: string[] = []
  if (baseline === undefined)
    remarks.push(`This version is not in force: ${proposal === undefined ? 'it was never proposed' : proposal.state}.`)
  if (baseline?.state === 'superseded') remarks.push(`This baseline was replaced by a later one on ${baseline.until}.`)

  const { mdm, hdo } = charter.parties
  const facts: Facts = {
    title: manifest.case.title,
    parties: [mdm.organisation, hdo.organisation],
    proposal: manifest.proposal,
    ...(baseline === undefined ? {} : { baseline: baseline.number, since: baseline.since }),
    acts: envelopes.acts,
    parts: manifest.parts.length,
    entries: chain.size,
    serviceKey,
  }
  const status = problems.length > 0 ? 'not-valid' : remarks.length > 0 ? 'remarks' : 'valid'
  return { status, digest, problems, remarks, facts }
}

function failed(code: string, where: string, message: string): Verdict {
  return { status: 'not-valid', problems: [{ code, where, message }], remarks: [] }
}

function json<T>(files: ReadonlyMap<string, Uint8Array>, path: string): T | undefined {
  const bytes = files.get(path)
  return bytes === undefined ? undefined : (readCanonical(bytes) as T | undefined)
}

/** [VER2] [VER3] Exactly the parts that the manifest lists, in its order, byte for byte; then what proves them. */
function checkParts(files: readonly ZipFile[], manifest: Manifest): Problem[] {
  const expected = [MANIFEST_PATH, ...manifest.parts.map((p) => p.path), ...OUTSIDE_PATHS]
  const found = files.map((f) => f.path)
  const problems: Problem[] = []
  const say = (code: string, where: string, message: string) => problems.push({ code, where, message })
  for (const path of expected) if (!found.includes(path)) say('part-missing', path, 'This part is missing.')
  for (const path of found)
    if (!expected.includes(path)) say('part-extra', path, 'The manifest does not know this part.')
  if (problems.length === 0 && expected.some((path, i) => path !== found[i])) {
    say('part-order', 'bundle', 'The parts do not stand in the order of the manifest.')
  }
  const bytes = new Map(files.map((f) => [f.path, f.bytes]))
  for (const part of manifest.parts) {
    const content = bytes.get(part.path)
    if (content === undefined) continue
    if (content.length !== part.size || sha256Hex(content) !== part.sha256) {
      say('part-changed', part.path, 'This part is not the one that was signed.')
    } else if (part.path.endsWith('.json') && readCanonical(content) === undefined) {
      say('part-json', part.path, 'This part is not canonical JSON.')
    }
  }
  return problems
}

/** The proposal that the ledger records must be the one in the manifest, under the frozen rules and by the frozen roster. */
function checkProposal(
  proposal: Proposal | undefined,
  of: { digest: string; manifest: Manifest; charter: Charter; roster: Roster; caseBytes: Uint8Array | undefined },
): Problem[] {
  const problem = (code: string, message: string) => ({ code, where: LEDGER_PATH, message })
  if (proposal === undefined) return [problem('proposal', 'The history does not know the proposal of this version.')]
  const problems: Problem[] = []
  const { manifest, charter, roster } = of
  if (proposal.digest !== of.digest) problems.push(problem('proposal-digest', 'The history records another version.'))
  if (proposal.supersedes !== manifest.supersedes) {
    problems.push(problem('proposal-supersedes', 'The history names another version as the one before.'))
  }
  if (proposal.expires !== manifest.expires)
    problems.push(problem('proposal-expires', 'The history names another time limit.'))
  if (of.caseBytes === undefined || proposal.caseDigest !== sha256Hex(of.caseBytes)) {
    problems.push(problem('proposal-case', 'The history records another content of the case.'))
  }
  for (const side of SIDES) {
    if (proposal.quorum[side] !== charter.quorum[side]) {
      problems.push(
        problem('proposal-quorum', `The history counts other signatures for the ${SIDE_WORD[side]} than the charter.`),
      )
    }
    const frozen = roster[side].map((s) => s.id)
    if (frozen.join(' ') !== proposal.roster[side].join(' ')) {
      problems.push(
        problem('proposal-roster', `The history names other signatories of the ${SIDE_WORD[side]} than the roster.`),
      )
    }
  }
  return problems
}

/** [VER4] The service's seal over everything that the manifest does not cover. */
function checkExport(
  { export: statement, envelopes }: SignaturesFile,
  files: ReadonlyMap<string, Uint8Array>,
  is: { digest: string; size: number; head: string; serviceKey: string },
  verify: VerifySignature,
): Problem[] {
  const problems: Problem[] = []
  const say = (where: string, message: string) => problems.push({ code: 'export', where, message })
  if (!verify(statement.seal, exportBytes(statement), is.serviceKey)) {
    say(SIGNATURES_PATH, "The seal of the export is not one of the charter's service key.")
  }
  if (statement.manifest !== is.digest) say(SIGNATURES_PATH, 'The export was made for another version.')
  if (statement.ledger.size !== is.size || statement.ledger.head !== is.head) {
    say(LEDGER_PATH, `The history holds ${is.size} entries; ${statement.ledger.size} were exported.`)
  }
  if (statement.envelopes !== sha256Hex(canonicalBytes(envelopes))) {
    say(SIGNATURES_PATH, 'The envelopes are not those that were exported.')
  }
  const listed = statement.files.map((f) => f.path).join(' ')
  const outside = OUTSIDE_PATHS.filter((path) => path !== SIGNATURES_PATH).join(' ')
  if (listed !== outside) say(SIGNATURES_PATH, 'The export does not list the files that a bundle holds.')
  for (const { path, sha256 } of statement.files) {
    const bytes = files.get(path)
    if (bytes === undefined || sha256Hex(bytes) !== sha256) say(path, 'This file is not the one that was exported.')
  }
  return problems
}

/** The verdict as a person reads it, one thing per line. */
export function verdictText(verdict: Verdict): string {
  const lines = [SAY[verdict.status]]
  if (verdict.digest !== undefined) lines.push(`Digest    ${verdict.digest}`)
  const { facts } = verdict
  if (facts !== undefined && verdict.status !== 'not-valid') {
    lines.push(`Case      ${facts.title}`, `Parties   ${facts.parties.join(' and ')}`)
    if (facts.baseline !== undefined) lines.push(`Baseline  ${facts.baseline}, in force since ${facts.since}`)
    for (const act of facts.acts) {
      const side = `${SIDE_WORD[act.side]}, ${act.at}`
      lines.push(
        `${act.act === 'sign' ? 'Signed' : 'Answered'}    ${act.name} for the ${side}`,
        `          ${METHODS[act.method].words}`,
      )
    }
    lines.push(
      `Checked   ${facts.parts} parts, ${facts.entries} entries of the history, ${facts.acts.length} signed statements`,
    )
    lines.push(`Key       ${facts.serviceKey}`)
  }
  for (const problem of verdict.problems) lines.push(`Wrong     ${problem.where}: ${problem.message}`)
  for (const remark of verdict.remarks) lines.push(`Remark    ${remark}`)
  return `${lines.join('\n')}\n`
}
