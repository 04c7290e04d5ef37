import { can } from '@/lib/access/policy'
import { type Charter, defaultCharter, type Side } from '@/lib/agreement/charter'
import type { CharterTerms } from '@/lib/agreement/charter-schema'
import {
  type CharterState,
  mayAdopt,
  mayDecline,
  mayProposeCharter,
  reduceCharter,
} from '@/lib/agreement/charter-state'
import type { AgreementEvent } from '@/lib/agreement/events'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import type { CaseRow } from '../auth/person'
import { type Runtime, runtime } from '../runtime'
import type { Author, CaseState } from '../sync/rooms'
import { type Adopting, type AdoptionProof, keepAdoption } from './adoption-proof'
import { sharedOf } from './context'
import { readStanding } from './roster'

/** What a charter act does, apart from who proves it: also asked by whoever makes the worked example. */
export type CharterAct =
  | {
      readonly act: 'propose'
      readonly terms: CharterTerms
      readonly supersedes: string | null
      readonly reason: string
    }
  | { readonly act: 'adopt'; readonly charter: number; readonly digest: string }
  | { readonly act: 'decline'; readonly charter: number; readonly digest: string; readonly reason: string }

export interface CharterDone {
  readonly charter: number
  readonly digest: string
}

/** The text that an administrator is offered: the charter in force, else the usual one for the case's organisations. */
export function offeredCharter(
  row: Pick<CaseRow, 'mdmOrganisation' | 'hdoOrganisation'>,
  { inForce }: CharterState,
  { env, serviceKey }: Pick<Runtime, 'env' | 'serviceKey'> = runtime(),
): Charter {
  const organisations = { mdm: row.mdmOrganisation, hdo: row.hdoOrganisation }
  const usual = defaultCharter(organisations, { origin: env.publicUrl, servicePublicKey: serviceKey.publicKeyHex })
  return inForce === undefined ? usual : { ...inForce.charter, version: usual.version, service: usual.service }
}

/** What people decide about a charter: all of it but its version and the service's key. */
export function termsOf({ version: _, service: __, ...terms }: Charter): CharterTerms {
  const { parties, quorum, roles, methods, passkeys, timeLimitDays, noticeDays, retentionYears } = terms
  if (roles === undefined || noticeDays === undefined || retentionYears === undefined) {
    throw new Error('Only charters of the second version are adopted.')
  }
  return {
    parties: { mdm: { ...parties.mdm }, hdo: { ...parties.hdo } },
    quorum: { ...quorum },
    roles: { ...roles },
    methods: [...methods],
    passkeys: passkeys === null ? null : { rpId: passkeys.rpId, origins: [...passkeys.origins] },
    timeLimitDays,
    noticeDays,
    retentionYears,
    staleApprovals: terms.staleApprovals,
    openThreads: terms.openThreads,
  }
}

/**
 * [CHA2] Decides a charter act with the case locked: an administrator of a side, judged by the rights of this moment.
 * @returns refusals `not-allowed` and those of the rules of charters
 */
export async function decideCharter(
  caseId: string,
  { entries, tx, at }: Pick<CaseState, 'entries' | 'tx' | 'at'>,
  by: Author,
  request: CharterAct,
  current: Pick<Runtime, 'serviceKey'> = runtime(),
  proof?: AdoptionProof,
): Promise<Outcome<{ entries: NewEntry[]; value: CharterDone }>> {
  const shared = sharedOf(entries)
  const state = reduceCharter(shared)
  const { people } = await readStanding(tx, caseId, shared, state.inForce?.charter, at)
  const actor = people.get(by.personId)
  const side = actor?.participation?.side
  if (actor === undefined || side === undefined || !can(actor, 'administer')) {
    return refuse('not-allowed', 'Only an administrator of a side decides about the charter.')
  }
  const done = (event: AgreementEvent, value: CharterDone) =>
    ok({ entries: [{ chain: 'shared' as const, ...event }], value })
  switch (request.act) {
    case 'propose':
    case 'adopt': {
      const about = adoptingOf(caseId, state, side, request, current)
      if (!about.ok) return about
      const { number, digest, supersedes } = about.value
      // Without a proof only where nobody is asked for one: the worked example and the demonstration.
      const kept =
        proof === undefined ? ok({}) : await keepAdoption(tx, about.value, by, proof, { shared, at }, current)
      if (!kept.ok) return kept
      const common = { charter: number, digest, side, ...kept.value }
      const event: AgreementEvent =
        request.act === 'adopt'
          ? { kind: 'charter.adopted', body: common }
          : {
              kind: 'charter.proposed',
              body: {
                ...common,
                supersedes,
                terms: charterOf(request.terms, current.serviceKey.publicKeyHex),
                reason: request.reason,
              },
            }
      return done(event, { charter: number, digest })
    }
    case 'decline': {
      const { charter, digest, reason } = request
      const may = mayDecline(state, charter, digest)
      if (!may.ok) return may
      return done({ kind: 'charter.declined', body: { charter, digest, side, reason } }, { charter, digest })
    }
  }
}

/** Which charter a side would adopt by this act, or why it may not. */
export function adoptingOf(
  caseId: string,
  state: CharterState,
  side: Side,
  request: Exclude<CharterAct, { readonly act: 'decline' }>,
  { serviceKey }: Pick<Runtime, 'serviceKey'> = runtime(),
): Outcome<Adopting> {
  if (request.act === 'adopt') {
    const may = mayAdopt(state, request.charter, request.digest, side)
    if (!may.ok) return may
    const { number, digest, charter, supersedes } = may.value
    return ok({ caseId, number, digest, charter, supersedes, side })
  }
  const { terms, supersedes } = request
  const charter = charterOf(terms, serviceKey.publicKeyHex)
  const may = mayProposeCharter(state, charter, supersedes)
  return may.ok ? ok({ caseId, ...may.value, charter, supersedes, side }) : may
}

function charterOf(terms: CharterTerms, publicKey: string) {
  return { version: 2 as const, ...terms, service: { algorithm: 'Ed25519' as const, publicKey } }
}

/** Lets an administrator of each side adopt the offered charter, one after the other, through the same decisions. */
export async function adoptOffered(
  current: Runtime,
  caseId: string,
  row: Pick<CaseRow, 'mdmOrganisation' | 'hdoOrganisation'>,
  administrators: readonly Author[],
): Promise<Outcome<void>> {
  const [first, second] = ['mdm', 'hdo'].flatMap((side) => administrators.find((by) => by.side === side) ?? [])
  if (first === undefined || second === undefined) return ok()
  const terms = termsOf(offeredCharter(row, { charters: [] }, current))
  const decide = (by: Author, request: CharterAct) =>
    current.rooms.record(caseId, by, (state) => decideCharter(caseId, state, by, request, current))
  const put = await decide(first, { act: 'propose', terms, supersedes: null, reason: '' })
  if (!put.ok) return put
  const adopted = await decide(second, { act: 'adopt', ...put.value.value })
  return adopted.ok ? ok() : adopted
}
