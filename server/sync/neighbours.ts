import { assertNever } from '@/lib/gsn/outcome'
import type { AwarenessEntry } from '@/lib/wire/frames'
import { formatSignal, parseSignal, presenceSignals, type Signal } from '../store/signal'
import type { Signals } from '../store/signals'
import type { Room } from './room'
import type { RoomDeps } from './room-deps'

/** What a room tells the other processes about itself. */
export interface TellNeighbours {
  /** It has just been opened here: who is at this case elsewhere? */
  opened(caseId: string): void
  /** People who are connected here. */
  present(caseId: string, entries: readonly AwarenessEntry[]): void
}

/** How many beats of another process may stay away before its people count as gone. */
const MISSED_BEATS = 3

/**
 * [SYN10] The other processes on the same store. What they say only makes this one look into the store at once; presence
 * is the exception: it is passed on, many people to a signal, and ends with the process that it came from.
 */
export class Neighbours implements TellNeighbours {
  /** Beats that each known process has missed. */
  private readonly missed = new Map<string, number>()
  /** Presence to be passed on with the next window, by case and client. */
  private readonly waiting = new Map<string, Map<number, AwarenessEntry>>()
  private stopWindow: (() => void) | undefined
  private stopBeat: (() => void) | undefined

  /** @param rooms the rooms of this process: those that are open, and one that may be just opening */
  constructor(
    private readonly signals: Signals,
    private readonly rooms: { all(): Iterable<Promise<Room>>; of(caseId: string): Promise<Room> | undefined },
    private readonly deps: Pick<RoomDeps, 'timers' | 'pace'>,
  ) {
    signals.listen({
      heard: (text) => {
        const signal = parseSignal(text)
        if (signal !== undefined && !('node' in signal && signal.node === signals.node)) this.hear(signal)
      },
      restored: () => {
        this.say({ kind: 'alive', node: signals.node })
        this.each((room) => {
          room.others.refresh()
          this.opened(room.caseId)
        })
      },
    })
    this.beat()
  }

  opened(caseId: string): void {
    this.say({ kind: 'who', node: this.signals.node, caseId })
  }

  present(caseId: string, entries: readonly AwarenessEntry[]): void {
    if (this.missed.size === 0) return
    const ofCase = this.waiting.get(caseId) ?? new Map<number, AwarenessEntry>()
    for (const entry of entries) ofCase.set(entry.clientId, entry)
    this.waiting.set(caseId, ofCase)
    this.stopWindow ??= this.deps.timers.after(this.deps.pace.presenceMs, () => this.tellPresence())
  }

  /** Access changed: every process judges its own connections. */
  judge(caseId: string, personId: string | undefined): void {
    const { node } = this.signals
    this.say({ kind: 'judge', node, caseId, ...(personId === undefined ? {} : { personId }) })
  }

  close(): void {
    this.stopBeat?.()
    this.stopWindow?.()
    this.tellPresence()
    this.say({ kind: 'gone', node: this.signals.node })
  }

  private hear(signal: Signal): void {
    switch (signal.kind) {
      case 'log':
        this.at(signal.caseId, (room) => room.others.logReached(signal.seq))
        break
      case 'ledger':
        this.at(signal.caseId, (room) => room.others.ledgerReached(signal.chain, signal.seq))
        break
      case 'judge':
        this.at(signal.caseId, (room) => void room.recheck(signal.personId))
        break
      case 'who':
        this.meet(signal.node)
        this.at(signal.caseId, (room) => this.present(room.caseId, room.others.presentHere()))
        break
      case 'here':
        this.meet(signal.node)
        this.at(signal.caseId, (room) => room.others.present(signal.node, signal.entries))
        break
      case 'alive':
        this.meet(signal.node)
        break
      case 'gone':
        this.lose(signal.node)
        break
      default:
        assertNever(signal)
    }
  }

  /** A process that is new to this one does not know this one either. */
  private meet(node: string): void {
    const known = this.missed.has(node)
    this.missed.set(node, 0)
    if (known) return
    this.say({ kind: 'alive', node: this.signals.node })
    this.each((room) => this.present(room.caseId, room.others.presentHere()))
  }

  private lose(node: string): void {
    this.missed.delete(node)
    this.each((room) => room.others.gone(node))
  }

  private beat(): void {
    this.say({ kind: 'alive', node: this.signals.node })
    this.stopBeat = this.deps.timers.after(this.deps.pace.neighbourMs, () => {
      for (const [node, missed] of this.missed) {
        if (missed >= MISSED_BEATS) this.lose(node)
        else this.missed.set(node, missed + 1)
      }
      this.beat()
    })
  }

  private tellPresence(): void {
    this.stopWindow = undefined
    for (const [caseId, entries] of this.waiting) {
      for (const text of presenceSignals(this.signals.node, caseId, [...entries.values()])) this.signals.send(text)
    }
    this.waiting.clear()
  }

  private say(signal: Signal): void {
    this.signals.send(formatSignal(signal))
  }

  private at(caseId: string, fn: (room: Room) => void): void {
    // A room that is just opening may have read the store before what is being told.
    this.rooms.of(caseId)?.then(fn, () => {})
  }

  private each(fn: (room: Room) => void): void {
    for (const room of this.rooms.all()) room.then(fn, () => {})
  }
}
