import type { SignalListener, Signals } from '@/server/store/signals'

/** A line between the rooms of several processes, in memory: heard later, in order, and lost while it is cut. */
export class MemorySignals {
  readonly heard: string[] = []
  private readonly lines = new Map<string, Set<SignalListener>>()
  private readonly cut = new Set<string>()
  private count = 0

  /** Everybody's ears, as a commit speaks to them. */
  readonly say = (text: string): void => {
    this.heard.push(text)
    for (const [node, listeners] of this.lines) {
      for (const listener of listeners) {
        setImmediate(() => {
          if (!this.cut.has(node)) listener.heard(text)
        })
      }
    }
  }

  open(): Signals {
    const node = `node${++this.count}`
    const listeners = new Set<SignalListener>()
    this.lines.set(node, listeners)
    return {
      node,
      send: (text) => {
        if (!this.cut.has(node)) this.say(text)
      },
      listen: (listener) => void listeners.add(listener),
      close: async () => void this.lines.delete(node),
    }
  }

  /** The process hears and says nothing, as one that was killed. */
  silence(node: string): void {
    this.cut.add(node)
  }

  restore(node: string): void {
    this.cut.delete(node)
    for (const listener of this.lines.get(node) ?? []) listener.restored()
  }
}
