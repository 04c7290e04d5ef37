// The few messages of the Postgres protocol that the embedded store's thread writes and reads itself.

/**
 * A message to the store.
 * @param type  one letter
 * @param body  ends of strings included
 */
export function message(type, body) {
  const text = Buffer.from(body)
  const bytes = Buffer.alloc(5 + text.length)
  bytes.write(type, 'latin1')
  bytes.writeInt32BE(4 + text.length, 1)
  text.copy(bytes, 5)
  return bytes
}

/** Whether an answer ends with "ready for the next query, in no transaction". */
export function endsIdle(answer) {
  const at = answer.length - 6
  return at >= 0 && String.fromCharCode(answer[at], answer[at + 5]) === 'ZI' && answer[at + 4] === 5
}

/** What came of one statement: the number of rows it answered, or the words of the refusal and its code. */
export function outcomeOf(answer) {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength)
  let rows
  let refusal
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    const type = bytes.toString('latin1', at, at + 1)
    const body = bytes.subarray(at + 5, at + 1 + bytes.readInt32BE(at + 1))
    if (type === 'C') rows = Number(/(\d+)\0$/.exec(body.toString('latin1'))?.[1])
    if (type === 'E') refusal ??= fieldsOf(body)
  }
  if (refusal !== undefined) {
    return { refused: refusal.M ?? 'The store refused.', code: refusal.C ?? '', fatal: isFatal(refusal) }
  }
  return rows === undefined ? { refused: 'The store did not answer.', code: '' } : { rows }
}

/**
 * Whether an answer says that the store has given up: what it holds in memory is worth nothing from here on, and nothing
 * more may be asked of it.
 * @returns its words and code
 */
export function givenUp(answer) {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength)
  for (let at = 0; at + 5 <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    if (bytes[at] !== 0x45) continue
    const fields = fieldsOf(bytes.subarray(at + 5, at + 1 + bytes.readInt32BE(at + 1)))
    if (isFatal(fields)) return { why: fields.M ?? 'The store has given up.', code: fields.C ?? '' }
  }
  return undefined
}

// V is S in the words of no language.
const isFatal = ({ V, S }) => ['PANIC', 'FATAL'].includes(V ?? S)

function fieldsOf(body) {
  const fields = body.toString('utf8').split('\0').filter(Boolean)
  return Object.fromEntries(fields.map((field) => [field[0], field.slice(1)]))
}
