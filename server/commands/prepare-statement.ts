import { randomBytes } from 'node:crypto'
import { SIDE_WORD } from '@/lib/agreement/charter'
import { headOf } from '@/lib/agreement/ledger-chain'
import { readPart, VIEW_PATH } from '@/lib/agreement/manifest'
import type { PrepareRequest } from '@/lib/agreement/requests'
import { makeStatement, STATEMENT_MINUTES, type Statement, statementBytes } from '@/lib/agreement/statement'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readAgreement } from '../agreement/context'
import { mayAct, RIGHT_OF } from '../agreement/may-act'
import { insertStatement, readVersion } from '../agreement/proposal-store'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Writes down, word for word, what a person is about to sign, and keeps those bytes for five minutes. Signing takes the
 * kept bytes: nothing that comes from the browser afterwards can change them.
 */
export async function prepareStatement(
  person: Person,
  caseId: string,
  number: number,
  request: PrepareRequest,
): Promise<Outcome<{ nonce: string; statement: Statement; expires: string }>> {
  const { act, digest, view, coverage, timeZone, reason } = request
  const allowed = await authorise(person, caseId, RIGHT_OF[act])
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { db, clock } = runtime()
  const at = clock()
  const { state, shared } = await readAgreement(caseId)
  const may = mayAct(state, act, number, digest, by, at)
  if (!may.ok) return may
  const version = await readVersion(db, caseId, number)
  if (version === undefined) return refuse('proposal-not-found', 'There is no such proposal.')
  const shown = version.manifest.parts.find((part) => part.path === VIEW_PATH)?.sha256
  if (version.digest !== digest || shown !== view) {
    return refuse('version-changed', 'The page you read is not the one of this version. Open it again.')
  }
  if (act === 'refuse' && (reason.code === '' || reason.text === '')) {
    return refuse('reason-missing', 'Choose a reason and say in words what would have to change.')
  }

  const { side } = may.value
  const charter = readPart(version.files, 'charter')
  const nonce = randomBytes(16).toString('hex')
  const expires = new Date(Date.parse(at) + STATEMENT_MINUTES * 60_000).toISOString()
  const statement = makeStatement(digest, {
    act,
    case: caseId,
    proposal: number,
    side,
    signer: {
      id: by.personId,
      name: by.name,
      title: `For the ${SIDE_WORD[side]}, ${charter.parties[side].organisation}`,
    },
    reason: { code: act === 'refuse' ? reason.code : '', text: reason.text, elements: reason.elements },
    method: 'password',
    prepared: at,
    expires,
    timeZone,
    nonce,
    ledger: headOf(shared, caseId, 'shared'),
    coverage,
    view,
  })
  await insertStatement(db, {
    nonce,
    caseId,
    proposal: number,
    personId: by.personId,
    act,
    payload: statementBytes(statement),
    preparedAt: at,
    expiresAt: expires,
  })
  return ok({ nonce, statement, expires })
}
