import { Secret, TOTP } from 'otpauth'
import { digestOf } from '@/lib/gsn/digest'
import { Authenticator } from '../authenticator'
import { EVERY_RIGHT } from '../signing'
import { PASSWORD, signIn, type TestPerson, type TestServer } from '../startServer'
import type { ApiWalk } from './api-walk'

const CASE = '/api/cases/{caseId}'
const CSAF = JSON.stringify({
  document: { csaf_version: '2.0', title: 'Ward pump', tracking: { id: 'ICSMA-26-001-01' } },
  product_tree: { full_product_names: [{ product_id: 'P1', name: 'Ward pump 3' }] },
  vulnerabilities: [
    {
      cve: 'CVE-2026-0001',
      cwe: { id: 'CWE-613', name: 'Insufficient Session Expiration' },
      product_status: { known_affected: ['P1'] },
      remediations: [{ category: 'mitigation', details: 'Lock the ward', product_ids: ['P1'] }],
    },
  ],
})
const PATTERN_TEXT = 'Capability,Standard,Ref,Title\nALOF,House rules,4.2,Lock the screen\n'

/** Walks through every operation of the API once, as two sides would, and a few things that go with it. */
export async function walkEverything(server: TestServer, walk: ApiWalk): Promise<void> {
  const person = async (email: string, name: string, organisation?: string, side?: 'mdm' | 'hdo') => {
    const made = await server.person(email, {
      name,
      ...(organisation ? { organisation } : {}),
      ...(side ? { side } : {}),
    })
    const cookie = await signIn(server.url, email, PASSWORD)
    walk.name(made.id, `person-${name.split(' ')[0]?.toLowerCase()}`)
    return { ...made, cookie: cookie ?? made.cookie }
  }
  const mara = await person('mara@pumps.example', 'Mara Keller', 'Pump Works', 'mdm')
  const hana = await person('hana@brigid.example', 'Hana Novak', 'St. Brigid', 'hdo')
  const erik = await person('erik@pumps.example', 'Erik Ahlberg', 'Pump Works', 'mdm')
  const liv = await person('liv@pumps.example', 'Liv Berg', 'Pump Works', 'mdm')
  const nora = await person('nora@brigid.example', 'Nora Lind', 'St. Brigid', 'hdo')
  const { ask } = bound(walk)

  await anybody(server, walk)
  const asked = {
    title: 'Ward pump 3',
    template: 'iec-80001-2-9',
    device: { name: 'Ward pump 3', intendedUse: 'Infusion on general wards', environment: 'Wards' },
    mdm: { organisation: 'Pump Works' },
    hdo: { organisation: 'St. Brigid' },
  }
  const { id: caseId } = await ask(mara, 'POST /api/cases', { body: asked })
  walk.name(caseId, 'case-ward-pump')
  const params = { caseId }
  const on = (who: TestPerson, operation: string, more: object = {}, extra: object = {}) =>
    ask(who, `${operation.split(' ')[0]} ${CASE}${operation.split(' ')[1]}`, {
      params: { ...params, ...extra },
      ...more,
    })
  await on(mara, 'POST /participants', { body: { email: hana.email, side: 'hdo', rights: [...EVERY_RIGHT] } })
  await on(mara, 'POST /participants', {
    body: { email: erik.email, side: 'mdm', rights: ['comment', 'edit', 'sign', 'administer'] },
  })
  await on(mara, 'POST /participants', { body: { email: liv.email, side: 'mdm', rights: ['comment'] } })
  await on(hana, 'POST /participants', {
    body: { email: nora.email, side: 'hdo', rights: ['comment', 'approve', 'sign'] },
  })
  await on(mara, 'POST /commands', {
    body: { command: 'decide-capability', args: { capability: 'ALOF', decision: 'required' } },
  })
  const parts = [
    () => readings(walk, on, mara),
    () => files(walk, on, mara, ask),
    () => talk(walk, on, mara, hana, erik, server),
    () => past(on, mara),
    () => watching(walk, on, ask, mara),
    () => library(ask, mara),
    () => copies(walk, on, ask, mara, caseId),
    () => agree(walk, server, on, ask, mara, hana, erik, liv),
    () => invitations(walk, on, ask, server, mara, hana, erik),
    () => account(walk, server, ask, mara, erik),
  ]
  for (const part of parts) {
    await part().catch((error: Error) => walk.wrong.push(error.stack ?? error.message))
  }
}

