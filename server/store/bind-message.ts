/** What a parameter of a prepared statement may be; an array becomes an array of Postgres. */
export type Parameter = string | number | null | Uint8Array | readonly (string | number | null)[]

/** A statement that a session prepares once, under its name, and then only gives other parameters. */
export interface NamedStatement {
  readonly name: string
  readonly text: string
  readonly values: readonly Parameter[]
}

/**
 * "Bind" of the Postgres protocol, for the unnamed portal: texts as text, bytes as they are.
 * @returns bytes with a buffer of their own, so that they can be handed to another thread
 */
export function bindMessage({ name, values }: Pick<NamedStatement, 'name' | 'values'>): Uint8Array<ArrayBuffer> {
  const parts = values.map(encoded)
  const nameBytes = Buffer.byteLength(name)
  const size = parts.reduce((sum, part) => sum + 6 + (part?.length ?? 0), 1 + 4 + 1 + nameBytes + 1 + 2 + 2 + 2)
  const message = Buffer.from(new ArrayBuffer(size))
  let at = message.write('B', 'latin1')
  at = message.writeInt32BE(size - 1, at)
  at = message.writeUInt8(0, at)
  at += message.write(name, at)
  at = message.writeUInt8(0, at)
  at = message.writeInt16BE(values.length, at)
  for (const value of values) at = message.writeInt16BE(value instanceof Uint8Array ? 1 : 0, at)
  at = message.writeInt16BE(values.length, at)
  for (const part of parts) {
    at = message.writeInt32BE(part?.length ?? -1, at)
    if (part === null) continue
    message.set(part, at)
    at += part.length
  }
  message.writeInt16BE(0, at)
  return new Uint8Array(message.buffer)
}

function encoded(value: Parameter): Uint8Array | null {
  if (value === null || value instanceof Uint8Array) return value
  return Buffer.from(typeof value === 'object' ? `{${value.map(member).join(',')}}` : String(value))
}

function member(value: string | number | null): string {
  if (value === null) return 'NULL'
  return typeof value === 'number' ? String(value) : `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}
