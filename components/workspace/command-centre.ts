import type * as Y from 'yjs'
import { randomKey } from '@/components/cases/random-key'
import type { Right, Side } from '@/lib/access/policy'
import { type Change, undoChanges } from '@/lib/case/write'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'
import { actOf, COMMANDS, type CommandName } from '@/lib/pattern/registry'
import { describeCommand } from './command-words'
import type { Readable } from './use-store'

export type CommandArgs = Readonly<Record<string, unknown>>

export interface CommandResult {
  readonly created: readonly ElementId[]
  readonly changes: readonly Change[]
}

/** What the commands need of a room; tests bring a document of their own. */
export interface CommandRoom {
  readonly caseId: string
  readonly doc: Y.Doc
  readonly me: { readonly id: string; readonly name?: string; readonly side?: Side; readonly rights?: readonly Right[] }
  readonly reader: { graph(): CaseGraph; subscribe(listener: () => void): () => void }
  readonly role: { get(): { readonly canEdit: boolean } }
}

export interface Telling {
  refused(refusal: Refusal): void
  undone(message: string): void
  /** Something left the screen. `undo` takes back exactly this, and is offered only until the next command. */
  binned?(message: string, undo: () => void): void
  /** A command ran: what was offered for the one before it is no longer true. */
  ran?(): void
}

export interface Surroundings {
  readonly ids: () => string
  readonly clock: () => string
  /** Sends a command to the server; network trouble comes back as the refusal `offline`. */
  readonly send: (caseId: string, key: string, name: string, args: CommandArgs) => Promise<Outcome<CommandResult>>
  /** How long to wait for the server's change to reach this document before going on. */
  readonly patienceMs: number
}

export interface UndoState {
  readonly canUndo: boolean
  readonly canRedo: boolean
}

interface Done {
  readonly words: string
  readonly changes: readonly Change[]
}

const DEPTH = 200

/** Commands that are about a capability, whatever they grow. */
const ABOUT_CAPABILITY: ReadonlySet<string> = new Set(['decide-capability', 'grow-capability'])

/**
 * Runs commands by name: those of the document in this browser's copy (they work offline), those that grow the pattern
 * on the server. What was done is kept, so that I can take back exactly my own part of it [UI7] [UI8].
 */
export class CommandCentre implements Readable<UndoState> {
  private readonly done: Done[] = []
  private readonly undone: Done[] = []
  private readonly listeners = new Set<() => void>()
  private state: UndoState = { canUndo: false, canRedo: false }

  constructor(
    private readonly room: CommandRoom,
    private readonly telling: Telling,
    private readonly around: Surroundings = browserSurroundings(),
  ) {}

  get = (): UndoState => this.state

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  run = async (name: string, args: CommandArgs): Promise<Outcome<CommandResult>> => {
    const outcome = await this.perform(name, args)
    if (!outcome.ok) {
      this.telling.refused(outcome.refusal)
      return outcome
    }
    const { created, changes } = outcome.value
    const words = this.words(name, args, created)
    if (changes.length > 0) this.keep({ words, changes })
    if ((name === 'delete-element' || name === 'delete-elements') && changes.length > 0) {
      this.telling.binned?.(`${words[0]?.toUpperCase()}${words.slice(1)}.`, () => void this.undo())
    } else this.telling.ran?.()
    return outcome
  }

  undo = async (): Promise<void> => {
    const last = this.done.pop()
    if (last === undefined) return this.telling.undone('There is nothing of yours left to take back.')
    this.turn(last, this.undone, 'Took back', 'Nothing was taken back: somebody has changed it since')
  }

  redo = async (): Promise<void> => {
    const last = this.undone.pop()
    if (last === undefined) return this.telling.undone('There is nothing to do again.')
    this.turn(last, this.done, 'Did again', 'Nothing was done again: somebody has changed it since')
  }