type AskHow = ApiWalk['ask']
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at field by field
type On = (who: TestPerson, operation: string, more?: object, extra?: object) => Promise<any>

function bound(walk: ApiWalk): { ask: AskHow } {
  return { ask: walk.ask.bind(walk) as AskHow }
}

async function anybody(_server: TestServer, walk: ApiWalk): Promise<void> {
  await walk.ask(undefined, 'GET /healthz')
  await walk.ask(undefined, 'GET /readyz')
  await walk.ask(undefined, 'GET /verify')
  await walk.ask(undefined, 'GET /api/openapi.json')
  await walk.ask(undefined, 'GET /api/mail/unsubscribe', { query: { token: 'from-the-mail' }, status: 303 })
  await walk.ask(undefined, 'POST /api/mail/unsubscribe', { query: { token: 'from-the-mail' }, status: 400 })
}

async function readings(walk: ApiWalk, on: On, mara: TestPerson): Promise<void> {
  for (const reading of ['', '/graph', '/findings', '/register', '/matrix', '/responsibilities', '/documents'])
    await on(mara, `GET ${reading}`)
  for (const reading of ['/participants', '/controls', '/activity', '/ledger', '/history', '/history/sessions'])
    await on(mara, `GET ${reading}`)
  await on(mara, 'GET /ledger/export')
  await on(mara, 'GET /export', { query: { format: 'csv', reading: 'register' } })
  await on(mara, 'POST /seen', { body: {} })
  for (const path of ['/api/me', '/api/cases', '/api/inbox', '/api/standing', '/api/me/mail'])
    await walk.ask(mara, `GET ${path}`)
  await walk.ask(mara, 'POST /api/me/mail', { body: { digestTime: '07:30' } })
  await walk.ask(mara, 'GET /api/agreements/calendar.ics')
}

async function files(walk: ApiWalk, on: On, mara: TestPerson, ask: AskHow): Promise<void> {
  const file = { type: 'text/csv', text: PATTERN_TEXT }
  await on(mara, 'POST /import', { query: { format: 'controls', name: 'house-rules.csv' }, file })
  const { sha256 } = await on(mara, 'POST /files', {
    query: { name: 'penetration-test.txt' },
    file: { type: 'text/plain', text: 'Nothing was found.' },
  })
  await on(mara, 'GET /files')
  await on(mara, 'GET /files/{sha256}', {}, { sha256 })
  await on(mara, 'POST /files/{sha256}', { body: { confidentiality: 'own-side' } }, { sha256 })
  const argument = { type: 'application/yaml', text: 'G1:\n  text: The pump is secure\n  undeveloped: true\n' }
  const about = JSON.stringify({
    title: 'From a file',
    device: { name: 'Ward pump 2' },
    mdm: { organisation: 'Pump Works' },
    hdo: { organisation: 'St. Brigid' },
  })
  const query = { format: 'gsn-yaml', name: 'pump.gsn.yaml', case: about }
  const { id } = await ask(mara, 'POST /api/cases/from-file', { query, file: argument })
  walk.name(id, 'case-from-a-file')
}

