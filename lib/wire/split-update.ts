import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]
type Deletes = Map<number, { clock: number; len: number }[]>

/**
 * [WIRE4] Cuts an update into several that can be sent one after the other: each builds only upon what the receiver has
 * or what came before it, and the last leaves the receiver where the whole update would have. Deletions of a change go
 * with it, so that a receiver that measures texts never sees both an old and a new wording as alive.
 * @param update Yjs update, v1
 * @param limit  bytes that one piece should have at most; only a struct that cannot be cut may exceed it
 * @returns the update itself when it is small enough
 * @throws when the bytes are not an update
 */
export function splitUpdate(update: Uint8Array, limit: number): Uint8Array[] {
  if (update.length <= limit) return [update]
  const { structs, ds } = Y.decodeUpdate(update)
  const deletes: Deletes = new Map([...ds.clients].map(([client, ranges]) => [client, [...ranges]]))
  const pieces: Uint8Array[] = []
  // What the receiver has already loses its deletions first.
  pieces.push(...deletionsOnly(outside(deletes, structs), limit))
  let open: Struct[] = []
  let size = 0
  for (const struct of inCausalOrder(structs.flatMap((each) => cut(each, limit)))) {
    const bytes = sizeOf(struct)
    if (open.length > 0 && size + bytes > limit) {
      pieces.push(encode(open, deletes))
      open = []
      size = 0
    }
    open.push(struct)
    size += bytes
  }
  if (open.length > 0) pieces.push(encode(open, deletes))
  return pieces
}

/** Long texts are cut between characters of their own; everything else stays whole. */
function cut(struct: Struct, limit: number): Struct[] {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [struct]
  // A character takes at most three bytes as UTF-8, counted in UTF-16 code units.
  const most = Math.max(2, Math.floor(limit / 4))
  const parts: Struct[] = []
  let rest = struct
  while (rest.content instanceof Y.ContentString && rest.length > most) {
    const text = rest.content.str
    const inPair = /[\uD800-\uDBFF]/.test(text[most - 1] ?? '')
    const at = inPair ? most - 1 : most
    const { client, clock } = rest.id
    const { origin, rightOrigin, parent, parentSub } = rest
    parts.push(
      new Y.Item(rest.id, null, origin, null, rightOrigin, parent, parentSub, new Y.ContentString(text.slice(0, at))),
    )
    const left = Y.createID(client, clock + at - 1)
    rest = new Y.Item(
      Y.createID(client, clock + at),
      null,
      left,
      null,
      rightOrigin,
      null,
      null,
      new Y.ContentString(text.slice(at)),
    )
  }
  return [...parts, rest]
}

/** Every struct after those it names and after the earlier ones of its client. */
function* inCausalOrder(structs: readonly Struct[]): Generator<Struct> {
  const queues = new Map<number, Struct[]>()
  for (const struct of structs) {
    const queue = queues.get(struct.id.client)
    if (queue === undefined) queues.set(struct.id.client, [struct])
    else queue.push(struct)
  }
  const next = new Map<number, number>([...queues.keys()].map((client) => [client, 0]))
  const isOpen = (id: Y.ID | null | undefined): id is Y.ID => {
    if (id === null || id === undefined) return false
    const first = queues.get(id.client)?.[next.get(id.client) ?? 0]
    return first !== undefined && first.id.clock <= id.clock
  }
  const waitsFor = (struct: Struct): Y.ID | undefined => {
    if (!(struct instanceof Y.Item)) return undefined
    const parent = struct.parent instanceof Y.ID ? struct.parent : null
    return (
      [struct.origin, struct.rightOrigin, parent].find((id) => isOpen(id) && id.client !== struct.id.client) ??
      undefined
    )
  }
  for (const client of queues.keys()) {
    const stack = [client]
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as number
      const at = next.get(top) ?? 0
      const struct = queues.get(top)?.[at]
      if (struct === undefined) {
        stack.pop()
        continue
      }
      const blocker = waitsFor(struct)
      // Honest updates have no circles; a forged one is sent as it stands and refused by the receiver.
      if (blocker !== undefined && !stack.includes(blocker.client)) {
        stack.push(blocker.client)
        continue
      }
      next.set(top, at + 1)
      yield struct
      // Back to whoever waited: it may go on now.
      if (stack.length > 1) {
        const below = stack[stack.length - 2] as number
        const waiting = queues.get(below)?.[next.get(below) ?? 0]
        if (waiting === undefined || waitsFor(waiting)?.client !== top) stack.pop()
      }
    }
  }
}

function sizeOf(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1()
  write(encoder, struct)
  return encoder.toUint8Array().length + 8
}

function write(encoder: Y.UpdateEncoderV1, struct: Struct): void {
  if (struct instanceof Y.Skip) throw new Error('An update with gaps cannot be cut.')
  struct.write(encoder, 0)
}

/** One update of these structs and the deletions among them. */
function encode(structs: readonly Struct[], deletes: Deletes): Uint8Array {
  const byClient = new Map<number, Struct[]>()
  for (const struct of structs) {
    const list = byClient.get(struct.id.client)
    if (list === undefined) byClient.set(struct.id.client, [struct])
    else list.push(struct)
  }
  const encoder = new Y.UpdateEncoderV1()
  encoding.writeVarUint(encoder.restEncoder, byClient.size)
  // Yjs writes clients from high to low.
  for (const [client, list] of [...byClient].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder.restEncoder, list.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, list[0]?.id.clock ?? 0)
    for (const struct of list) write(encoder, struct)
  }
  const inside: Deletes = new Map()
  for (const [client, list] of byClient) {
    const from = list[0]?.id.clock ?? 0
    const last = list[list.length - 1] as Struct
    const ranges = clipped(deletes.get(client) ?? [], from, last.id.clock + last.length)
    if (ranges.length > 0) inside.set(client, ranges)
  }
  writeDeletes(encoder, inside)
  return encoder.toUint8Array()
}

function deletionsOnly(deletes: Deletes, limit: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  // A range takes at most two numbers of eight bytes.
  const most = Math.max(1, Math.floor(limit / 16))
  for (const [client, ranges] of deletes) {
    for (let at = 0; at < ranges.length; at += most) {
      const encoder = new Y.UpdateEncoderV1()
      encoding.writeVarUint(encoder.restEncoder, 0)
      writeDeletes(encoder, new Map([[client, ranges.slice(at, at + most)]]))
      pieces.push(encoder.toUint8Array())
    }
  }
  return pieces
}

function writeDeletes(encoder: Y.UpdateEncoderV1, deletes: Deletes): void {
  encoding.writeVarUint(encoder.restEncoder, deletes.size)
  for (const [client, ranges] of deletes) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, ranges.length)
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
}

/** Deletions of what the update itself does not bring. */
function outside(deletes: Deletes, structs: readonly Struct[]): Deletes {
  const first = new Map<number, number>()
  for (const { id } of structs) first.set(id.client, Math.min(first.get(id.client) ?? id.clock, id.clock))
  const rest: Deletes = new Map()
  for (const [client, ranges] of deletes) {
    const known = clipped(ranges, 0, first.get(client) ?? Number.MAX_SAFE_INTEGER)
    if (known.length > 0) rest.set(client, known)
  }
  return rest
}

function clipped(ranges: readonly { clock: number; len: number }[], from: number, to: number) {
  return ranges.flatMap(({ clock, len }) => {
    const start = Math.max(clock, from)
    const end = Math.min(clock + len, to)
    return end > start ? [{ clock: start, len: end - start }] : []
  })
}