  private async perform(name: string, args: CommandArgs): Promise<Outcome<CommandResult>> {
    if (!isCommand(name)) throw new Error(`There is no command "${name}".`)
    const { me } = this.room
    const command = COMMANDS[name]
    if (actOf(name) === 'approve') {
      if (!me.rights?.includes('approve')) return refuse('forbidden', 'You may not approve for your side in this case.')
    } else if (!this.room.role.get().canEdit) return refuse('forbidden', 'You can read this case but not edit it.')
    if (command.server) {
      const answer = await this.around.send(this.room.caseId, this.around.ids(), name, args)
      if (answer.ok) await this.arrival(answer.value.created)
      return answer
    }
    const parsed = command.args.safeParse(args)
    if (!parsed.success) throw new Error(`The command ${name} was called wrongly: ${parsed.error.message}`)
    const context = { ids: this.around.ids, at: this.around.clock(), by: me.id, name: me.name, side: me.side }
    return command.run(this.room.doc, parsed.data as never, context)
  }

  /** Waits until the server's new elements stand in this document, so that they can be selected at once. */
  private async arrival(created: readonly ElementId[]): Promise<void> {
    const { reader } = this.room
    const here = () => created.every((id) => reader.graph().elements.has(id) || reader.graph().bin.has(id))
    if (here()) return
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(handle)
        stop()
        resolve()
      }
      const handle = setTimeout(end, this.around.patienceMs)
      const stop = reader.subscribe(() => here() && end())
    })
  }

  private turn(step: Done, onto: Done[], word: string, nothing: string): void {
    const { redo, left } = undoChanges(this.room.doc, step.changes, this.room.me.id)
    if (redo.length > 0) onto.push({ words: step.words, changes: redo })
    this.changed()
    const kept = left === 0 ? '' : ' What somebody else has changed since stays as it is.'
    this.telling.undone(redo.length === 0 ? `${nothing} (${step.words}).` : `${word}: ${step.words}.${kept}`)
  }

  private keep(step: Done): void {
    this.done.push(step)
    if (this.done.length > DEPTH) this.done.shift()
    this.undone.length = 0
    this.changed()
  }

  private changed(): void {
    const next = { canUndo: this.done.length > 0, canRedo: this.undone.length > 0 }
    if (next.canUndo === this.state.canUndo && next.canRedo === this.state.canRedo) return
    this.state = next
    for (const listener of [...this.listeners]) listener()
  }

  /** The name of what the command was about: its first new element, else the one it was called with. */
  private words(name: string, args: CommandArgs, created: readonly ElementId[]): string {
    if (ABOUT_CAPABILITY.has(name)) return describeCommand(name, stringOr(args.capability) ?? 'an element')
    const graph = this.room.reader.graph()
    const nameOf = (id: unknown) =>
      typeof id === 'string' ? (graph.elements.get(id)?.name ?? graph.bin.get(id)?.name) : undefined
    // What moves is the lower end of its relation; every other relation is told from its upper end.
    const moved = name === 'move' ? args.to : undefined
    const subject =
      [created[0], moved, args.id, args.element, args.term, args.claim, args.from]
        .map(nameOf)
        .find((name) => name !== undefined) ?? stringOr(args.capability)
    return describeCommand(name, subject ?? 'an element')
  }
}

function stringOr(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

function browserSurroundings(): Surroundings {
  return {
    ids: randomKey,
    clock: () => new Date().toISOString(),
    send: sendCommand,
    patienceMs: 4000,
  }
}

/** POST /api/cases/{id}/commands. The key makes a repeated send harmless, so a lost answer is tried once more. */
async function sendCommand(
  caseId: string,
  key: string,
  name: string,
  args: CommandArgs,
): Promise<Outcome<CommandResult>> {
  const post = () =>
    fetch(`/api/cases/${encodeURIComponent(caseId)}/commands`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify({ command: name, args }),
    })
  let response: Response
  try {
    response = await post().catch(post)
  } catch {
    return refuse(
      'offline',
      'The server cannot be reached, and this step needs it. Try again when the connection is back.',
    )
  }
  return readAnswer(response)
}

async function readAnswer(response: Response): Promise<Outcome<CommandResult>> {
  const body = (await response.json().catch(() => undefined)) as
    | { created?: ElementId[]; changes?: Change[]; error?: Refusal }
    | undefined
  if (response.ok && body !== undefined) return ok({ created: body.created ?? [], changes: body.changes ?? [] })
  if (body?.error === undefined) return refuse('failed', 'The server could not do this. Try again in a moment.')
  return refuse(body.error.code, body.error.message, body.error.details)
}
