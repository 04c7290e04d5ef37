/** Where my changes are, in the words the header shows. Saved means: committed in the server's store. */
export type SaveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  /** `why`: what the server said when it could not keep them, where it said anything. */
  | { readonly kind: 'offline'; readonly pending: number; readonly why?: string }
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * [SYN1] Knows which of my changes the server has in its store. Changes are counted; a barrier carries the count, and its
 * answer means that everything counted up to there is committed. Pure: what to send goes out through `sendBarrier`.
 */
export class Saving {
  private made = 0
  private committed = 0
  private asked = 0
  private line: 'opening' | 'up' | 'synced' | 'down' = 'opening'
  private refusal: string | undefined
  private trouble: string | undefined

  constructor(
    private readonly sendBarrier: (n: number) => void,
    private readonly changed: (state: SaveState) => void,
  ) {}

  get unsaved(): number {
    return this.made - this.committed
  }

  get state(): SaveState {
    if (this.refusal !== undefined) return { kind: 'refused', reason: this.refusal }
    if (this.trouble !== undefined && this.unsaved > 0) {
      return { kind: 'offline', pending: this.unsaved, why: this.trouble }
    }
    if (this.line === 'down') return { kind: 'offline', pending: this.unsaved }
    if (this.line === 'synced') return { kind: this.unsaved === 0 ? 'saved' : 'saving' }
    return { kind: this.unsaved === 0 ? 'connecting' : 'saving' }
  }

  /** I changed the document; `count` for changes that an earlier visit left on this device. */
  edited(count = 1): void {
    this.made += count
    this.ask()
    this.changed(this.state)
  }

  /** The server answered a barrier. */
  answered(n: number): void {
    this.committed = Math.max(this.committed, Math.min(n, this.made))
    this.asked = 0
    this.trouble = undefined
    this.ask()
    this.changed(this.state)
  }

  connected(): void {
    this.line = 'up'
    this.changed(this.state)
  }

  /** The server's state has arrived, and what I had before it is on its way. */
  synced(): void {
    this.line = 'synced'
    this.asked = 0
    this.ask()
    this.changed(this.state)
  }

  /** @param why  what the server said, when it closed because it could not keep anything */
  disconnected(why?: string): void {
    this.line = 'down'
    this.trouble = why ?? this.trouble
    this.asked = 0
    this.changed(this.state)
  }

  refused(reason: string): void {
    this.refusal = reason
    this.changed(this.state)
  }

  /** After a new session the same changes may be taken. */
  retried(): void {
    this.refusal = undefined
    this.changed(this.state)
  }

  /** One question at a time: its answer covers all that was made meanwhile only up to what it asked. */
  private ask(): void {
    if (this.line !== 'synced' || this.asked !== 0 || this.unsaved === 0) return
    this.asked = this.made
    this.sendBarrier(this.made)
  }
}
