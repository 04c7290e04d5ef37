import type { NamedStatement, Parameter } from './bind-message'
import type { CaseHead, LogRow } from './room-store'
import { CHANNEL, formatSignal } from './signal'

/** What one commit of a room brings. */
export interface Commit {
  /** The case as the room knows it. */
  readonly head: CaseHead
  /** Rows that follow the head without a gap. */
  readonly rows: readonly LogRow[]
  /** Client ids that the room has not seen bound, and whose they are. */
  readonly unbound: ReadonlyMap<number, string>
  /** [DOC7] The shape that the document has from this commit on, when that is another one. */
  readonly reshaped?: number
}

/**
 * A whole commit in one statement, so that it takes one way to the store and back, one flush and no time between them in
 * which others wait for the case: it moves the head from where the room knows it, binds client ids, and appends the rows.
 *
 * [SYN10] The head's row is locked by being moved. Whoever comes second waits, finds the head elsewhere, and writes
 * nothing: a client id is bound in the same statement as a head is moved, so that nobody binds one in between.
 * [SYN4] An id that belongs to somebody else keeps all of it from being written.
 */
const WORDS = `with fresh as (
  select * from unnest($6::bigint[], $7::text[]) as fresh(client_id, person_id)
), moved as (
  update cases set head_seq = head_seq + cardinality($9::text[]), schema = $5::int
  where id = $1 and head_seq = $2::bigint and epoch = $3::int and schema = $4::int and not exists (
    select 1 from fresh join client_ids bound on bound.case_id = $1 and bound.client_id = fresh.client_id
    where bound.person_id <> fresh.person_id
  )
  returning id
), bound as (
  insert into client_ids (case_id, client_id, person_id, at)
  select moved.id, fresh.client_id, fresh.person_id, $8::timestamptz from moved, fresh
  on conflict do nothing
), written as (
  insert into updates (case_id, seq, person_id, side, at, client_ids, update)
  select moved.id, $2::bigint + line.n, line.person_id, line.side, $8::timestamptz, line.client_ids::bigint[],
    substring($14::bytea from line.start for line.length)
  from moved, unnest($9::text[], $10::text[], $11::text[], $12::int[], $13::int[])
    with ordinality as line(person_id, side, client_ids, start, length, n)
)
select `

/** The same for what an idle room commits: one row, of clients that are bound. It takes two thirds of the time. */
const WORDS_FOR_ONE = `with moved as (
  update cases set head_seq = head_seq + 1, schema = $5::int
  where id = $1 and head_seq = $2::bigint and epoch = $3::int and schema = $4::int
  returning id
), written as (
  insert into updates (case_id, seq, person_id, side, at, client_ids, update)
  select id, $2::bigint + 1, $6::text, $7::text, $8::timestamptz, $9::bigint[], $10::bytea from moved
)
select `

/** The statement, and its parameters for one commit. It answers one row when it was done, none when nothing was. */
export function commitStatement(
  caseId: string,
  { head, rows, unbound, reshaped }: Commit,
  shared: boolean,
): NamedStatement {
  const last = rows.at(-1)
  if (last === undefined) throw new Error('There is nothing to commit.')
  if (rows.some((row, index) => row.seq !== head.seq + 1 + index || row.at !== last.at)) {
    throw new Error('Rows must follow the head, all at one moment.')
  }
  const expected = [caseId, head.seq, head.epoch, head.schema, reshaped ?? head.schema]
  const one = rows.length === 1 && unbound.size === 0
  const words = one ? WORDS_FOR_ONE : WORDS
  const values = [...expected, ...(one ? valuesOf(last) : valuesOfAll(rows, unbound, last.at))]
  const name = one ? 'commit-one' : 'commit'
  if (!shared) return { name, text: `${words} 1 from moved`, values }
  // Heard by the others when this is committed, and never otherwise.
  const told = formatSignal({ kind: 'log', caseId, seq: last.seq })
  const tell = `pg_notify('${CHANNEL}', $${values.length + 1})`
  return { name: `${name}-told`, text: `${words} ${tell} from moved`, values: [...values, told] }
}

function valuesOf({ personId, side, at, clientIds, update }: LogRow): Parameter[] {
  return [personId, side ?? null, at, listOf(clientIds), bytesOf(update)]
}

function valuesOfAll(rows: readonly LogRow[], unbound: ReadonlyMap<number, string>, at: string): Parameter[] {
  let end = 1
  const starts = rows.map(({ update }) => {
    end += update.length
    return end - update.length
  })
  return [
    [...unbound.keys()],
    [...unbound.values()],
    at,
    rows.map((row) => row.personId),
    rows.map((row) => row.side ?? null),
    rows.map((row) => listOf(row.clientIds)),
    starts,
    rows.map((row) => row.update.length),
    // One value for the bytes of all rows: arrays travel as text, and bytes in them twice as long.
    Buffer.concat(rows.map((row) => row.update)),
  ]
}

const listOf = (numbers: readonly number[]) => `{${numbers.join(',')}}`
const bytesOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