async function talk(
  walk: ApiWalk,
  on: On,
  mara: TestPerson,
  hana: TestPerson,
  erik: TestPerson,
  server: TestServer,
): Promise<void> {
  const { elements } = await on(mara, 'GET /graph')
  // biome-ignore lint/suspicious/noExplicitAny: elements as the graph has them
  const claim = elements.find(({ name }: any) => name === 'C4-ALOF').id as string
  const thread = async (text: string, more: object = {}) => {
    const { id } = await on(hana, 'POST /threads', { body: { element: claim, audience: 'all', text, ...more } })
    return { threadId: walk.name(id, 'thread-two-minutes') }
  }
  const first = await thread('Is two minutes right?')
  await on(mara, 'GET /threads', { query: { element: claim } })
  const answered = await on(mara, 'POST /threads/{threadId}/replies', { body: { text: 'Yes, for wards.' } }, first)
  if (answered.reply !== undefined) walk.name(answered.reply, 'reply-for-wards')
  await on(mara, 'POST /threads/{threadId}/assign', { body: { person: mara.id, due: '2027-02-15' } }, first)
  await on(hana, 'POST /threads/{threadId}/edit', { body: { text: 'Are two minutes right?' } }, first)
  await on(mara, 'POST /threads/{threadId}/resolve', {}, first)
  await on(mara, 'POST /threads/{threadId}/reopen', {}, first)
  await on(hana, 'POST /threads/{threadId}/remove', { body: {} }, await thread('Never mind.'))
  const suggestion = 'Sessions end after two minutes without use'
  await on(mara, 'POST /threads/{threadId}/apply', {}, await thread('Rather so:', { suggestion }))
  const declined = await thread('Or so:', { suggestion: 'Sessions end at once' })
  await on(mara, 'POST /threads/{threadId}/decline', { body: { note: 'Nurses could not work.' } }, declined)

  const { claims } = await on(mara, 'GET /approvals', { query: { claim } })
  const { digests } = claims[0]
  await on(mara, 'POST /approvals', { body: { claim, verdict: 'approve', digests } })
  await on(hana, 'POST /approvals/many', { body: { claims: [{ claim, digests }], note: 'As in the workshop' } })
  await on(mara, 'GET /approvals/changes', { query: { claim, side: 'mdm' } })
  const today = server.runtime.clock().slice(0, 10)
  const lent = { person: erik.id, from: today, until: today }
  const { id: delegation } = await on(mara, 'POST /delegations', { body: lent })
  await on(mara, 'GET /delegations')
  await on(mara, 'POST /delegations/{delegationId}/end', {}, { delegationId: walk.name(delegation, 'delegation-erik') })

  const workshop = { title: 'Sessions', items: [{ title: 'ALOF', minutes: 20 }] }
  const { number } = await on(mara, 'POST /workshops', { body: workshop })
  await on(mara, 'GET /workshops')
  await on(mara, 'GET /workshops/{number}', {}, { number })
  await on(mara, 'POST /workshops/{number}/acts', { body: { act: 'decide', text: 'Two minutes it is.' } }, { number })
  await on(mara, 'POST /workshops/{number}/acts', { body: { act: 'close' } }, { number })
  await on(mara, 'GET /workshops/{number}/minutes', { query: { format: 'pdf' } }, { number })
}

async function past(on: On, mara: TestPerson): Promise<void> {
  const { elements, seq } = await on(mara, 'GET /graph')
  // biome-ignore lint/suspicious/noExplicitAny: elements as the graph has them
  const claim = elements.find(({ name }: any) => name === 'C4-ALOF').id as string
  await on(mara, 'GET /history/authors', { query: { element: claim, field: 'statement' } })
  await on(mara, 'GET /history/elements/{elementId}', {}, { elementId: claim })
  await on(mara, 'GET /history/{seq}', {}, { seq: seq - 1 })
  await on(mara, 'GET /compare', { query: { from: '1', to: 'now' } })
  await on(mara, 'POST /history/{seq}/restore', { body: { element: claim } }, { seq: seq - 1 })
}

