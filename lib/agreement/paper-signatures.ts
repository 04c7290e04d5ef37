import { type Block, heading, paragraph, plain, type Run } from '@/lib/document/document'
import { tableOf } from '@/lib/document/table-of'
import { METHODS, OPEN_ISSUE_RULES, SIDE_WORD, SIDES, type Side } from './charter'
import type { Content } from './content'
import { instantWords } from './instant'
import { ACT_WORDS } from './verdict'
import type { AdoptionFact } from './verify-adoptions'
import type { ActFact } from './verify-envelopes'
import { digestGroups } from './word-phrase'

const ALGORITHMS: Readonly<Record<number, string>> = {
  [-7]: 'ES256 (ECDSA over P-256)',
  [-8]: 'Ed25519',
  [-257]: 'RS256 (RSA)',
}

/** The rules that this version was signed under, who could sign, and with which keys. */
export function ruleBlocks({ charter, roster }: Content, expires: string, adoptions: readonly AdoptionFact[]): Block[] {
  const signatories = SIDES.flatMap((side) =>
    roster[side].map(({ name, email, organisation, keys = [], standsFor }) => [
      SIDE_WORD[side],
      [
        { text: name, bold: true as const },
        { text: standsFor === undefined ? '' : ` in the place of ${standsFor.name}` },
      ],
      `${organisation}\n${email}`,
      keys.length === 0
        ? 'No passkey'
        : keys
            .map((key) => `${key.label}, enrolled ${instantWords(key.enrolled)}, checked by ${key.checked.by}`)
            .join('\n'),
    ]),
  )
  const count = (side: Side) => `${charter.quorum[side]} for the ${SIDE_WORD[side]}`
  return [
    heading(1, 'How this version is signed', 'rules'),
    paragraph(`Signatures needed: ${SIDES.map(count).join(', ')}. It could be signed until ${instantWords(expires)}.`),
    { kind: 'list', ordered: false, items: charter.methods.map((method) => plain(METHODS[method].words)) },
    paragraph(
      `An approval of an earlier content: ${OPEN_ISSUE_RULES[charter.staleApprovals].words.toLowerCase()}. An open comment: ${OPEN_ISSUE_RULES[charter.openThreads].words.toLowerCase()}.`,
    ),
    ...(adoptions.length === 0
      ? []
      : [
          paragraph('The charter that says so was adopted by an administrator of each side:'),
          { kind: 'list' as const, ordered: false, items: adoptions.map((adoption) => plain(adoptionWords(adoption))) },
        ]),
    ...(charter.passkeys === null
      ? []
      : [paragraph(`Passkeys are bound to ${charter.passkeys.rpId} (${charter.passkeys.origins.join(', ')}).`)]),
    paragraph('Key of the service (Ed25519):'),
    { kind: 'paragraph', runs: [{ text: charter.service.publicKey, fixedWidth: true }] },
    tableOf(['Side', 'Signatory', 'Organisation', 'Keys'], signatories, 'Nobody.', [2, 3, 3, 5]),
  ]
}

function adoptionWords({ name, side, at, methodWords, key }: AdoptionFact): string {
  const checked = key === undefined ? '' : ` Passkey “${key.label}”, checked by ${key.checkedBy}.`
  return `${name} for the ${SIDE_WORD[side]}, ${instantWords(at)}. ${methodWords}${checked}`
}

/** One page for one act: who, for whom, what it means, how it is proven and what vouches for it. */
export function signatureBlocks(act: ActFact, number: number, digest: string): Block[] {
  const { key } = act
  const vouches =
    key === undefined
      ? 'The service: it asked for the password again and sealed the statement with its key.'
      : `The person’s own key “${key.label}” (${ALGORITHMS[key.algorithm] ?? key.algorithm}), which ${key.checkedBy} had checked for the ${SIDE_WORD[act.side]} before the version was proposed.`
  const rows: readonly (readonly [string, string | readonly Run[]])[] = [
    ['Name', act.name],
    ['As', act.title],
    ['For', SIDE_WORD[act.side]],
    ['Act', ACT_WORDS[act.act]],
    ['Meaning', act.meaning],
    ...(act.reason === '' ? [] : [['Reason given', act.reason] as const]),
    ['When', `${instantWords(act.at)} (${act.at}); the signer’s time zone: ${act.timeZone}`],
    ['Method', METHODS[act.method].words],
    ['What vouches', vouches],
    ['Version signed', fixed(digest)],
    ['Statement', fixed(act.statement)],
    ['Envelope', fixed(act.envelope)],
    ['Saw the history at', fixed(`${act.head.size}:${act.head.head}`)],
    ['Sections opened', act.coverage.length === 0 ? 'Not recorded' : act.coverage.join(', ')],
  ]
  return [
    { kind: 'page-break' },
    heading(1, `Signature ${number}: ${act.name}, ${SIDE_WORD[act.side]}`, `signature-${number}`),
    tableOf(
      ['What', 'Recorded'],
      rows.map(([what, value]) => [[{ text: what, bold: true }], value]),
      '',
      [2, 7],
    ),
  ]
}

function fixed(text: string): readonly Run[] {
  return [{ text, fixedWidth: true }]
}

/** The digest for comparing by eye and by voice. */
export function digestTable(digest: string): Block {
  const rows = digestGroups(digest).map(({ hex, words }) => [fixed(hex), words.join(' ')])
  return tableOf(['Digits', 'The same in words'], rows, '', [2, 5])
}
