import type { Right } from '@/lib/access/policy'
import { Authenticator } from './authenticator'
import { PASSWORD, type TestPerson, type TestServer } from './startServer'

export const EVERY_RIGHT: readonly Right[] = ['read', 'comment', 'edit', 'approve', 'propose', 'sign', 'administer']

/** Calls the API and reads its answer. @throws with what was said, when it was not done */
export async function call<T>(by: TestPerson, path: string, body?: unknown): Promise<T> {
  const response = await (body === undefined ? by.get(path) : by.post(path, body))
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** Enrols a passkey for a person, and lets an administrator of the side make sure that it is theirs in this case. */
export async function enrolKey(
  server: TestServer,
  caseId: string,
  owner: TestPerson,
  administrator: TestPerson,
): Promise<Authenticator> {
  const authenticator = new Authenticator(server.runtime.env.publicUrl)
  const options = await call<Parameters<Authenticator['register']>[0]>(owner, '/api/passkeys/options', {})
  const registration = authenticator.register(options)
  await call(owner, '/api/passkeys', { label: `${owner.name}, blue key`, registration })
  const checked = { how: 'Seen in person', reviewBy: '2027-11-21' }
  await call(administrator, `/api/cases/${caseId}/passkeys/${authenticator.id}/check`, checked)
  return authenticator
}

/** Proposes the case as it stands, whatever is open. @returns the number of the proposal */
export async function proposeAsIs(by: TestPerson, caseId: string): Promise<number> {
  const api = `/api/cases/${caseId}/proposals`
  const seen = await call<Record<'digest' | 'warnings' | 'supersedes', string>>(by, `${api}/preflight`)
  const { digest, warnings, supersedes } = seen
  const request = { digest, warnings, supersedes, reason: 'Agreed in the workshop' }
  return (await call<{ proposal: number }>(by, api, request)).proposal
}

/** Signs a version, with a passkey or with the password again. */
export async function signVersion(
  by: TestPerson,
  caseId: string,
  number: number,
  authenticator?: Authenticator,
): Promise<{ baseline: number | null; digest: string; ledger: { size: number; head: string } }> {
  const api = `/api/cases/${caseId}/proposals/${number}`
  const version = await call<{
    proposal: { digest: string }
    manifest: { parts: { path: string; sha256: string }[] }
  }>(by, api)
  const view = version.manifest.parts.find((part) => part.path === 'view/agreement.html')?.sha256
  const prepared = await call<{ nonce: string; passkey: Parameters<Authenticator['assert']>[0] }>(
    by,
    `${api}/statement`,
    {
      act: 'sign',
      digest: version.proposal.digest,
      view,
      coverage: ['argument'],
      method: authenticator === undefined ? 'password' : 'passkey',
    },
  )
  const { nonce } = prepared
  const proof =
    authenticator === undefined ? { password: PASSWORD } : { assertion: authenticator.assert(prepared.passkey) }
  return call(by, `${api}/signatures`, { nonce, ...proof })
}

/** The `.rab` file of a baseline. */
export async function bundleFile(by: TestPerson, caseId: string, baseline: number): Promise<Uint8Array> {
  const response = await by.get(`/api/cases/${caseId}/baselines/${baseline}.rab`)
  if (!response.ok) throw new Error(`No bundle: ${response.status} ${await response.text()}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Both sides adopt the offered charter, the first with a passkey and the second with the password again. */
export async function adoptSigned(
  caseId: string,
  first: TestPerson,
  second: TestPerson,
  authenticator: Authenticator,
): Promise<void> {
  const api = `/api/cases/${caseId}/charter`
  const { offered: terms } = await call<{ offered: unknown }>(first, api)
  const prepared = await call<{ nonce: string; passkey: Parameters<Authenticator['assert']>[0] }>(
    first,
    `${api}/statement`,
    { terms, supersedes: null },
  )
  const proof = { nonce: prepared.nonce, assertion: authenticator.assert(prepared.passkey) }
  const { charter, digest } = await call<{ charter: number; digest: string }>(first, api, { terms, ...proof })
  await call(second, `${api}/${charter}/adopt`, { digest, password: PASSWORD })
}
