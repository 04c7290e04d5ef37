import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Actor, can } from '@/lib/access/policy'
import { readPart } from '@/lib/agreement/manifest'
import { readCase } from '@/lib/case/read'
import { decodeText } from '@/lib/exchange/decode-text'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { CaseCheck, CheckAccepted, NoticeHead } from '@/lib/monitor/answers'
import { type Notice, readNotice } from '@/lib/monitor/notice'
import { newAgainst, offeredReplies, raiseAlert, replyEntry } from '@/lib/monitor/raise'
import { touchedBy, touches } from '@/lib/monitor/touched'
import { addToAlerts, NO_ALERTS } from '@/lib/review/alerts'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import { agreementNow } from '../agreement/agreement-now'
import { readShared, versionInForce } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { collect } from '../exchange/collect'
import { incomingFile } from '../files/incoming-file'
import { headsOf } from '../inbox/heads'
import { mayTouch } from '../monitor/named-cves'
import { watchIndexOf, watchRevisions } from '../monitor/watch-store'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { listCases } from './list-cases'

const FILE_LIMIT = 30_000_000
/** Lines of each list in an answer; the counts beside them are whole. */
const SHOWN = 500

async function noticeOf(request: Request): Promise<Outcome<Notice>> {
  const incoming = await incomingFile(request, FILE_LIMIT)
  if (!incoming.ok) return incoming
  const bytes = await collect(incoming.value.bytes, FILE_LIMIT)
  return bytes.ok ? readNotice(decodeText(bytes.value).text) : bytes
}

function headOf({ products, vulnerabilities, problems, ...head }: Notice): NoticeHead {
  const { kind, title, document, revision, at, by } = head
  return {
    ...{ kind, title, document, revision, at, by },
    products: products.size,
    vulnerabilities: vulnerabilities.length,
    problems: problems.slice(0, SHOWN),
  }
}

/**
 * [MON6] [MON10] Which of my cases a file touches. Reads and records nothing; cases of others are not even counted. Between
 * two cases the server attends to everybody else.
 * @returns refusals of `readNotice`, `too-large`, `file-empty`
 */
export async function checkAcross(
  person: Person,
  request: Request,
): Promise<Outcome<{ notice: NoticeHead; checked: number; cases: CaseCheck[] }>> {
  const read = await noticeOf(request)
  if (!read.ok) return read
  const notice = read.value
  const listed = await listCases(person)
  if (!listed.ok) return listed
  const live = listed.value.cases.filter(({ archived }) => !archived)
  const { db } = runtime()
  const ids = live.map(({ id }) => id)
  const [heads, revisions] = [await headsOf(db, ids), await watchRevisions(db, ids)]
  const cves = new Set(notice.vulnerabilities.map(({ key }) => key))
  const found: CaseCheck[] = []
  for (const { id } of live) {
    await nextTurn()
    const at = heads.get(id)
    if (at === undefined) continue
    const index = await watchIndexOf(id, revisions.get(id))
    if (!(await mayTouch(id, at, cves, index, notice))) continue
    const allowed = await authorise(person, id, 'read')
    if (!allowed.ok) continue
    const check = await checkCase(allowed.value.actor, id, allowed.value.case.title, notice)
    if (touches(check)) found.push(check)
  }
  return ok({ notice: headOf(notice), checked: live.length, cases: found })
}

/**
 * [MON6] [MON7] [MON9] What a file touches in this case. With `accept=true` it opens a thread on each claim that is new to
 * it and challenges the approvals that stand there; `claim`, as often as wanted, narrows it to these; `replies=true` also
 * answers open threads with what the file calls fixed or not affected.
 * @returns refusals of `authorise` and `readNotice`
 */
export async function checkHere(
  person: Person,
  caseId: string,
  request: Request,
): Promise<Outcome<{ notice: NoticeHead; check: CaseCheck; accepted?: CheckAccepted }>> {
  const query = new URL(request.url).searchParams
  const accept = query.get('accept') === 'true'
  const reply = query.get('replies') === 'true'
  const allowed = await authorise(person, caseId, accept || reply ? 'comment' : 'read')
  if (!allowed.ok) return allowed
  const read = await noticeOf(request)
  if (!read.ok) return read
  const notice = read.value
  const { actor, case: row } = allowed.value
  let accepted: CheckAccepted | undefined
  if (accept || reply) {
    const chosen = query.getAll('claim')
    const only = chosen.length === 0 ? undefined : new Set(chosen)
    const recorded = await acceptCheck(actor, caseId, notice, { accept, reply, only })
    if (!recorded.ok) return recorded
    accepted = recorded.value
  }
  const check = await checkCase(actor, caseId, row.title, notice)
  return ok({ notice: headOf(notice), check, ...(accepted === undefined ? {} : { accepted }) })
}

