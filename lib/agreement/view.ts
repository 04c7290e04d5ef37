import { LIFE_CYCLE_STAGES } from '@/catalog/terms/topics'
import { CONTROL_STATES, type ControlState } from '@/lib/control/duty'
import { controlLine, PROVENANCE, provenanceOf } from '@/lib/control/provenance'
import { compareKeys } from '@/lib/gsn/graph'
import { METHODS, type RosterKey, SIDE_WORD, SIDES, type Side } from './charter'
import type { Content } from './content'
import { CHANGE_WORDS, valueWords } from './difference'
import type { Duty } from './duties'
import { type Html, html } from './html'
import { instantWords } from './instant'
import type { Heading } from './manifest'
import { argumentHtml } from './view-argument'
import { VIEW_STYLE } from './view-style'

/**
 * The page that both sides read and sign: one static document without script, made from the frozen parts alone.
 * Everything in it is escaped; the policy in its head lets nothing load.
 */
export function renderView(heading: Heading, content: Content): string {
  const { mdm, hdo } = content.charter.parties
  const sections: readonly (readonly [id: string, title: string, body: Html])[] = [
    ...SIDES.map((side) => [`duties-${side}`, `What the ${SIDE_WORD[side]} will do`, duties(content, side)] as const),
    ['terms', 'Responsibility terms', terms(content)],
    ['open-points', 'Open points that both sides accept', openPoints(content)],
    ['changes', 'What changed', changes(content)],
    ['argument', 'The argument', argumentHtml(content.case)],
    ['risks', 'Risks', risks(content)],
    ['evidence', 'Evidence', evidence(content)],
    ['approvals', 'Approvals of single claims', approvals(content)],
    ['rules', 'How this version is signed', rules(heading, content)],
  ]
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading.case.title}: version ${heading.proposal}</title>
<style>${{ html: VIEW_STYLE }}</style>
</head>
<body>
<header>
<h1>${heading.case.title}</h1>
<p>Responsibility agreement between <strong>${mdm.organisation}</strong> (${SIDE_WORD.mdm}) and <strong>${hdo.organisation}</strong> (${SIDE_WORD.hdo})</p>
<p class="soft">Version ${heading.proposal}${heading.title === '' ? '' : `: ${heading.title}`}. Frozen ${instantWords(heading.frozen)} by ${heading.proposer.name} (${SIDE_WORD[heading.proposer.side]}). ${
    heading.supersedes === null ? 'It is the first version.' : 'It replaces the version that was in force then.'
  }</p>