async function watching(walk: ApiWalk, on: On, ask: AskHow, mara: TestPerson): Promise<void> {
  await on(mara, 'POST /watch', { body: { add: [{ name: 'Ward pump 3', vendor: 'Pump Works' }] } })
  await on(mara, 'GET /watch')
  const sbom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    components: [{ type: 'library', name: 'openssl', version: '3.0.1' }],
  }
  await on(mara, 'POST /watch/file', {
    query: { name: 'sbom.json' },
    file: { type: 'application/json', text: JSON.stringify(sbom) },
  })
  const advisory = { type: 'application/json', text: CSAF }
  await ask(mara, 'POST /api/check', { file: advisory })
  const checked = await on(mara, 'POST /check', { query: { accept: 'true' }, file: advisory })
  const alertId = walk.name(
    String(checked.alert ?? checked.alerts?.[0]?.alert ?? checked.opened?.[0] ?? 'absent'),
    'alert-icsma',
  )
  const known = alertId !== 'absent'
  await on(
    mara,
    'POST /alerts/{alertId}/withdraw',
    { body: { note: 'It is another pump.' }, ...(known ? {} : { status: 404 }) },
    { alertId },
  )
}

async function library(ask: AskHow, mara: TestPerson): Promise<void> {
  await ask(mara, 'GET /api/library', { query: { q: 'session', capability: 'ALOF' } })
}

async function copies(walk: ApiWalk, on: On, ask: AskHow, mara: TestPerson, caseId: string): Promise<void> {
  const { elements } = await on(mara, 'GET /graph')
  // biome-ignore lint/suspicious/noExplicitAny: elements as the graph has them
  const element = elements.find(({ name }: any) => name === 'C1').id as string
  const body = { kind: 'version', title: 'Ward pump 4', device: { name: 'Ward pump 4' } }
  const { id } = await on(mara, 'POST /duplicate', { body })
  const params = { caseId: walk.name(id, 'case-ward-pump-4') }
  const set = { command: 'set-text', args: { element, field: 'statement', text: 'The pump is acceptably secure' } }
  await on(mara, 'POST /commands', { body: set })
  await ask(mara, `GET ${CASE}/origin`, { params })
  await ask(mara, `POST ${CASE}/origin/take`, { params, body: { element } })
  const values = { threat: 'Somebody finds the screen unlocked', vulnerability: 'Sessions last', cve: 'CVE-2026-0002' }
  const grown = { command: 'add-risk', args: { capability: 'ALOF', values } }
  const [risk] = (await on(mara, 'POST /commands', { body: grown })).created
  await ask(mara, `POST ${CASE}/library`, { params, body: { from: caseId, risk, capability: 'ALOF' } })
  await ask(mara, `POST ${CASE}/archive`, { params, body: { archived: true } })
  await ask(mara, `POST ${CASE}/kept-until`, { params, body: { until: '2036-12-31' } })
  const pattern = {
    id: 'house-session',
    version: 1,
    title: 'Sessions',
    source: 'House rules',
    elements: [
      {
        id: 'A1',
        kind: 'goal',
        statement: 'Sessions of {asset} end',
        placeholders: [{ key: 'asset', label: 'Asset' }],
      },
    ],
  }
  const kept = await walk.ask(mara, 'POST /api/patterns', { body: { pattern, note: 'First' }, status: 422 })
  void kept
  await walk.ask(mara, 'GET /api/patterns')
  await walk.ask(mara, 'GET /api/patterns/{patternId}/versions', { params: { patternId: 'house-session' } })
}

