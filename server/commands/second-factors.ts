import { and, eq } from 'drizzle-orm'
import type { ConfirmAppRequest, RemoveSignInKeyRequest } from '@/lib/access/account-requests'
import type { EnrolRequest } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { noteEvent } from '../auth/account-events'
import { signInAttempts } from '../auth/attempts'
import { type AppSecret, beginApp, factorsOf, hasFactor, makeBackupCodes, takeCode } from '../auth/code-app'
import type { Person } from '../auth/person'
import { proveAgain } from '../auth/prove-again'
import { withNewSession } from '../auth/renew-session'
import { enrolSignInKey, keyEnrolOptions, removeSignInKey } from '../auth/sign-in-keys'
import { tellPerson } from '../auth/tell-person'
import { runtime } from '../runtime'
import { backupCodes, codeApps } from '../store/schema'

/** [AUTH11] Begins the enrolment of an app for codes. It counts once a code of it was given. */
export async function beginCodeApp(person: Person, { password }: { password?: string }): Promise<Outcome<AppSecret>> {
  const again = await proveAgain(person, password)
  if (!again.ok) return again
  const { db } = runtime()
  if ((await factorsOf(db, person.personId)).app) {
    return refuse('factor-known', 'An app for codes is enrolled already. Remove it first to enrol another one.')
  }
  return ok(await beginApp(db, person))
}

/** [AUTH11] Confirms the app by a code. With the first factor of all come backup codes, shown in this answer alone. */
export async function confirmCodeApp(
  person: Person,
  { code }: ConfirmAppRequest,
  request: Request,
): Promise<Outcome<Response>> {
  const { db } = runtime()
  const { personId } = person
  const attempts = signInAttempts()
  const wait = attempts.waitForCode(`enrol ${personId}`)
  if (wait > 0)
    return refuse('too-many-attempts', `Too many wrong codes. Try again in ${Math.ceil(wait / 1000)} seconds.`)
  attempts.codeFailed(`enrol ${personId}`)
  if (!(await takeCode(db, personId, code, false))) {
    return refuse('wrong-code', 'The code does not fit. Type the one that the app shows now.')
  }
  attempts.codeSucceeded(`enrol ${personId}`)
  return added(person, 'code-app-added', '', request)
}

/** [AUTH13] The options for a key for signing in, after the password again. */
export async function beginSignInKey(person: Person, { password }: { password?: string }): Promise<Outcome<unknown>> {
  const again = await proveAgain(person, password)
  return again.ok ? keyEnrolOptions(person) : again
}

/** [AUTH13] Enrols it. */
export async function addSignInKey(person: Person, enrol: EnrolRequest, request: Request): Promise<Outcome<Response>> {
  const made = await enrolSignInKey(person.personId, enrol)
  return made.ok ? added(person, 'key-added', made.value.label, request) : made
}

/** Removes the app. */
export async function removeCodeApp(
  person: Person,
  { password }: { password?: string },
  request: Request,
): Promise<Outcome<Response>> {
  const again = await proveAgain(person, password)
  if (!again.ok) return again
  const gone = await runtime()
    .db.delete(codeApps)
    .where(and(eq(codeApps.personId, person.personId)))
    .returning({ id: codeApps.personId })
  if (gone.length === 0) return refuse('factor-not-found', 'No app for codes is enrolled.')
  return removed(person, 'code-app-removed', '', request)
}

/** Removes a key for signing in. */
export async function dropSignInKey(
  person: Person,
  { credential, password }: RemoveSignInKeyRequest,
  request: Request,
): Promise<Outcome<Response>> {
  const again = await proveAgain(person, password)
  if (!again.ok) return again
  const label = await removeSignInKey(runtime().db, person.personId, credential)
  if (label === undefined) return refuse('passkey-not-found', 'You have no such key, or it was removed before.')
  return removed(person, 'key-removed', label, request)
}

/** [AUTH11] New backup codes in the place of the earlier ones. */
export async function renewBackupCodes(
  person: Person,
  { password }: { password?: string },
): Promise<Outcome<{ backupCodes: string[] }>> {
  const again = await proveAgain(person, password)
  if (!again.ok) return again
  const { db } = runtime()
  if (!hasFactor(await factorsOf(db, person.personId))) {
    return refuse('factor-not-found', 'Backup codes stand in for a second factor: enrol one first.')
  }
  const codes = await makeBackupCodes(db, person.personId)
  await tellPerson(person.personId, await noteEvent(db, person.personId, 'backup-codes-made'))
  return ok({ backupCodes: codes })
}

async function added(person: Person, kind: 'code-app-added' | 'key-added', note: string, request: Request) {
  const { db } = runtime()
  const { personId } = person
  const { backupCodes: left } = await factorsOf(db, personId)
  const codes = left === 0 ? await makeBackupCodes(db, personId) : []
  await tellPerson(personId, await noteEvent(db, personId, kind, { note }))
  return ok(await withNewSession(person, request, { backupCodes: codes }))
}

async function removed(person: Person, kind: 'code-app-removed' | 'key-removed', note: string, request: Request) {
  const { db } = runtime()
  const { personId } = person
  // Codes that stand in for a factor end with the last one.
  if (!hasFactor(await factorsOf(db, personId))) await db.delete(backupCodes).where(eq(backupCodes.personId, personId))
  await tellPerson(personId, await noteEvent(db, personId, kind, { note }))
  return ok(await withNewSession(person, request, { removed: true }))
}