</header>
<nav aria-label="Sections"><ol>${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main>
${sections.map(([id, title, body]) => html`<section id="${id}"><h2>${title}</h2>${body}</section>\n`)}</main>
</body>
</html>
`
  return page.html
}

function table(head: readonly string[], rows: readonly (readonly (string | Html)[])[], none: string): Html {
  if (rows.length === 0) return html`<p class="soft">${none}</p>`
  return html`<table><thead><tr>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table>`
}

function name(text: string): Html {
  return html`<span class="name">${text}</span>`
}

function duties(content: Content, side: Side): Html {
  const own = content.responsibilities.filter((duty) => duty.side === side)
  const controlsById = new Map(content.controls.map((control) => [control.id, control]))
  const origin = (duty: Duty) => {
    const control = controlsById.get(duty.control)
    return control === undefined ? '' : html`<div class="soft">${controlLine(control.fields)}</div>`
  }
  const controlRow = (duty: Duty) => {
    const state = isControlState(duty.state) ? CONTROL_STATES[duty.state] : duty.state
    const what = duty.duty === duty.statement ? duty.duty : html`${duty.duty}<div class="soft">${duty.statement}</div>`
    return [
      html`${name(duty.name)}${origin(duty)}`,
      what,
      duty.shared ? 'Shared' : 'Alone',
      duty.owner,
      duty.due,
      state,
    ]
  }
  const forControls = own.filter((duty) => duty.term !== true)
  const controls = forControls.map(controlRow)
  const owed = own.filter((duty) => duty.term === true)
  const rows = owed.map((duty) => [name(duty.name), duty.statement, duty.duty, duty.owner])
  return html`<h3>For the controls</h3>${table(['Control', 'Duty', 'With the other side', 'Person', 'Due', 'State'], controls, 'Nothing.')}${originWords(forControls.flatMap((duty) => controlsById.get(duty.control) ?? []))}<h3>Beyond the controls</h3>${table(['Term', 'Topic', 'Share', 'Person'], rows, 'Nothing.')}<h3>What each named person takes on for the ${SIDE_WORD[side]}</h3>${people(own)}`
}

/** [AGR10] What the words in brackets behind the controls mean, as far as they occur. */
function originWords(controls: Content['controls']): Html {
  const said = new Set(controls.map(({ fields }) => provenanceOf(fields.basis)))
  const words = Object.entries(PROVENANCE).flatMap(([key, row]) =>
    said.has(key as keyof typeof PROVENANCE) ? [row] : [],
  )
  return html`${words.map(({ label, meaning }) => html`<p class="soft">${label}: ${meaning}</p>`)}`
}

function isControlState(state: string): state is ControlState {
  return Object.hasOwn(CONTROL_STATES, state)
}

/** [TRM13] Every named person of the side with what stands under their name. */
function people(own: readonly Duty[]): Html {
  const names = [...new Set(own.map(({ owner }) => owner).filter((owner) => owner !== ''))].sort(compareKeys)
  const rows = names.map((owner) => [
    owner,
    html`<ul>${own
      .filter((duty) => duty.owner === owner)
      .map(
        (duty) => html`<li>${name(duty.name)} ${duty.duty}${duty.due === '' ? '' : ` (due ${duty.due})`}</li>`,
      )}</ul>`,
  ])
  return table(['Person', 'What'], rows, 'Nobody is named.')
}

/** Every term with both shares side by side; dropped ones with their reason. */
function terms({ terms: list }: Content): Html {
  const chosen = list.filter((term) => term.state === 'chosen')
  const dropped = list.filter((term) => term.state === 'dropped')
  const groups = [...new Set(chosen.map((term) => term.group))]
  const share = (text: string) => (text === '' ? html`<span class="soft">Nothing is written.</span>` : text)
  const stages = (ids: readonly string[]) =>
    LIFE_CYCLE_STAGES.flatMap((stage) => (ids.includes(stage.id) ? [stage.name] : [])).join(', ')
  const rows = (group: string) =>
    chosen
      .filter((term) => term.group === group)
      .map((term) => [
        name(term.name),
        html`${term.title}<div class="soft">${stages(term.stages)}</div>`,
        share(term.shares.mdm),
        share(term.shares.hdo),
      ])
  const head = ['Term', 'Topic', SIDE_WORD.mdm, SIDE_WORD.hdo]
  return html`${chosen.length === 0 ? html`<p class="soft">No term beyond the controls is part of this version.</p>` : groups.map((group) => html`<h3>${group}</h3>${table(head, rows(group), '')}`)}${
    dropped.length === 0
      ? ''
      : html`<h3>Dropped with a reason</h3>${table(
          ['Term', 'Topic', 'Why'],
          dropped.map((term) => [
            name(term.name),
            term.title,
            term.reason === '' ? 'No reason is given.' : term.reason,
          ]),
          '',
        )}`
  }`
}

function openPoints({ preflight, threads }: Content): Html {
  const rows = preflight.items.map((item) => [name(item.name), item.message])
  return html`${preflight.reason === '' ? '' : html`<p class="said">Reason given for going on: ${preflight.reason}</p>`}${table(['Where', 'What is open'], rows, 'Nothing is open.')}${
    threads.length === 0
      ? ''
      : html`<h3>Comments that are still open</h3><ul>${threads.map(
          (t) => html`<li>${t.by}, ${instantWords(t.opened)}: ${t.text}</li>`,
        )}</ul>`
  }`
}

function changes({ changes: { since, changes: list }, controls }: Content): Html {
  if (since === null) return html`<p class="soft">This is the first version: everything is new.</p>`
  const controlsById = new Map(controls.map((control) => [control.id, control]))
  // [AGR10] A control is named with where it comes from here too.
  const where = (c: (typeof list)[number]) => {
    const control = controlsById.get(c.element)
    return control === undefined
      ? name(c.name)
      : html`${name(c.name)}<div class="soft">${controlLine(control.fields)}</div>`
  }
  const rows = list.map((c) => [where(c), `${CHANGE_WORDS[c.kind]}: ${c.label}`, c.before, c.after])
  return html`<p class="soft">Since baseline ${since.number} (${since.digest}).</p>${table(['Where', 'What', 'Before', 'Now'], rows, 'Nothing changed.')}`
}

function risks({ risks: list }: Content): Html {
  const figure = (risk: Content['risks'][number], when: 'Before' | 'After') =>
    ['likelihood', 'severity'].map((word) => String(risk.fields[`${word}${when}`] ?? '?')).join(' × ')
  const rows = list.map((risk) => [
    name(risk.name),
    risk.statement,
    figure(risk, 'Before'),
    valueWords(risk, 'treatment'),
    figure(risk, 'After'),
  ])
  return table(['Risk', 'What', 'Before (likelihood × severity)', 'Treatment', 'After'], rows, 'No risk is recorded.')
}

function evidence({ evidence: list }: Content): Html {
  const rows = list.map((e) => [
    name(e.name),
    e.statement,
    valueWords(e, 'side'),
    valueWords(e, 'version'),
    valueWords(e, 'reviewBy'),
    valueWords(e, 'reference'),
    html`<code>${valueWords(e, 'sha256')}</code>`,
  ])
  const head = ['Evidence', 'What', 'Side', 'Version', 'Review by', 'Where it is kept', 'SHA-256']
  return table(head, rows, 'No evidence is recorded.')
}

const APPROVAL_WORDS = {
  approved: 'Approved',
  stale: 'Approved an earlier content',
  none: 'Not approved',
  objected: 'Objects',
}

function approvals({ approvals: list }: Content): Html {
  const said = list.filter((a) => a.mdm !== 'none' || a.hdo !== 'none')
  const rows = said.map((a) => [name(a.name), APPROVAL_WORDS[a.mdm], APPROVAL_WORDS[a.hdo]])
  const silent = list.length - said.length
  const rest = html`<p class="soft">Neither side has said anything about ${silent} of ${list.length} claims.</p>`
  return html`${table(['Claim', SIDE_WORD.mdm, SIDE_WORD.hdo], rows, 'No claim has been approved.')}${silent === 0 ? '' : rest}`
}

function rules(heading: Heading, { charter, roster }: Content): Html {
  const rows = SIDES.flatMap((side) =>
    roster[side].map((s) => [
      SIDE_WORD[side],
      s.standsFor === undefined ? s.name : `${s.name}, in the place of ${s.standsFor.name}`,
      charter.roles?.[side] ?? '',
      s.email,
      s.organisation,
      keysHtml(s.keys ?? []),
    ]),
  )
  const count = (side: Side) => `${charter.quorum[side]} for the ${SIDE_WORD[side]}`
  const bound =
    charter.passkeys === null ? '' : html`<p>Passkeys are bound to the host name ${charter.passkeys.rpId}.</p>`
  const notice =
    charter.noticeDays === undefined
      ? ''
      : html`<p>One side alone ends it with ${charter.noticeDays} days of notice.</p>`
  return html`<p>${effectWords(heading)} Signatures needed: ${SIDES.map(count).join(', ')}. It can be signed until ${instantWords(heading.expires)}.</p>${charter.methods.map(
    (method) => html`<p class="said">${METHODS[method].words}</p>`,
  )}${bound}${notice}<p>Key of the service (Ed25519): <code>${charter.service.publicKey}</code></p>${table(['Side', 'Signatory', 'As', 'E-mail', 'Organisation', 'Keys'], rows, 'Nobody.')}`
}

function effectWords({ effect = { kind: 'at-once' } }: Heading): string {
  switch (effect.kind) {
    case 'at-once':
      return 'It is in force as soon as enough signatories of both sides have signed.'
    case 'date':
      return `Once enough signatories of both sides have signed, it is in force from ${instantWords(effect.from)}.`
    case 'condition':
      return `Once enough signatories of both sides have signed, it is in force when both sides confirm, by ${instantWords(effect.until)}: ${effect.text}`
  }
}

/** The keys that both sides saw enrolled and checked: no other key can sign this version. */
function keysHtml(keys: readonly RosterKey[]): Html | string {
  if (keys.length === 0) return 'No passkey'
  return html`<ul>${keys.map(
    ({ label, enrolled, checked }) =>
      html`<li>${label}, enrolled ${instantWords(enrolled)}, checked by ${checked.by} on ${instantWords(checked.at)}, good until ${checked.reviewBy}</li>`,
  )}</ul>`
}