async function agree(
  walk: ApiWalk,
  server: TestServer,
  on: On,
  ask: AskHow,
  mara: TestPerson,
  hana: TestPerson,
  erik: TestPerson,
  liv: TestPerson,
): Promise<void> {
  await keys(walk, server, on, ask, mara, erik, liv)
  const { offered: terms } = await on(mara, 'GET /charter')
  await on(mara, 'POST /charter/statement', { body: { terms, supersedes: null, method: 'passkey' } })
  const first = await on(mara, 'POST /charter', { body: { terms, password: PASSWORD } })
  await on(
    hana,
    'POST /charter/{number}/decline',
    { body: { digest: first.digest, reason: 'We want a longer notice.' } },
    { number: first.charter },
  )
  const { charter: number, digest } = await on(mara, 'POST /charter', { body: { terms, password: PASSWORD } })
  await on(hana, 'POST /charter/{number}/adopt', { body: { digest, password: PASSWORD } }, { number })

  const propose = async (who: TestPerson) => {
    const { digest, warnings, supersedes } = await on(who, 'GET /proposals/preflight')
    return { digest, warnings, supersedes, reason: 'Agreed in the workshop' }
  }
  const made = async (who: TestPerson) =>
    (await on(who, 'POST /proposals', { body: await propose(who) })).proposal as number
  const prepare = async (who: TestPerson, number: number, act: string, more: object = {}) => {
    const { proposal, manifest } = await on(who, 'GET /proposals/{number}', {}, { number })
    // biome-ignore lint/suspicious/noExplicitAny: parts as the manifest has them
    const view = manifest.parts.find(({ path }: any) => path === 'view/agreement.html').sha256
    const body = { act, digest: proposal.digest, view, coverage: ['argument'], ...more }
    const { nonce } = await on(who, 'POST /proposals/{number}/statement', { body }, { number })
    return { nonce: walk.name(nonce, '0123456789abcdef0123456789abcdef'), password: PASSWORD }
  }
  const act = async (who: TestPerson, number: number, name: string, path: string, more: object = {}) =>
    on(who, `POST /proposals/{number}/${path}`, { body: await prepare(who, number, name, more) }, { number })

  const withdrawn = await made(mara)
  await act(mara, withdrawn, 'withdraw', 'withdraw')
  const refused = await made(mara)
  const reason = { code: 'other', text: 'The notice is too short.', elements: [] }
  await act(hana, refused, 'refuse', 'refuse', { reason })
  const countered = await made(mara)
  const until = new Date(Date.parse(server.runtime.clock()) + 60 * 86_400_000).toISOString()
  const effect = { kind: 'condition', text: 'Every ward has the new pump', until }
  const counter = {
    ...(await prepare(hana, countered, 'refuse', { reason })),
    propose: { ...(await propose(hana)), effect },
  }
  const answer = await on(hana, 'POST /proposals/{number}/counter', { body: counter }, { number: countered })
  const second = answer.proposal as number
  await act(hana, second, 'sign', 'signatures')
  await act(hana, second, 'unsign', 'unsign', { reason: { code: '', text: 'We look at it again.', elements: [] } })
  await act(hana, second, 'sign', 'signatures')
  await on(mara, 'GET /proposals')
  await on(mara, 'GET /proposals/{number}/files/{path}', {}, { number: second, path: 'manifest.json' })
  await act(mara, second, 'sign', 'signatures')
  await act(mara, second, 'confirm', 'confirm')
  const { baseline } = await act(hana, second, 'confirm', 'confirm')
  await on(mara, 'GET /baselines')
  await on(mara, 'GET /baselines/{number}', {}, { number: baseline })
  await on(mara, 'GET /baselines/{number}/agreement.pdf', {}, { number: baseline })
  await on(mara, 'GET /baselines/{number}/redline.docx', { status: 404 }, { number: baseline })
  await links(walk, on, ask, mara, baseline)
  await act(mara, second, 'terminate', 'terminate', {
    ending: 'notice',
    reason: { code: '', text: 'A new device comes.', elements: [] },
  })
  await erase(on, mara)
}

