import { type Block, heading, type PagedDocument, paragraph, plain } from '@/lib/document/document'
import { SIDE_WORD, SIDES, type Side } from './charter'
import type { Content } from './content'
import { instantWords } from './instant'
import type { Manifest } from './manifest'
import { argumentBlocks, factBlocks, openBlocks, sideBlocks, termBlocks } from './paper-parts'
import { digestTable, ruleBlocks, signatureBlocks } from './paper-signatures'
import { BASELINE_STATES, type Baseline } from './proposal'
import { VERDICT_WORDS, type Verdict } from './verdict'

export interface PaperInput {
  readonly manifest: Manifest
  readonly digest: string
  readonly content: Content
  readonly baseline: Baseline
  /** What the verifier says of the bundle that this is the paper of: only what it found is printed as signed. */
  readonly verdict: Verdict
  /** Whose duties come first. */
  readonly first?: Side
  /** The bundle itself, carried inside the document. */
  readonly bundle?: { readonly name: string; readonly bytes: Uint8Array }
}

/** [PAP1] The agreement on paper: what both sides read, who signed it and how that is proven, a page for each signature. */
export function agreementPaper(input: PaperInput): PagedDocument {
  const { manifest, digest, content, baseline, verdict, first = 'mdm', bundle } = input
  const acts = verdict.facts?.acts ?? []
  const sides = first === 'mdm' ? SIDES : [...SIDES].reverse()
  const signatures = acts.flatMap((act, i) => signatureBlocks(act, i + 1, digest))
  const paper: PagedDocument = {
    title: manifest.case.title,
    subtitle: `Responsibility agreement, baseline ${baseline.number}`,
    language: 'en',
    at: baseline.since,
    author: 'Accord',
    footer: `${manifest.case.title}, baseline ${baseline.number}, ${digest.slice(0, 16)}`,
    blocks: [
      ...frontBlocks(input),
      { kind: 'page-break' },
      ...sides.flatMap((side) => sideBlocks(content, side)),
      ...termBlocks(content),
      ...openBlocks(content),
      ...argumentBlocks(content.case),
      ...factBlocks(content),
      ...ruleBlocks(content, manifest.expires, verdict.facts?.adoptions ?? []),
      ...signatures,
      ...checkBlocks(digest, bundle?.name),
    ],
  }
  if (bundle === undefined) return paper
  const description = 'The signed baseline: what both sides read, the signatures and the sealed history'
  return { ...paper, attachments: [{ ...bundle, mediaType: 'application/zip', description }] }
}

function frontBlocks({ manifest, digest, content, baseline, verdict }: PaperInput): Block[] {
  const { mdm, hdo } = content.charter.parties
  const signed = (verdict.facts?.acts ?? []).filter(({ act }) => act === 'sign')
  const standing = BASELINE_STATES[baseline.state].words
  return [
    paragraph(`Between ${mdm.organisation} (${SIDE_WORD.mdm}) and ${hdo.organisation} (${SIDE_WORD.hdo}).`),
    paragraph(
      `Version ${manifest.proposal}${manifest.title === '' ? '' : `: ${manifest.title}`}. Frozen ${instantWords(manifest.frozen)} by ${manifest.proposer.name} (${SIDE_WORD[manifest.proposer.side]}). ${
        manifest.supersedes === null ? 'It is the first version.' : 'It replaces the version that was in force then.'
      }`,
    ),
    paragraph(`${standing}${baseline.state === 'in-force' ? ` since ${instantWords(baseline.since)}` : ''}.`),
    {
      kind: 'list',
      ordered: false,
      items: signed.map(({ name, side, at }) =>
        plain(`Signed by ${name} for the ${SIDE_WORD[side]}, ${instantWords(at)}`),
      ),
    },
    ...verdictBlocks(verdict),
    heading(2, 'Digest of this version'),
    digestTable(digest),
    heading(2, 'Contents'),
    { kind: 'contents' },
  ]
}

/** What was checked before this was printed; loudly, when something is wrong. */
function verdictBlocks({ status, problems, remarks }: Verdict): Block[] {
  const checked: Block = {
    kind: 'paragraph',
    runs: [{ text: 'Checked when it was printed: ' }, { text: `${VERDICT_WORDS[status]}.`, bold: true }],
  }
  const lines = [...problems.map(({ where, message }) => `${where}: ${message}`), ...remarks]
  if (lines.length === 0) return [checked]
  return [checked, { kind: 'list', ordered: false, items: lines.map((line) => plain(line)) }]
}

function checkBlocks(digest: string, bundleName: string | undefined): Block[] {
  const carried =
    bundleName === undefined
      ? 'The file of this baseline (.rab) holds the same as data, with the signatures and the sealed history.'
      : `This document carries the file of this baseline, ${bundleName}, as an attachment: the same as data, with the signatures and the sealed history.`
  return [
    { kind: 'page-break' },
    heading(1, 'How to check this', 'check'),
    paragraph(carried),
    {
      kind: 'list',
      ordered: true,
      items: [
        plain('Paper proves nothing by itself: what counts is the file.'),
        plain('Unpack the file, open verify.html in a browser and drop the file on it; no network is needed.'),
        plain('Or, with Node.js 20 or later: node verify.mjs FILE.rab'),
        plain('Or by hand with sha256sum and openssl, as README.txt in the file says.'),
        plain('Compare the digest with the one below, and with what the other side has.'),
      ],
    },
    { kind: 'paragraph', runs: [{ text: digest, fixedWidth: true }] },
  ]
}
