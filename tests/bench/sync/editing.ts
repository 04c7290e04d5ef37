import { setTimeout as sleep } from 'node:timers/promises'
import type * as Y from 'yjs'
import { textOf } from '@/lib/case/ydoc'
import type { Client } from './client'
import type { LoadResult } from './load-orders'

/** How long what was made is waited for. */
const DRAIN_MS = 8_000

/**
 * Clients of one process that edit, each the statement of an element of its own; the next client of the same process says
 * when it sees the edit, so that one clock measures both ends. Edits of one client become visible in the order in which
 * they were made, one character each.
 */
export class Editing {
  private readonly editors: Editor[]
  private timer: NodeJS.Timeout | undefined
  private from = Number.POSITIVE_INFINITY
  private made = 0
  private readonly visible: number[] = []
  private before = { bytes: 0, closes: 0 }

  constructor(private readonly clients: readonly Client[]) {
    this.editors = clients.map((client, index) => {
      const watcher = clients[(index + 1) % clients.length] as Client
      return new Editor(
        textOf(client.doc, client.seat.element, 'statement'),
        watcher.doc,
        client.seat.element,
        (at) => {
          if (at >= this.from) this.visible.push(performance.now() - at)
        },
      )
    })
  }

  start(perSecond: number): void {
    const every = 1_000 / perSecond
    const now = performance.now()
    for (const editor of this.editors) editor.next = now + Math.random() * every
    const tick = () => {
      for (const editor of this.editors) {
        // What cannot be made in time by this process is left out, and shows in the rate that was reached.
        if (editor.next < performance.now() - 1_000) editor.next = performance.now()
        for (; editor.next <= performance.now(); editor.next += every) {
          editor.edit()
          if (this.from < Number.POSITIVE_INFINITY) this.made++
        }
      }
      this.timer = setTimeout(tick, 1)
    }
    tick()
  }

  mark(): void {
    this.before = this.received()
    this.from = performance.now()
  }

  /** What was made and seen since the last look. */
  take(): { made: number; visibleMs: number[] } {
    const taken = { made: this.made, visibleMs: this.visible.splice(0) }
    this.made = 0
    return taken
  }

  async stop(): Promise<LoadResult> {
    clearTimeout(this.timer)
    const end = performance.now()
    while (this.visible.length < this.made && performance.now() - end < DRAIN_MS) await sleep(5)
    const { bytes, closes } = this.received()
    for (const editor of this.editors) editor.close()
    const unseen = this.editors.flatMap((editor) => editor.waiting()).filter((at) => at >= this.from)
    return {
      made: this.made,
      seconds: (end - this.from) / 1_000,
      visibleMs: Float64Array.from([...this.visible, ...unseen.map((at) => performance.now() - at)]),
      unseen: unseen.length,
      bytes: bytes - this.before.bytes,
      closes: closes - this.before.closes,
    }
  }

  private received() {
    const sum = (of: (client: Client) => number) => this.clients.reduce((total, client) => total + of(client), 0)
    return { bytes: sum((client) => client.bytes()), closes: sum((client) => client.closes()) }
  }
}

class Editor {
  /** When its next edit is due. */
  next = 0
  readonly close: () => void
  private readonly times: number[] = []
  private seen = 0

  constructor(
    private readonly text: Y.Text,
    watcher: Y.Doc,
    element: string,
    onVisible: (madeAt: number) => void,
  ) {
    const watched = textOf(watcher, element, 'statement')
    const look = ({ delta }: Y.YTextEvent) => {
      for (const { insert } of delta) {
        if (typeof insert !== 'string') continue
        for (let n = 0; n < insert.length; n++) onVisible(this.times[this.seen++] ?? Number.NaN)
      }
    }
    watched.observe(look)
    this.close = () => watched.unobserve(look)
  }

  edit(): void {
    this.times.push(performance.now())
    this.text.insert(this.text.length, 'x')
  }

  waiting(): number[] {
    return this.times.slice(this.seen)
  }
}