async function keys(
  walk: ApiWalk,
  server: TestServer,
  on: On,
  ask: AskHow,
  mara: TestPerson,
  erik: TestPerson,
  liv: TestPerson,
): Promise<Authenticator> {
  const own = new Authenticator(server.runtime.env.publicUrl)
  walk.name(own.id, 'credential-of-mara')
  const mine = await ask(mara, 'POST /api/passkeys/options', { body: {} })
  await ask(mara, 'POST /api/passkeys', { body: { label: 'Work laptop', registration: own.register(mine) } })
  const key = new Authenticator(server.runtime.env.publicUrl)
  walk.name(key.id, 'credential-blue-key')
  const options = await ask(erik, 'POST /api/passkeys/options', { body: {} })
  await ask(erik, 'POST /api/passkeys', { body: { label: 'Blue key', registration: key.register(options) } })
  await ask(erik, 'GET /api/passkeys')
  await on(mara, 'GET /passkeys')
  const credential = key.id
  const checked = { how: 'Seen in person', reviewBy: '2027-11-21' }
  await on(mara, 'POST /passkeys/{credential}/check', { body: checked }, { credential })
  await on(erik, 'POST /passkeys/{credential}/check', { body: checked }, { credential: own.id })
  await on(mara, 'POST /passkeys/{credential}/revoke', { body: { reason: 'He leaves the case.' } }, { credential })
  await ask(erik, 'POST /api/passkeys/{credential}/revoke', { params: { credential }, body: { reason: 'Lost' } })
  const until = new Date(Date.parse(server.runtime.clock()) + 5 * 86_400_000).toISOString()
  const lent = await on(mara, 'POST /signing-delegations', { body: { to: liv.id, until, reason: 'On leave' } })
  await on(mara, 'GET /signing-delegations')
  await on(
    mara,
    'POST /signing-delegations/{delegation}/end',
    {},
    { delegation: walk.name(lent.delegation, 'delegation-leave') },
  )
  return own
}

async function links(walk: ApiWalk, on: On, ask: AskHow, mara: TestPerson, baseline: number): Promise<void> {
  const made = await on(mara, 'POST /baseline-links', { body: { baseline, label: 'The notified body', days: 30 } })
  const token = walk.name(new URL(made.url).pathname.split('/').pop() ?? '', 'token-of-the-link')
  await on(mara, 'GET /baseline-links')
  await ask(undefined, 'GET /assess/{token}', { params: { token } })
  await ask(undefined, 'GET /assess/{token}/view', { params: { token } })
  await ask(undefined, 'GET /assess/{token}/baseline.rab', { params: { token } })
  await on(mara, 'POST /baseline-links/{link}/revoke', {}, { link: walk.name(made.id, 'link-notified-body') })
}

async function erase(on: On, mara: TestPerson): Promise<void> {
  const { entries } = await on(mara, 'GET /ledger')
  // biome-ignore lint/suspicious/noExplicitAny: entries as the ledger has them
  const said = entries.find(({ kind, actor }: any) => kind === 'thread.replied' && actor.id === mara.id)
  const { chain, seq } = said
  await on(mara, 'POST /ledger/erase', { body: { chain, seq, reason: 'It named a patient.' } })
}