interface Acceptance {
  readonly accept: boolean
  readonly reply: boolean
  readonly only: ReadonlySet<ElementId> | undefined
}

async function acceptCheck(
  actor: Actor,
  caseId: string,
  notice: Notice,
  { accept, reply, only }: Acceptance,
): Promise<Outcome<CheckAccepted>> {
  const { db, rooms, ids } = runtime()
  const index = await watchIndexOf(caseId, (await watchRevisions(db, [caseId])).get(caseId))
  const alert = ids()
  const recorded = await rooms.record(caseId, authorOf(actor), async ({ graph, entries }) => {
    // Judged under the case's lock: two people who accept the same file at once record it once.
    const touch = touchedBy(graph, index, notice)
    const alerts = addToAlerts(NO_ALERTS, entries)
    const raised = accept ? raiseAlert(notice, touch, alerts, alert, only) : { entries: [], claims: [] }
    const replies = reply ? offeredReplies(notice, touch, alerts, addToThreads(NO_THREADS, entries)) : []
    const value: CheckAccepted = {
      ...(raised.claims.length === 0 ? {} : { alert }),
      opened: raised.claims,
      replied: replies.length,
    }
    return ok({ entries: [...raised.entries, ...replies.map(replyEntry)], value })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}

/** Only the shared chain is read: an alert and its threads are everybody's. */
async function checkCase(actor: Actor, caseId: string, title: string, notice: Notice): Promise<CaseCheck> {
  const { db, rooms, clock } = runtime()
  const index = await watchIndexOf(caseId, (await watchRevisions(db, [caseId])).get(caseId))
  const graph: CaseGraph = await rooms.read(caseId, (doc) => readCase(doc))
  const entries = await readShared(caseId)
  const touch = touchedBy(graph, index, notice)
  const alerts = addToAlerts(NO_ALERTS, entries)
  const inForce = await versionInForce(db, caseId, (await agreementNow(db, caseId, entries, clock())).state)
  const frozen = new Set(
    inForce === undefined ? [] : readPart(inForce.version.files, 'case').elements.map(({ id }) => id),
  )
  const claims = touch.claims.flatMap(({ claim }) => (frozen.has(claim) ? [claim] : []))
  return {
    case: caseId,
    title,
    met: touch.met.slice(0, SHOWN),
    claims: touch.claims.slice(0, SHOWN),
    unaffected: touch.unaffected.slice(0, SHOWN),
    fresh: newAgainst(touch, alerts).slice(0, SHOWN),
    replies: offeredReplies(notice, touch, alerts, addToThreads(NO_THREADS, entries)).slice(0, SHOWN),
    ...(inForce === undefined ? {} : { agreement: { number: inForce.baseline.number, claims } }),
    mayAccept: can(actor, 'comment'),
    mayEdit: can(actor, 'edit'),
  }
}

/** [MON7] Takes an alert back: whoever raised it, or somebody of their side. @returns refusals `alert-not-found`, `not-your-side`, `conflict` */
export async function withdrawAlert(
  person: Person,
  caseId: string,
  alertId: string,
  note: string,
): Promise<Outcome<{ alert: string }>> {
  const allowed = await authorise(person, caseId, 'comment')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const recorded = await runtime().rooms.record(caseId, by, async ({ entries }) => {
    const alert = addToAlerts(NO_ALERTS, entries).get(alertId)
    if (alert === undefined) return refuse('alert-not-found', 'There is no such advisory in this case.')
    const mine = alert.by.id === by.personId || (by.side !== undefined && alert.by.side === by.side)
    if (!mine) {
      return refuse(
        'not-your-side',
        `${alert.by.name} raised this. Ask them, or somebody of their side, to take it back.`,
      )
    }
    if (alert.withdrawn !== undefined) return refuse('conflict', 'This was taken back already.')
    return ok({
      entries: [{ chain: 'shared', kind: 'alert.withdrawn', body: { alert: alertId, note } }],
      value: { alert: alertId },
    })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}