async function invitations(
  walk: ApiWalk,
  on: On,
  ask: AskHow,
  server: TestServer,
  mara: TestPerson,
  hana: TestPerson,
  erik: TestPerson,
): Promise<void> {
  const invite = async (body: object) => {
    const made = await on(mara, 'POST /invitations', { body })
    const token = String(made.url).split(/[/=#]/).pop() ?? ''
    return { token: walk.name(token, 'token-of-the-invitation'), invitation: walk.name(made.id, 'invitation-assessor') }
  }
  const first = await invite({ side: null, rights: ['read'], days: 7 })
  await on(mara, 'GET /invitations')
  const guest = await server.person('guest@assessor.example', { name: 'Gro Tveit' })
  walk.name(guest.id, 'person-gro')
  await ask(guest, 'POST /api/invitations/accept', { body: { token: first.token } })
  const second = await invite({ side: null, rights: ['read'], days: 7 })
  const joining = {
    token: second.token,
    name: 'Ada Assessor',
    email: 'ada@assessor.example',
    password: 'correct horse battery',
  }
  await ask(undefined, 'POST /api/invitations/join', { body: joining })
  const third = await invite({ side: null, rights: ['read'], days: 7 })
  await on(mara, 'POST /invitations/{invitation}/revoke', {}, { invitation: third.invitation })
  await on(guest, 'POST /leave', { body: {} })
  void hana
  void erik
}

async function account(
  walk: ApiWalk,
  server: TestServer,
  ask: AskHow,
  mara: TestPerson,
  erik: TestPerson,
): Promise<void> {
  const { eq } = await import('drizzle-orm')
  const { people } = await import('@/server/store/schema')
  await server.runtime.db.update(people).set({ administersHome: true }).where(eq(people.id, mara.id))
  const token = await ask(erik, 'POST /api/me/tokens', {
    body: { name: 'Nightly export', scope: 'read', days: 90, password: PASSWORD },
  })
  walk.name(token.token, 'accord_0123456789ab0123456789012345678901234567890123456789abcdef')
  walk.name(token.id, '0123456789ab')
  await ask(erik, 'GET /api/me/tokens')
  await ask(erik, 'DELETE /api/me/tokens/{tokenId}', { params: { tokenId: token.id } })
  await ask(erik, 'GET /api/account')
  const begun = await ask(erik, 'POST /api/account/code-app', { body: { password: PASSWORD } })
  const secret = /secret=([A-Z2-7]+)/.exec(JSON.stringify(begun))?.[1] ?? ''
  walk.name(secret, 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const code = totp.generate({ timestamp: Date.parse(server.runtime.clock()) })
  walk.name(code, '123456')
  await ask(erik, 'POST /api/account/code-app/confirm', { body: { code } })
  await ask(erik, 'POST /api/account/backup-codes', { body: { password: PASSWORD } })
  const key = new Authenticator(server.runtime.env.publicUrl)
  walk.name(key.id, 'credential-green-key')
  const options = await ask(erik, 'POST /api/account/keys/options', { body: { password: PASSWORD } })
  await ask(erik, 'POST /api/account/keys', { body: { label: 'Green key', registration: key.register(options) } })
  await ask(erik, 'POST /api/account/keys/remove', { body: { credential: key.id, password: PASSWORD } })
  await ask(erik, 'POST /api/account/code-app/remove', { body: { password: PASSWORD } })
  await ask(undefined, 'POST /api/password-reset', { body: { email: 'nobody@pumps.example' }, status: 409 })
  await ask(undefined, 'POST /api/password-reset/finish', {
    body: { token: 'token-from-the-mail-of-43-letters-012345678', password: 'correct horse staple' },
    status: 409,
  })
  await ask(undefined, 'POST /api/sign-in/step', { body: {}, status: 401 })
  await ask(erik, 'POST /api/account/sessions/end', { body: {} })
  await ask(mara, 'GET /api/organisation')
  await ask(mara, 'GET /api/organisation/people/{personId}', { params: { personId: erik.id } })
  const invited = await ask(mara, 'POST /api/organisation/invitations', { body: { days: 7 } })
  walk.name(String(invited.url).split(/[/=#]/).pop() ?? '', 'token-for-a-colleague')
  const invitation = walk.name(invited.id, 'invitation-colleague')
  await ask(mara, 'POST /api/organisation/invitations/{invitation}/revoke', { params: { invitation } })
  await ask(mara, 'POST /api/organisation/people', { body: { person: erik.id, act: 'appoint' } })
  await ask(mara, 'GET /api/organisation/second-factor')
  await ask(mara, 'POST /api/organisation/second-factor', { body: { required: false } })
  await ask(mara, 'POST /api/organisation/people/{personId}/reset-factors', {
    params: { personId: erik.id },
    body: { reason: 'He lost his phone.' },
  })
  await ask(mara, 'POST /api/account/password', { body: { current: PASSWORD, password: 'correct horse staple' } })
  void digestOf
}
